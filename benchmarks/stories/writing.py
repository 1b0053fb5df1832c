"""Writes the stories, by rules and dice: the same number is the same story, everywhere and always."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.stories.story import Dressing, Story, Truth
from benchmarks.stories.words import HELD, LEARNED, Bank, Change, Deed, Event, Place, Thing
from generator.interface import Camera, Line, Scale
from tools.story import CardDraft, CastDraft, Coverage, Performance, SceneDraft, ShotDraft

LEAD, FRIEND, RETURNER, VOICE, OTHER = "ID_A", "ID_B", "ID_C", "ID_D", "ID_E"
TAGS = (LEAD, FRIEND, RETURNER, VOICE, OTHER)
OPEN = {Scale.EXTREME_WIDE, Scale.WIDE, Scale.FULL, Scale.MEDIUM}
SCALES = (
    (Scale.MEDIUM,) * 7
    + (Scale.MEDIUM_CLOSE,) * 5
    + (Scale.CLOSE,) * 3
    + (Scale.FULL,) * 3
    + (Scale.WIDE,) * 2
)
TIMES = ("DAY", "NIGHT", "DAWN", "EVENING")
CLOTHES = ("a brown coat", "a blue shirt", "a grey jacket", "a green jumper", "a plain dress")
EPITHETS = 0.25
"""How often a shot calls somebody by something else than their name."""

Beat = Callable[["Telling"], None]


@dataclass
class Telling:
    """A story while it is written."""

    bank: Bank
    dice: Random
    names: dict[str, str]
    scenes: list[SceneDraft] = field(default_factory=list)
    shots: list[ShotDraft] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    dressings: list[Dressing] = field(default_factory=list)
    place: str = ""
    looks: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TAGS, 0))
    kept: dict[str, str] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def open_scene(self, place: Place, wording: str) -> None:
        time = self.dice.choice(TIMES)
        side = "INT." if place.interior else "EXT."
        self.place = place.name
        self.scenes.append(
            SceneDraft(
                number=10 * len(self.scenes) + 10,
                heading=f"{side} {wording} - {time}",
                interior=place.interior,
                place=wording,
                time=time,
            )
        )

    def called(self, tag: str) -> str:
        return self.dice.choice(self.bank.epithets) if self.chance(EPITHETS) else self.names[tag]

    def shoot(
        self,
        action: str,
        *people: str,
        props: Sequence[str] = (),
        says: tuple[str, str] | None = None,
        scale: Scale | None = None,
        **truth: object,
    ) -> None:
        """One shot: ``{a}`` and ``{b}`` in its action are the first two people in frame."""
        scale = scale or self.dice.choice(SCALES)
        over = people[1] if len(people) == 2 and scale is Scale.MEDIUM_CLOSE and self.chance(0.5) else ""
        words = {key: self.called(tag) for key, tag in zip("ab", people, strict=False)}
        self.shots.append(
            ShotDraft(
                scene=self.scenes[-1].number,
                coverage=_coverage(people),
                frames=8 * self.dice.randint(8, 25) + 1,
                action=_capital(action.format(**words)),
                people=tuple(Performance(tag=tag) for tag in people),
                lines=(Line(speaker=says[0], text=says[1], voice_over=says[0] not in people),)
                if says
                else (),
                camera=Camera(scale=scale, over=over),
                props=tuple(props),
                continuity=self._continuity(people),
            )
        )
        self.truths.append(
            Truth(
                scene=len(self.scenes) - 1,
                place=self.place,
                open=scale in OPEN,
                faces=frozenset(people) - {over},
                looks=dict(self.looks),
                voices=frozenset({says[0]} if says else ()),
                **truth,  # type: ignore[arg-type]
            )
        )

    def _continuity(self, people: Sequence[str]) -> str:
        """What must stay of those in frame, where anybody noticed."""
        return "; ".join(self.kept[tag] for tag in people if tag in self.kept and self.chance(0.7))


STORIES = 40


def learned(count: int = STORIES) -> list[Story]:
    """The stories to learn from: the even ones of the first ``count``."""
    return [story(number) for number in range(0, count, 2)]


def held(count: int = STORIES) -> list[Story]:
    """The stories held back, to measure with: the odd ones of the first ``count``."""
    return [story(number) for number in range(1, count, 2)]


def story(number: int) -> Story:
    """Story ``number``: even ones are to learn from, odd ones are held back; each half has its own words."""
    bank, dice = (HELD if number % 2 else LEARNED), Random(number)
    telling = Telling(bank, dice, dict(zip(TAGS, dice.sample(bank.names, len(TAGS)), strict=True)))
    for place, beats in _plot(telling):
        _scene(telling, place, beats)
    return Story(
        number=number,
        cast=CastDraft(
            characters=tuple(
                CardDraft(tag=tag, name=name, appearance="as drawn", wardrobe=clothes, voice="clear")
                for (tag, name), clothes in zip(telling.names.items(), CLOTHES, strict=True)
            )
        ),
        scenes=tuple(telling.scenes),
        shots=tuple(telling.shots),
        dressings=tuple(telling.dressings),
        truths=tuple(telling.truths),
    )


def _plot(t: Telling) -> list[tuple[Place, list[Beat]]]:
    """Thirteen scenes: what is planted early, what lies between, what it is needed for."""
    bank, dice = t.bank, t.dice
    home, far, work, road, yard, end = dice.sample(bank.places, 6)
    twin, double = dice.sample(dice.choice(bank.twins), 2)
    thing, token = dice.sample(bank.things, 2)
    event, rumour = dice.sample(bank.events, 2)
    coat, mark = dice.choice(bank.coats), dice.choice(bank.marks)
    deed, labour = dice.sample(bank.deeds, 2)
    aside, word = dice.sample(bank.asides, 2)
    early: list[tuple[Place, list[Beat]]] = [
        (home, [_given(thing, LEAD, FRIEND), _fills(LEAD, FRIEND)]),
        (far, [_happens(event, RETURNER), _fills(RETURNER, FRIEND)]),
        (twin, [_heard(VOICE, aside), _fills(LEAD, VOICE)]),
        (double, [_decoy(thing, OTHER), _fills(OTHER, FRIEND)]),
        (work, [_given(token, OTHER, LEAD), _fills(LEAD, OTHER)]),
    ]
    middle: list[tuple[Place, list[Beat]]] = [
        (road, [_changes(coat, LEAD, on_card=True), _fills(LEAD, OTHER)]),
        (yard, [_changes(mark, FRIEND, on_card=False), _goes_on(deed, OTHER, FRIEND)]),
        (road, [_happens(rumour, OTHER), _fills(OTHER, VOICE)]),
        (yard, [_fills(OTHER, VOICE), _fills(FRIEND, OTHER)]),
    ]
    late: list[tuple[Place, list[Beat]]] = [
        (twin, [_fills(LEAD, VOICE), _speaks_again(VOICE, word, LEAD)]),
        (home, [_used(thing, FRIEND), _fills(FRIEND, OTHER)]),
        (dice.choice((far, end)), [_told(event, RETURNER, LEAD), _goes_on(labour, RETURNER, LEAD)]),
        (dice.choice((work, end)), [_used(token, LEAD), _told(rumour, FRIEND, OTHER)]),
    ]
    for part in (early, middle, late):
        dice.shuffle(part)
    return early + middle + late


def _scene(t: Telling, place: Place, beats: list[Beat]) -> None:
    """Told again, a place may be called otherwise; half of the scenes begin with a look at it."""
    again = any(truth.place == place.name for truth in t.truths)
    wording = (
        t.dice.choices((place.name, place.longer, place.other), (60, 25, 15))[0] if again else place.name
    )
    t.open_scene(place, wording)
    t.dice.shuffle(beats)
    if t.chance(0.5):
        t.shoot(place.again if again else place.view, scale=Scale.WIDE)
    for beat in beats:
        beat(t)


# -- beats ----------------------------------------------------------------------------------------------


def _fills(one: str, other: str) -> Beat:
    """Something beside the story. The one whose voice is rare says nothing."""

    def beat(t: Telling) -> None:
        action, props = t.dice.choice(t.bank.meanwhile)
        alone = "{b}" not in action and t.chance(0.4)
        first, second = t.dice.sample((one, other), 2)
        says = (first, t.dice.choice(t.bank.asides)) if first != VOICE and t.chance(0.4) else None
        t.shoot(action, *((first,) if alone else (first, second)), props=props, says=says)

    return beat


def _given(thing: Thing, one: str, other: str) -> Beat:
    def beat(t: Telling) -> None:
        listed = (thing.name,) if t.chance(0.85) else ()
        t.shoot(
            thing.given.replace("{n}", thing.name), one, other, props=listed, things=frozenset({thing.name})
        )

    return beat


def _decoy(thing: Thing, who: str) -> Beat:
    def beat(t: Telling) -> None:
        if t.chance(0.5):
            t.shoot(thing.decoy.replace("{n}", thing.name), who, props=(thing.name,))

    return beat


def _used(thing: Thing, who: str) -> Beat:
    """Listed under its name, under a longer one, under another, or not at all."""

    def beat(t: Telling) -> None:
        way = t.dice.choices(("name", "longer", "other", "told", "shown"), (40, 15, 20, 15, 10))[0]
        listed = {"name": thing.name, "longer": thing.longer, "other": thing.other}.get(way)
        action = f"{{a}} takes out the {thing.other}. {thing.used}" if way == "told" else thing.used
        t.shoot(action, who, props=(listed,) if listed else (), things=frozenset({thing.name}))

    return beat


def _happens(event: Event, witness: str) -> Beat:
    def beat(t: Telling) -> None:
        people = (witness,) if t.chance(0.5) else ()
        t.shoot(event.happens, *people, happens=event.happens, scale=None if people else Scale.WIDE)

    return beat


def _told(event: Event, who: str, to: str) -> Beat:
    def beat(t: Telling) -> None:
        t.shoot(f"{{a}} {event.told}", who, *((to,) if t.chance(0.5) else ()), told=event.happens)

    return beat


def _heard(who: str, words: str) -> Beat:
    def beat(t: Telling) -> None:
        t.shoot("{a} speaks quietly.", who, says=(who, words))

    return beat


def _speaks_again(who: str, words: str, to: str) -> Beat:
    """In frame, or from outside it."""

    def beat(t: Telling) -> None:
        if t.chance(0.5):
            t.shoot("{a} hears somebody at the door.", to, says=(who, words))
        else:
            t.shoot("{a} breaks the silence.", who, says=(who, words))

    return beat


def _changes(change: Change, who: str, *, on_card: bool) -> Beat:
    def beat(t: Telling) -> None:
        t.looks[who] += 1
        if on_card:
            t.dressings.append(Dressing(who, change.wardrobe, len(t.shots)))
        t.shoot(change.happens, who, scale=t.dice.choice((Scale.MEDIUM, Scale.FULL)))
        if not on_card:
            t.kept[who] = change.kept

    return beat


def _goes_on(deed: Deed, who: str, other: str) -> Beat:
    """Begun, perhaps left for a look elsewhere, and gone on with."""

    def beat(t: Telling) -> None:
        t.shoot(deed.begun, who, begun=deed.begun)
        if t.chance(0.5):
            t.shoot("{a} looks on.", other, scale=Scale.CLOSE)
        t.shoot(deed.goes_on, who, goes_on=deed.begun)

    return beat


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _coverage(people: Sequence[str]) -> Coverage:
    if not people:
        return Coverage.ESTABLISHING
    return Coverage.SINGLE if len(people) == 1 else Coverage.TWO_SHOT
