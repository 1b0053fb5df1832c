"""Where the evaluators lie; reads nothing, so that a plug-in can ask before anything is loaded."""

from __future__ import annotations

from pathlib import Path

from generator.interface import Unsupported

FILE = "evaluators.safetensors"
"""The name of their weights."""


def weights_of(folder: Path) -> Path:
    """The weights of the evaluators in ``folder``.

    Raises:
        Unsupported: they are not there; the message says what to do.
    """
    path = folder / FILE
    if not path.is_file():
        raise Unsupported(
            f"the evaluators of the toon world: there is no {FILE} in {folder}. "
            "Train them with dailies train toon-128, or name another folder."
        )
    return path
