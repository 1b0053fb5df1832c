"""What follows the steps: the picture decoded in tiles, and the sound; seconds and peak.

Takes about a minute and needs 16 GiB. Published for the picture: 3.2 s on the card the release was timed on,
8.7 s on an RTX 5090 (echo-facts 7).
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence

import torch

from benchmarks.gpu import weights
from benchmarks.gpu.clock import cost
from benchmarks.gpu.options import parse
from benchmarks.gpu.table import show
from generator.echo.codec import Codec
from generator.echo.policy import CHANNELS
from generator.interface import FPS, SAMPLE_RATE

_RUNS = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for the picture and one for the sound."""
    options = parse(arguments, __doc__)
    made = weights.network(
        options.profile, options.device, options.dtype, ("video_vae", "audio_vae", "vocoder")
    )
    codec, shot = Codec(made), options.grid
    film = torch.randn(1, CHANNELS, shot.frames, shot.height, shot.width, device=options.device)
    sound = torch.randn(1, shot.audio, CHANNELS, device=options.device)
    samples = options.frames * SAMPLE_RATE // FPS
    picture = cost(lambda: deque(codec.decode_video(film), maxlen=0), options.device, _RUNS)
    voice = cost(lambda: codec.decode_sound(sound, samples), options.device, _RUNS)
    length = options.frames / FPS
    rows = [
        [name, f"{took.seconds:.3f}", f"{length / took.seconds:.2f}", took.gib]
        for name, took in (("picture", picture), ("sound", voice))
    ]
    show(f"decoding: {options.words}", ["", "s a shot", "× real time", "peak GiB"], rows, options)


if __name__ == "__main__":
    main(sys.argv[1:])
