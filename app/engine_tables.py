"""Engines, weights and trials as people see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.engines import Standing
from app.screen import Screen
from app.tables import listing
from app.trial import Shot
from generator.interface import SAMPLE_RATE, Capabilities


def show_engines(screen: Screen, found: Sequence[Standing]) -> None:
    """Every engine and what it is for; under the table, what is missing for those that cannot be used."""
    table = listing("engine", "", "what for", "limits")
    for one in found:
        table.add_row(one.name, "✓" if one.ready else "·", one.words, one.state if one.ready else "see below")
    screen.table(table)
    for one in found:
        if not one.ready:
            screen.say(f"\n{one.name}: {one.state}")


def show_weights(screen: Screen, found: Mapping[str, Any]) -> None:
    """What a checkpoint holds."""
    screen.heading(
        str(found["path"]), f"JoyAI-Echo {found['version']}, {found['form']}, {found['precision']}"
    )
    table = listing("part", "tensors", "parameters", "size", "stored as")
    for part in found["parts"]:
        table.add_row(
            part["part"],
            str(part["tensors"]),
            f"{part['parameters'] / 1e9:.2f} B",
            f"{part['size'] / 2**30:.1f} GiB",
            ", ".join(part["dtypes"]),
        )
    screen.table(table)
    screen.say("Licence: LTX-2 community licence; by its makers' word for research only.")


def show_trial(screen: Screen, able: Capabilities, shots: Sequence[Shot], kept: Path | None) -> None:
    """What a trial did, and the folder its clips were kept in, if they were."""
    screen.heading(f"{able.name} works here", f"version {able.version}")
    for name, value in able.facts.items():
        screen.say(f"{name}: {value}")
    screen.say("")
    table = listing("shot", "remembers", "picture", "sound", "loudness", "rendered in")
    for number, shot in enumerate(shots, start=1):
        clip, loud = shot.clip, shot.measures.loudness_lufs
        table.add_row(
            str(number),
            " and ".join(f"{slot.ordinal + 1}" for slot in shot.request.slots) or "nothing",
            f"{clip.frames} frames of {clip.width}x{clip.height}",
            f"{clip.samples / SAMPLE_RATE:.2f} s stereo",
            "silence" if loud is None else f"{loud:.1f} LUFS",
            f"{shot.seconds:.1f} s",
        )
    screen.table(table)
    if kept is not None:
        screen.say(f"\nThe clips are in {kept}")
