"""Rules about the memory slots of a request; silent where memory is not chosen person by person."""

from __future__ import annotations

from collections.abc import Iterator

from agent.linting.rule import Fault, Reading, Rule, Severity
from generator.interface import MemorySlot


def _order(read: Reading) -> Iterator[Fault]:
    ordinals = [slot.ordinal for slot in read.request.slots]
    if ordinals != list(range(len(ordinals))):
        yield Fault("slots", f"got the slots {ordinals}, expected them numbered from 0 without a gap")


def _wrong_mouth(read: Reading) -> Iterator[Fault]:
    for slot in _personal(read):
        if slot.voice and slot.character not in read.speakers:
            yield Fault(
                _slot(slot),
                f"it carries a voice and is not of one who speaks here ({_whose(read, slot)}): the wrong "
                "mouth would move; give it silence",
            )


def _without_voice(read: Reading) -> Iterator[Fault]:
    slots = _personal(read)
    for tag in sorted(read.speakers & {slot.character for slot in slots}):
        own = [slot for slot in slots if slot.character == tag]
        if not any(slot.voice for slot in own):
            yield Fault(
                _slot(own[0]),
                f"{read.name(tag)} speaks and no slot carries their voice: take it from a shot in which "
                "only they are heard, or give their card a voice",
            )


def _forgotten(read: Reading) -> Iterator[Fault]:
    kept = {slot.character for slot in read.request.slots}
    for figure in read.request.figures:
        if figure.tag in (read.known.returning or ()) and figure.tag not in kept:
            yield Fault(
                figure.tag,
                f"{figure.name} was seen before and no slot keeps them: give them one of the slots",
            )


def _newcomers(read: Reading) -> Iterator[Fault]:
    for slot in _personal(read):
        if slot.clip and slot.character and slot.character not in (read.known.returning or ()):
            yield Fault(
                _slot(slot),
                f"{read.name(slot.character)} was not seen before and has a slot from an earlier clip: it "
                "shows somebody else; remove it",
            )


def _personal(read: Reading) -> tuple[MemorySlot, ...]:
    return read.request.slots if read.known.returning is not None else ()


def _slot(slot: MemorySlot) -> str:
    return f"slot {slot.ordinal + 1}"


def _whose(read: Reading, slot: MemorySlot) -> str:
    return read.name(slot.character) or "nobody's"


RULES = (
    Rule("M001", Severity.ERROR, "Slots are numbered without a gap.", _order),
    Rule("M002", Severity.ERROR, "Only a speaker's slot carries a voice.", _wrong_mouth),
    Rule("M003", Severity.WARNING, "A speaker's slot carries their voice.", _without_voice),
    Rule("M004", Severity.WARNING, "Everybody who returns has a slot.", _forgotten),
    Rule("M005", Severity.ERROR, "A newcomer has no slot from an earlier clip.", _newcomers),
)
