"""All evaluators in one module, and the file they come from."""

from __future__ import annotations

from pathlib import Path

from torch import nn

from generator.evaluators.files import weights_of
from generator.evaluators.person import PersonNet
from generator.evaluators.speech import SpeechNet
from generator.evaluators.voice import VoiceNet
from generator.evaluators.watching import ActionNet, PlaceNet
from generator.interface import Unsupported


class Evaluators(nn.Module):
    """Every network that judges; under 0.9 million parameters together."""

    def __init__(self) -> None:
        super().__init__()
        self.person = PersonNet()
        self.action = ActionNet()
        self.place = PlaceNet()
        self.voice = VoiceNet()
        self.speech = SpeechNet()


def loaded(folder: Path) -> Evaluators:
    """The evaluators of a folder, float32 on the CPU, ready to judge.

    Raises:
        Unsupported: there are none, or they are of another version; the message says what to do.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    path = weights_of(folder)
    nets = Evaluators()
    try:
        nets.load_state_dict(load_file(path))
    except (OSError, SafetensorError, RuntimeError) as error:
        raise Unsupported(
            f"the evaluators in {path} cannot be loaded: {error}. Train them again: dailies train toon-128"
        ) from error
    return nets.eval().requires_grad_(False)
