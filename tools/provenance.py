"""What rests on what: card version → take → moment → slot → take. Reads only; computed when asked.

A film is read once, in a handful of statements, into frozen rows; everything else here is a pure look at
them. A take can only remember takes that were rendered before it was opened, so the graph has no cycles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from generator.interface import ShotRequest
from tools import board
from tools.digests import digest
from tools.records import Card, Character, KeyMoment, Pin, Shot, Slot, Take, TakeState
from tools.story import SceneDraft


@dataclass(frozen=True, slots=True)
class CardRow:
    """A version of somebody's card."""

    id: int
    tag: str
    name: str
    number: int
    from_position: int
    appearance: str
    wardrobe: str
    voice: str
    picture: str | None
    sound: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A slot of a take: where the memory came from."""

    ordinal: int
    kind: str
    take_id: int | None
    card_id: int | None
    character: str
    frame: int
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Filmed:
    """A rendered take: what it was asked, what it rests on, what it remembers."""

    id: int
    shot_id: int
    code: str
    number: int
    engine: str
    engine_version: str
    digest: str
    clip: str
    inputs: Mapping[str, str]
    request: ShotRequest
    skill: str
    moment: int
    """Frame of its key moment."""
    slots: tuple[Source, ...]
    left_out: tuple[str, ...]
    """What it does not remember, in words."""

    @property
    def name(self) -> str:
        """``LIGHT_010_0020 v001``."""
        return f"{self.code} v{self.number:03d}"

    def same_as(self, other: Filmed) -> bool:
        """True when both show the same: remembering one is as good as remembering the other."""
        return self.id == other.id or self.digest == other.digest or self.clip == other.clip


@dataclass(frozen=True)
class Web:
    """A film, its takes, and what they remember."""

    film: board.FilmRow
    shots: tuple[board.ShotRow, ...]
    """In order, the omitted ones among them."""
    scenes: Mapping[int, SceneDraft]
    """By number."""
    cards: Mapping[str, tuple[CardRow, ...]]
    """All versions of everybody's card, by tag, oldest first."""
    takes: Mapping[int, Filmed]
    """Every rendered take by id, oldest first."""
    pins: frozenset[tuple[int, int]]
    """(shot, take): that shot is to remember that take."""
    off: frozenset[tuple[int, int]] = frozenset()
    """(shot, shot): no take of the first is to remember one of the second."""

    @cached_property
    def names(self) -> dict[str, str]:
        """Who is called what, by tag."""
        return {tag: cards[-1].name for tag, cards in self.cards.items()}

    @cached_property
    def by_id(self) -> dict[int, board.ShotRow]:
        """The shots by id."""
        return {shot.id: shot for shot in self.shots}

    def circled(self, shot: board.ShotRow) -> Filmed | None:
        """The take the cut and the memory use; None before the first."""
        return None if shot.take_id is None else self.takes.get(shot.take_id)

    def take(self, shot: board.ShotRow, number: int) -> Filmed | None:
        """A rendered take of a shot by its number; None when there is none."""
        fitting = (t for t in self.takes.values() if t.shot_id == shot.id and t.number == number)
        return next(fitting, None)

    def replaced(self, take: Filmed) -> list[Filmed]:
        """What a take remembers that is no longer circled, and shows something else than what is."""
        sources = (
            self.takes[s.take_id] for s in take.slots if s.take_id is not None and s.take_id in self.takes
        )
        found = {source.id: source for source in sources if not self.stands(source)}
        return list(found.values())

    def stands(self, source: Filmed) -> bool:
        """True when a take is circled, or shows the same as the one that is."""
        now = self.circled(self.by_id[source.shot_id])
        return now is not None and source.same_as(now)

    def code_at(self, position: int) -> str:
        """Code of the shot at a place of the shot list; empty beyond its end."""
        return next((shot.code for shot in self.shots if shot.position == position), "")


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing rests on another: ``later`` would not be as it is without ``earlier``."""

    earlier: str
    """``card Mara 2``, ``LIGHT_010_0020 v001``, ``moment of …``, ``slot 1 of …``."""
    later: str
    words: str = ""
    """Why, where a reason is kept."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """A circled take that rests on something."""

    shot_id: int
    take_id: int
    name: str
    steps: int
    """1 when it rests on it itself, more when it remembers takes that do."""
    words: str
    """How: ``wears card Mara 2``, ``remembers LIGHT_010_0020 v001 (scene)``."""


def read(session: Session, film_id: int) -> Web:
    """A film with everything its takes rest on."""
    return Web(
        film=board.film(session, film_id),
        shots=tuple(board.shots(session, film_id)),
        scenes={scene.number: scene for scene in board.scenes(session, film_id).scenes},
        cards=cards(session, film_id),
        takes=_takes(session, film_id),
        pins=_decided(session, film_id, Pin.take_id, never=False),
        off=_decided(session, film_id, Take.shot_id, never=True),
    )


def _decided(
    session: Session, film_id: int, about: InstrumentedAttribute[int], *, never: bool
) -> frozenset[tuple[int, int]]:
    """Which shot is to remember, or not, what."""
    rows = session.execute(
        select(Pin.shot_id, about)
        .join(Take, Take.id == Pin.take_id)
        .where(Pin.film_id == film_id, Pin.never.is_(never))
    )
    return frozenset((shot_id, other_id) for shot_id, other_id in rows)


def cards(session: Session, film_id: int) -> dict[str, tuple[CardRow, ...]]:
    """All versions of everybody's card, by tag, oldest first."""
    names = [field.name for field in fields(CardRow) if field.name not in {"tag", "name"}]
    rows = session.execute(
        select(Card, Character.tag, Character.name)
        .join(Character, Character.id == Card.character_id)
        .where(Card.film_id == film_id)
        .order_by(Character.id, Card.number)
    )
    found: dict[str, tuple[CardRow, ...]] = {}
    for card, tag, name in rows:
        row = CardRow(tag=tag, name=name, **{n: getattr(card, n) for n in names})
        found[tag] = (*found.get(tag, ()), row)
    return found


def worn(cards: Mapping[str, Sequence[CardRow]], position: int) -> dict[str, CardRow]:
    """Everybody's card as it stands at a place of the shot list, by tag."""
    fitting = {tag: [c for c in rows if c.from_position <= position] for tag, rows in cards.items()}
    return {tag: max(rows, key=lambda c: c.number) for tag, rows in fitting.items() if rows}


def worn_by(inputs: Mapping[str, str], cards: Mapping[str, Sequence[CardRow]]) -> list[CardRow]:
    """The card versions a take was rendered from, found by its inputs."""
    return [
        card
        for tag, rows in cards.items()
        for card in rows
        if inputs.get(f"card {tag}") == digest([card.id, card.number])
    ]


def edges(web: Web, takes: Iterable[Filmed] | None = None) -> list[Edge]:
    """The graph, one edge a dependence, in the order the takes were made.

    Args:
        web: the film.
        takes: whose edges; None for those of the circled takes.
    """
    chosen = _all_circled(web) if takes is None else takes
    return [edge for take in chosen for edge in _edges_of(web, take)]


def dependents(web: Web, roots: Mapping[int, str]) -> list[Dependent]:
    """The circled takes that rest on some takes, directly or through what they remember, by position.

    Args:
        web: the film.
        roots: take id to how it rests on what is asked about; empty words: it is what is asked about, and is
            not among its own dependents.
    """
    steps = {take_id: int(bool(words)) for take_id, words in roots.items()}
    found = {
        take_id: Dependent(web.takes[take_id].shot_id, take_id, web.takes[take_id].name, 1, words)
        for take_id, words in roots.items()
        if words and take_id in web.takes
    }
    for take in _all_circled(web):  # by age: what a take remembers has been looked at before it
        reached = {slot.ordinal: steps[slot.take_id] for slot in take.slots if slot.take_id in steps}
        if take.id in steps or not reached:
            continue
        near = min(reached.values())
        through = [slot for slot in take.slots if reached.get(slot.ordinal) == near]
        steps[take.id] = near + 1
        told = "; ".join(dict.fromkeys(_remembers(web, slot) for slot in through))
        found[take.id] = Dependent(take.shot_id, take.id, take.name, near + 1, told)
    places = {shot.id: shot.position for shot in web.shots}
    return sorted(found.values(), key=lambda one: (places[one.shot_id], one.take_id))


def _edges_of(web: Web, take: Filmed) -> list[Edge]:
    found = [
        Edge(f"card {card.name} {card.number}", take.name, "as they look, dress and sound")
        for card in worn_by(take.inputs, web.cards)
    ]
    found.append(Edge(take.name, f"moment of {take.name}", f"frame {take.moment}"))
    for slot in take.slots:
        mine = f"slot {slot.ordinal + 1} of {take.name}"
        found += [Edge(_source(web, slot), mine, slot.reason), Edge(mine, take.name, slot.words)]
    return found


def _source(web: Web, slot: Source) -> str:
    if slot.take_id is not None and slot.take_id in web.takes:
        return f"moment of {web.takes[slot.take_id].name}"
    card = next((c for rows in web.cards.values() for c in rows if c.id == slot.card_id), None)
    return f"card {card.name} {card.number}" if card else "something that is gone"


def _remembers(web: Web, slot: Source) -> str:
    return f"remembers {web.takes[slot.take_id or 0].name} ({slot.reason})"


def _all_circled(web: Web) -> list[Filmed]:
    kept = {shot.take_id for shot in web.shots}
    return [take for take in web.takes.values() if take.id in kept]


def _takes(session: Session, film_id: int) -> dict[int, Filmed]:
    slots = _slots(session, film_id)
    rows = session.execute(
        select(
            Take.id,
            Take.shot_id,
            Shot.code,
            Take.number,
            Take.engine,
            Take.engine_version,
            Take.digest,
            Take.clip,
            Take.inputs,
            Take.request,
            Take.skill,
            Take.left_out,
            KeyMoment.frame,
        )
        .join(Shot, Shot.id == Take.shot_id)
        .outerjoin(KeyMoment, KeyMoment.take_id == Take.id)
        .where(Take.film_id == film_id, Take.state == TakeState.RENDERED)
        .order_by(Take.id)
    )
    return {
        row.id: Filmed(
            id=row.id,
            shot_id=row.shot_id,
            code=row.code,
            number=row.number,
            engine=row.engine,
            engine_version=row.engine_version,
            digest=row.digest,
            clip=row.clip or "",
            inputs=row.inputs,
            request=row.request,
            skill=row.skill,
            moment=row.frame or 0,
            slots=tuple(slots.get(row.id, ())),
            left_out=tuple(row.left_out),
        )
        for row in rows
    }


def _slots(session: Session, film_id: int) -> dict[int, list[Source]]:
    rows = session.execute(
        select(
            Slot.take_id,
            Slot.ordinal,
            Slot.kind,
            Slot.source_take_id,
            Slot.source_card_id,
            Slot.character,
            Slot.frame,
            Slot.reason,
            Slot.words,
        )
        .where(Slot.film_id == film_id)
        .order_by(Slot.take_id, Slot.ordinal)
    )
    found: dict[int, list[Source]] = defaultdict(list)
    for take_id, ordinal, kind, source, card, character, frame, reason, words in rows:
        found[take_id].append(Source(ordinal, str(kind), source, card, character, frame, str(reason), words))
    return found
