"""The shot list: every scene covered, framed, timed and dressed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agent.writing import coverage, timing
from agent.writing.address import addressee
from agent.writing.banks import Bank
from agent.writing.blocking import in_company, in_frame
from agent.writing.coverage import Covered, Position
from agent.writing.dressing import Memory, Props, sound
from agent.writing.faces import inside, over_shoulder
from agent.writing.framing import camera, closing, following
from agent.writing.groups import Group
from agent.writing.looks import gender_of
from agent.writing.mentions import Roster, key, people
from agent.writing.performance import performances
from agent.writing.places import time_of
from agent.writing.reading import known
from agent.writing.sentences import joined, named
from agent.writing.units import Saying, Splitter, Unit, units
from generator.interface import Scale
from tools.story import (
    LINE_PAUSE,
    Action,
    CardDraft,
    CastDraft,
    Coverage,
    SceneDraft,
    ScenesDraft,
    Screenplay,
    ShotDraft,
    ShotListDraft,
)

_CAPS_THING = re.compile(r"\b(?:a|an|the|his|her|their|of) ([A-Z]{3,}(?: [A-Z]{3,})?)\b")


@dataclass(frozen=True, slots=True)
class Set:
    """What stays the same for the whole film."""

    cards: Mapping[str, CardDraft]
    names: Mapping[str, str]
    props: Props
    thread: tuple[str, ...]
    """Props the script names more than once: they deserve inserts."""
    bank: Bank
    seed: int


@dataclass
class Day:
    """What has been shot so far."""

    shots: list[ShotDraft] = field(default_factory=list)
    inserts: set[str] = field(default_factory=set)
    """Props that have had their insert."""
    memory: Memory = field(default_factory=Memory)


def shots(
    screenplay: Screenplay,
    cast: CastDraft,
    scenes: ScenesDraft,
    bank: Bank,
    split: Splitter,
    seed: int,
    more_things: Sequence[str] = (),
) -> ShotListDraft:
    """Cover a screenplay.

    Every sentence of action is in exactly one shot's action and every speech in one shot's lines, or, when
    it is longer than a shot, in several; both in the script's order.

    Args:
        screenplay: what to cover.
        cast: a card for every speaker.
        scenes: one card for each scene of the screenplay, in order.
        bank: words of the film's language.
        split: cuts a speech that is too long for one shot.
        seed: of the brief.
        more_things: props to look for beside the bank's.

    Raises:
        ValueError: a speaker has no card, or scenes and screenplay do not match.
    """
    if len(scenes.scenes) != len(screenplay.scenes):
        raise ValueError(
            f"got {len(scenes.scenes)} scene cards for {len(screenplay.scenes)} scenes, expected one for "
            "each in order: ask for the scenes again."
        )
    roster = _roster(screenplay, cast, bank, seed)
    rows = [units(scene, roster, bank, split) for scene in screenplay.scenes]
    film = _set(screenplay, cast, roster, bank, seed, more_things)
    patience, day, visited = _patience(rows), Day(), [""]
    for index, (row, scene) in enumerate(zip(rows, scenes.scenes, strict=True)):
        place = key(scene.place)
        position = Position(
            place != visited[-1] or not row, place in visited, index == len(rows) - 1, patience
        )
        visited.append(place)
        covered = coverage.cover(row, position, film.props, film.thread, day.inserts)
        _shoot(covered, scene, film, day, last=position.last)
    return ShotListDraft(shots=tuple(day.shots))


def _roster(screenplay: Screenplay, cast: CastDraft, bank: Bank, seed: int) -> Roster:
    """Names of the script to tags: by name, or by order of appearance for a card that was renamed."""
    by_name = {key(card.name): card.tag for card in cast.characters}
    pairs, genders = [(card.name, card.tag) for card in cast.characters], {}
    for place, person in enumerate(people(screenplay, bank)):
        tag = by_name.get(key(person.name)) or (
            cast.characters[place].tag if place < len(cast.characters) else None
        )
        if tag is None:
            continue
        genders[tag] = gender_of(person, known(person, bank), bank, seed)
        if key(person.name) not in by_name:
            pairs.append((person.name, tag))
    return Roster(pairs, genders)


def _set(
    screenplay: Screenplay, cast: CastDraft, roster: Roster, bank: Bank, seed: int, more: Sequence[str]
) -> Set:
    texts = [b.text for scene in screenplay.scenes for b in scene.blocks if isinstance(b, Action)]
    capitals = [
        m.group(1).lower()
        for text in texts
        for m in _CAPS_THING.finditer(text)
        if m.group(1) not in bank.stop_caps and not roster.mentioned(m.group(1))
    ]
    cast_names = {card.name.lower() for card in cast.characters}
    words = [w for w in (*bank.things, *bank.animals, *more, *capitals) if w not in cast_names]
    props = Props(words, bank)
    count = Counter(prop for text in texts for prop in props.found(text))
    return Set(
        cards={card.tag: card for card in cast.characters},
        names={card.tag: card.name for card in cast.characters},
        props=props,
        thread=tuple(prop for prop, times in count.items() if times > 1),
        bank=bank,
        seed=seed,
    )


def _patience(rows: Sequence[Sequence[Unit]]) -> float:
    """Longer films take longer shots: 6 s for a short scene or two, 9 s from three minutes on."""
    seconds = sum(u.seconds + (LINE_PAUSE if isinstance(u, Saying) else 0.0) for row in rows for u in row)
    return 6.0 + 3.0 * min(max((seconds - 75) / 120, 0.0), 1.0)


def _shoot(covered: Sequence[Covered], scene: SceneDraft, film: Set, day: Day, last: bool) -> None:
    present = {tag for shot in covered for tag in shot.group.people}
    blocking = [tag for tag in film.cards if tag in present]
    said = sum(bool(shot.group.sayings) for shot in covered)
    talked, first = 0, len(day.shots)
    for index, shot in enumerate(covered):
        frame = in_frame(shot.group, blocking, covered[:index])
        if shot.closing and scene.interior and len(frame) == 1:
            frame = in_company(frame[0], blocking, covered)
        tension = talked / max(said - 1, 1)
        talked += bool(shot.group.sayings)
        draft = _draft(shot, frame, tension, addressee(covered, index, film.names), scene, film, day)
        music = _music(not day.shots, last and index == len(covered) - 1, film.bank)
        day.shots.append(draft.model_copy(update={"music": music}))
        day.inserts.update([shot.group.prop] if shot.group.prop else [])
        texts = [deed.text for deed in shot.group.deeds]
        day.memory.learn(texts, frame, film.props, film.bank)
    day.shots[first:] = following(day.shots[first:])


def _music(first: bool, last: bool, bank: Bank) -> str:
    return bank.music_first if first else bank.music_last if last else bank.music_none


def _draft(
    shot: Covered, frame: tuple[str, ...], tension: float, to: str, scene: SceneDraft, film: Set, day: Day
) -> ShotDraft:
    group, bank = shot.group, film.bank
    lead = group.deed_seconds if group.sayings else 0.0
    lines, frames = timing.plan(group.sayings, lead, _least(shot), group.dual)
    texts = [deed.text for deed in group.deeds if deed.text]
    props = [group.prop] if group.prop else film.props.found(" ".join(texts))
    view = camera(group, scene, tension, _last_view(day), frame, film.seed)
    view = over_shoulder(view, group, to, [s for s in day.shots if s.scene == scene.number])
    frame = tuple(tag for tag in film.cards if tag in {*frame, view.over})
    if shot.closing:
        view = closing(view, frame, scene, film.seed, drawn=shot.added)
    return ShotDraft(
        scene=scene.number,
        coverage=group.coverage,
        frames=frames,
        action=joined(texts) or _unwritten(shot, frame, to, scene, film),
        people=performances(group, frame, film.names, to, bank, film.seed),
        lines=lines,
        camera=view,
        cuts=inside(view, group, lines, frames, film.seed),
        props=tuple(props),
        sound=sound(texts, scene, bank),
        continuity=day.memory.continuity(frame, props, film.cards, bank),
    )


def _last_view(day: Day) -> tuple[Scale, tuple[str, ...]] | None:
    """Scale and faces of the set-up before the cut."""
    if not day.shots:
        return None
    last = day.shots[-1]
    view = last.camera_at(last.frames)
    return view.scale, last.faces(view)


def _least(shot: Covered) -> float:
    """The shortest a shot may be, seconds, apart from its lines."""
    group = shot.group
    floor = {
        Coverage.ESTABLISHING: coverage.ESTABLISHING_SECONDS,
        Coverage.INSERT: coverage.INSERT_SECONDS,
        Coverage.REACTION: coverage.REACTION_SECONDS,
    }.get(group.coverage, 0.0)
    if group.coverage is Coverage.INSERT and group.deeds:
        return min(max(group.deed_seconds, floor), 3.0)
    floor = max(floor, coverage.CLOSING_SECONDS) if shot.closing else floor
    return max(floor, group.deed_seconds)


def _unwritten(shot: Covered, frame: Sequence[str], to: str, scene: SceneDraft, film: Set) -> str:
    """What happens in a shot the script has no action for."""
    bank, group = film.bank, shot.group
    place = named(scene.place)
    shown = [film.names[tag] for tag in frame]
    if group.sayings:
        return _talking(group, to, film)
    if shot.closing:
        form = bank.closing if len(shown) > 1 else bank.closing_one if shown else bank.closing_empty
        return form.format(names=bank.joined.join(shown), name=shown[0] if shown else "", place=place)
    if group.coverage is Coverage.REACTION:
        return bank.reaction.format(name=shown[0])
    if group.coverage is Coverage.INSERT:
        return bank.insert.format(prop=group.prop)
    when = bank.time_words[time_of(scene.time, bank, time_of(scene.heading, bank))]
    return bank.establishing.format(place=place or named(scene.heading), time=when)


def _talking(group: Group, to: str, film: Set) -> str:
    """``Mara speaks to Tom.``, ``Mara and Tom talk.``, ``Mara is heard.``"""
    bank = film.bank
    speakers = [film.names[tag] for tag in dict.fromkeys(s.tag for s in group.sayings)]
    if all(s.voice_over for s in group.sayings):
        return bank.heard.format(name=bank.joined.join(speakers))
    if len(speakers) > 1:
        return bank.talk.format(names=bank.joined.join(speakers))
    said = bank.speaks.format(name=film.names[to]) if to else bank.speaks_alone
    return bank.does.format(name=speakers[0], action=said)
