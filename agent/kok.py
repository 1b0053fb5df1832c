"""Which shots, which moments, in which order: what a take remembers. Pure functions.

Fixed entries keep people (E56): a card's reference, or the anchor, which is the earliest shot that shows
the person best. Dynamic entries are recalled for the shot in hand (E57); of each recalled shot the key
moment is taken (KOK, E58). At most seven in all (E59).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.interface import MAX_SLOTS, MemorySlot, Scale
from tools.memory import Past
from tools.records import Reason, SlotKind
from tools.relevance import WEIGHTS, Recalled
from tools.takes import Memory

RECALLED = 4
"""Dynamic entries at most: three fixed and four dynamic stand where First-3 and Recent-4 stood (Eq. 9)."""
LEAST = 0.035
"""A recalled shot that adds less than this to those before it is left out: memory drags its background and
camera along."""
TOLD = 1
"""Memories that only tell of the same thing: the first is often right, the next are mostly chance."""
CLOSENESS = (
    Scale.CLOSE,
    Scale.MEDIUM_CLOSE,
    Scale.EXTREME_CLOSE,
    Scale.MEDIUM,
    Scale.FULL,
    Scale.WIDE,
    Scale.EXTREME_WIDE,
    Scale.INSERT,
)
"""How well a shot size shows a face, best first."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a card brings along: files of the media store, or empty."""

    card_id: int
    picture: str = ""
    sound: str = ""
    seconds: float = 0.0
    """Length of the reference voice."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The shot in hand, as memory sees it."""

    people: tuple[str, ...]
    speakers: frozenset[str]
    names: Mapping[str, str]
    cards: Mapping[str, Reference]
    slots: int = MAX_SLOTS
    """What the engine can take."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A memory with both of its faces: the row that explains it, the slot the camera gets."""

    memory: Memory
    slot: MemorySlot


@dataclass(frozen=True, slots=True)
class Selection:
    """What a take remembers, and in words what it does not."""

    chosen: tuple[Chosen, ...]
    left_out: tuple[str, ...] = ()


def select(wanted: Wanted, past: Sequence[Past], recalled: Sequence[Recalled]) -> Selection:
    """The memories of a take: fixed ones by speaker and place in frame, then dynamic ones by score.

    Nobody is ever a reason to fail: what does not fit is ranked and named in ``left_out``.
    """
    fixed, newcomers = _fixed(wanted, past)
    used = {c.memory.take_id for c in fixed}
    fresh = [r for r in recalled if r.past.take_id not in used and r.score >= LEAST]
    doubtful = [r for r in fresh if _only_told(r)][TOLD:]
    ranked = fixed + [_dynamic(wanted, r) for r in [r for r in fresh if r not in doubtful][:RECALLED]]
    kept, cut = ranked[: wanted.slots], ranked[wanted.slots :]
    words = [f"{_name(wanted, tag)} is new in this shot: nothing to remember yet" for tag in newcomers]
    words += [f"no slot left ({wanted.slots} at most): {_source(c, past)}, {c.memory.words}" for c in cut]
    return Selection(_numbered(kept), tuple(words))


def native(wanted: Wanted, past: Sequence[Past], first: int = 3, recent: int = 4) -> Selection:
    """The generator's own bank: the first three shots and the four newest (Eq. 9; E23)."""
    kept = [*past[:first], *past[max(first, len(past) - recent) :]]
    return Selection(_numbered([_native(p) for p in kept[: wanted.slots]]))


def anchor(tag: str, past: Sequence[Past], *, speaking: bool) -> Past | None:
    """The earlier shot that shows somebody best: alone, large, speaking alone if they speak now; the
    earliest of equals, so that it stays the same all through the film."""
    showing = [p for p in past if tag in p.people]
    if not showing:
        return None
    return min(
        showing,
        key=lambda p: (
            speaking and p.speakers != {tag},
            not _alone(tag, p),
            CLOSENESS.index(p.scale),
            p.position,
        ),
    )


def _alone(tag: str, past: Past) -> bool:
    return past.people == (tag,) and not past.back


def _fixed(wanted: Wanted, past: Sequence[Past]) -> tuple[list[Chosen], list[str]]:
    chosen, newcomers = [], []
    for tag in sorted(wanted.people, key=lambda t: t not in wanted.speakers):
        card = wanted.cards.get(tag)
        if card is not None and card.picture:
            chosen.append(_from_card(wanted, tag, card))
            continue
        best = anchor(tag, past, speaking=tag in wanted.speakers)
        if best is None:
            newcomers.append(tag)
        else:
            chosen.append(_anchored(wanted, tag, best, past))
    return chosen + _unseen(wanted, past), newcomers


def _unseen(wanted: Wanted, past: Sequence[Past]) -> list[Chosen]:
    """The voices of those who speak and are not in frame, where there is a memory to take one from."""
    chosen = []
    for tag in sorted(wanted.speakers - {*wanted.people}):
        card, best = wanted.cards.get(tag), anchor(tag, past, speaking=True)
        if card is not None and card.picture and card.sound:
            chosen.append(_from_card(wanted, tag, card))
        elif best is not None and best.speakers == {tag}:
            words = f"{_name(wanted, tag)} speaks from outside the picture"
            chosen.append(_from_take(wanted, best, SlotKind.FIXED, Reason.CHARACTER, tag, 1.0, words))
    return chosen


def _anchored(wanted: Wanted, tag: str, best: Past, past: Sequence[Past]) -> Chosen:
    seen = max(p.position for p in past if tag in p.people)
    gap = max(p.position for p in past) - seen
    words = f"shows {_name(wanted, tag)}"
    words += " alone" if _alone(tag, best) else ""
    words += f" in {_article(best.scale)}"
    if gap > 1:
        words += f", who returns after {gap} shots away"
    return _from_take(wanted, best, SlotKind.FIXED, Reason.CHARACTER, tag, 1.0, words)


def _only_told(recalled: Recalled) -> bool:
    """Whether nothing but words that sound alike speaks for it."""
    return recalled.reason is Reason.NARRATIVE and recalled.score <= WEIGHTS[Reason.NARRATIVE]


def _dynamic(wanted: Wanted, recalled: Recalled) -> Chosen:
    past, reason = recalled.past, recalled.reason
    shared = [_name(wanted, t) for t in wanted.people if t in past.people]
    shared = shared or [_name(wanted, t) for t in sorted(past.speakers & wanted.speakers)]
    dressed = [_name(wanted, t) for t in wanted.people if t in dict(past.cards)]
    words = {
        Reason.CHARACTER: f"{' and '.join(shared)} again",
        Reason.COSTUME: f"how {' and '.join(dressed)} looked last",
        Reason.SCENE: f"the same place, {past.place}",
        Reason.PROP: f"the same things: {', '.join(sorted(past.props))}",
        Reason.ACTION: "what has just happened in the same scene",
        Reason.NARRATIVE: "tells of the same thing",
        Reason.NATIVE: "",
    }[reason]
    also = [str(part) for part, v in recalled.parts.items() if v >= LEAST and part is not reason]
    tail = f"; also {', '.join(also)}" if also else ""
    who = past.people[0] if len(past.people) == 1 and past.people[0] in wanted.people else ""
    return _from_take(wanted, past, SlotKind.DYNAMIC, reason, who, recalled.score, words + tail)


def _from_take(
    wanted: Wanted, past: Past, kind: SlotKind, reason: Reason, tag: str, score: float, words: str
) -> Chosen:
    # Only a speaker's slot carries a voice, and only one in which nobody else is heard: a voice in the
    # wrong slot moves the wrong mouth. A pair is never made of two shots (E19).
    voiced = bool(tag) and tag in wanted.speakers and past.speakers == {tag}
    return _paired(past, kind, reason, tag, score, words + (", with the voice" if voiced else ""), voiced)


def _native(past: Past) -> Chosen:
    # The released bank keeps picture and sound of every slot, whoever speaks.
    words = "one of the first or the newest"
    return _paired(past, SlotKind.NATIVE, Reason.NATIVE, "", 0.0, words, voiced=True)


def _paired(
    past: Past, kind: SlotKind, reason: Reason, tag: str, score: float, words: str, voiced: bool
) -> Chosen:
    memory = Memory(
        kind=kind,
        reason=reason,
        words=words,
        score=round(score, 4),
        frame=past.frame,
        audio_start=past.audio_start,
        audio_end=past.audio_end,
        voiced=voiced,
        character=tag,
        take_id=past.take_id,
    )
    slot = MemorySlot(
        ordinal=0,
        character=tag,
        picture=past.still,
        clip=past.clip,
        voice=past.sound if voiced else "",
        latents=past.latents,
        frame=past.frame,
        audio_start=past.audio_start,
        audio_end=past.audio_end,
    )
    return Chosen(memory, slot)


def _from_card(wanted: Wanted, tag: str, card: Reference) -> Chosen:
    voiced = tag in wanted.speakers and bool(card.sound)
    memory = Memory(
        kind=SlotKind.FIXED,
        reason=Reason.CHARACTER,
        words=f"the reference on {_name(wanted, tag)}'s card" + (", with the voice" if voiced else ""),
        score=1.0,
        frame=0,
        audio_start=0.0,
        audio_end=card.seconds if voiced else 0.0,
        voiced=voiced,
        character=tag,
        card_id=card.card_id,
    )
    slot = MemorySlot(
        ordinal=0,
        character=tag,
        picture=card.picture,
        voice=card.sound if voiced else "",
        audio_end=memory.audio_end,
    )
    return Chosen(memory, slot)


def _numbered(chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    return tuple(Chosen(c.memory, c.slot.model_copy(update={"ordinal": n})) for n, c in enumerate(chosen))


def _source(chosen: Chosen, past: Sequence[Past]) -> str:
    found = next((p for p in past if p.take_id == chosen.memory.take_id), None)
    return f"{found.code} v{found.take_number:03d}" if found else "a card"


def _name(wanted: Wanted, tag: str) -> str:
    return wanted.names.get(tag, tag)


def _article(scale: Scale) -> str:
    name = str(scale) if scale.endswith(("close-up", "insert")) else f"{scale} shot"
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
