"""The fixed sentences of a caption, in each language."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import yaml

from agent.writing.banks import Language
from generator.interface import Frozen


class Phrases(Frozen):
    """Forms with named gaps; ``skills/house/caption.yaml`` holds them."""

    space: str
    """Between two sentences."""
    comma: str
    both: str
    """Between two names."""
    one_shot: str
    shots: str
    """For a shot with internal cuts; the gap is their number and one."""
    shot: str
    named: str
    person: str
    wears: str
    voice: str
    unseen: str
    face: str
    says: str
    heard: str
    manner: str
    closes: str
    moment: str
    """What is seen from a moment on; the gaps are seconds and what is seen."""
    camera: str
    scales: dict[str, str]
    angles: dict[str, str]
    moves: dict[str, str]
    on: str
    over: str
    inside: str
    outside: str
    light: str
    props: str
    stays: str
    sounds: str
    music: str
    no_music: str
    silence: tuple[str, ...]
    """Values of a shot's music that mean none."""
    style: str
    only: str
    only_heard: str
    silent: str
    stable: str
    nobody: str
    no_text: str
    full_stop: str

    def stop_after(self, text: str) -> str:
        """A full stop after a quotation that has none of its own."""
        return "" if text.rstrip()[-1:] in set(".!?…。！？") else self.full_stop


@lru_cache(maxsize=2)
def phrases(language: Language) -> Phrases:
    """The phrases of ``language``; read once, then kept."""
    text = files("skills").joinpath("house", "caption.yaml").read_text(encoding="utf-8")
    return Phrases.model_validate(yaml.safe_load(text)[language])
