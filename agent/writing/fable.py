"""A small film from an idea: a story pattern, filled with the idea's own nouns, as a screenplay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.writing import dice
from agent.writing.banks import Bank, Fable, FableBlock, FableScene, Optional, PlaceWords
from agent.writing.casting import Player, players
from agent.writing.extract import style
from agent.writing.idea import Idea, Sketch, Spot, read
from agent.writing.places import find_places, heading, somewhere
from agent.writing.sentences import clip, named
from tools.story import Action, Beat, Block, Brief, Screenplay, ScriptScene, Speech, StoryDraft

_SPEECH = re.compile(r"^([ABC])> (?:\(([^)]*)\) )?(.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Film:
    """Everything the pattern's slots are filled from."""

    fable: Fable
    idea: Idea
    cast: tuple[Player, ...]
    passers: tuple[Sketch, ...]
    home: Spot
    away: Spot
    thing: str
    start: str
    bank: Bank
    key: tuple[object, ...]


def story(brief: Brief, bank: Bank) -> StoryDraft:
    """An original film of three scenes from the idea in ``brief.text``, decided by idea and seed."""
    film = planned(brief, bank)
    slots = _slots(film, film.home)
    title = _title(dice.pick(film.fable.titles, "title", *film.key).format_map(slots), bank)
    names = ("set-up", "turn", "pay-off")
    return StoryDraft(
        title=title,
        logline=film.fable.logline.format_map(slots),
        theme=film.fable.theme,
        style=style(brief, bank),
        beats=tuple(
            Beat(name=name, text=text.format_map(slots))
            for name, text in zip(names, film.fable.beats, strict=True)
        ),
        screenplay=Screenplay(title=title, scenes=_scenes(film)),
    )


def planned(brief: Brief, bank: Bank) -> Film:
    """Whom, where and what the film of ``brief.text`` is about, decided by idea and seed."""
    idea = read(brief.text, bank)
    key = (brief.text, brief.seed)
    cast, passers = players(idea, bank, *key)
    home = (
        idea.places[0]
        if idea.places
        else _known(workplace(idea, bank) or somewhere(bank, "home", *key), bank)
    )
    fable = _choose(idea, cast, bank, *key)
    others = idea.places[1:2] or (_known(dice.pick(_facts(home, bank).near, "away", *key), bank),)
    return Film(
        fable=fable,
        idea=idea,
        cast=_billed(cast, fable),
        passers=tuple(passers),
        home=home,
        away=others[0],
        thing=idea.things[0] if idea.things else dice.pick(bank.default_things, "thing", *key),
        start=idea.time or dice.pick(bank.start_times, "start", *key),
        bank=bank,
        key=key,
    )


def _choose(idea: Idea, cast: Sequence[Player], bank: Bank, *key: object) -> Fable:
    """One of the patterns whose words the idea shares most; the seed decides among the best few."""
    joined = "".join(sorted(idea.words))

    def score(fable: Fable) -> int:
        return sum(w in idea.words or (not w.isascii() and w in joined) for w in fable.words)

    children = any(player.age == "child" for player in cast[:2])
    allowed = [f for f in bank.fables if not (f.grown and children)]
    ranked = sorted(allowed, key=lambda f: (-score(f), dice.number("rank", f.id, *key)))
    best = score(ranked[0])
    fitting = [f for f in ranked if score(f) >= max(best - 1, 1)] if best else ranked
    return dice.pick(fitting, "fable", *key)


def _billed(cast: Sequence[Player], fable: Fable) -> tuple[Player, ...]:
    """The players in the order of the pattern's roles."""
    years = ("child", "young", "middle", "old")
    if fable.elder and years.index(cast[0].age) < years.index(cast[1].age):
        return (cast[1], cast[0], *cast[2:])
    return tuple(cast)


def workplace(idea: Idea, bank: Bank) -> str:
    """Where the people of the idea belong: a lighthouse keeper in a lighthouse, a nurse in a hospital."""
    for role in (sketch.role for sketch in idea.people):
        named_in = [known for _, _, known in find_places(role, bank)]
        if place := bank.role_places.get(role) or next(iter(named_in), ""):
            return place
    return ""


def _known(place: str, bank: Bank) -> Spot:
    found = find_places(place, bank)
    known = found[-1][2] if found else ""
    return Spot(place, known, _facts(Spot(place, known), bank).interior)


def _facts(spot: Spot, bank: Bank) -> PlaceWords:
    return bank.places.get(spot.known) or bank.generic_places["interior" if spot.interior else "exterior"]


def _slots(film: Film, spot: Spot) -> dict[str, str]:
    bank, facts = film.bank, _facts(spot, film.bank)
    thing = film.thing
    lost = film.idea.animals[0] if film.idea.animals and film.idea.people and not film.idea.things else thing
    slots = {
        "thing": thing,
        "Thing": named(thing.upper()),
        "a_thing": _article(thing, bank),
        "one": bank.measures.get(thing, bank.measures[""]),
        "lost": lost,
        "place": film.home.word.lower(),
        "Place": named(film.home.word.upper()),
        "spot": facts.spot,
        "work": facts.work,
    }
    for letter, player in zip("ABC", film.cast, strict=False):
        slots |= player.slots(letter, bank)
    return slots


def _article(word: str, bank: Bank) -> str:
    if word.rsplit(maxsplit=1)[-1] in bank.mass:
        return bank.articles["mass"].format(word=word)
    return bank.articles["an" if word[:1] in "aeiou" else "a"].format(word=word)


def _title(text: str, bank: Bank) -> str:
    small = {"a", "an", "the", "of", "to", "with", "was", "is", "for", "on", "at", "in", "not"}
    words = clip(text, 9).split(" ")
    cased = [w if i and w.lower() in small else w[:1].upper() + w[1:] for i, w in enumerate(words)]
    return " ".join(cased) or bank.untitled


def _scenes(film: Film) -> tuple[ScriptScene, ...]:
    scenes: list[ScriptScene] = []
    time, said, seen = film.start, 0, set[str]()
    for index, scene in enumerate(film.fable.scenes):
        spot = film.home if scene.at == "home" else film.away
        time = _time(scene, time, film)
        last = index == len(film.fable.scenes) - 1
        texts = _dressed(
            film, _texts(film, scene, index, _slots(film, spot)), spot, index, last, spot.word not in seen
        )
        seen.add(spot.word)
        blocks = _blocks(texts, film, said)
        said += sum(isinstance(block, Speech) for block in blocks)
        scenes.append(
            ScriptScene(
                heading=heading(spot.word, spot.interior, time, film.bank),
                interior=spot.interior,
                place=spot.word.upper(),
                time=time,
                blocks=blocks,
            )
        )
    return tuple(scenes)


def _time(scene: FableScene, before: str, film: Film) -> str:
    table: Mapping[str, Mapping[str, str]] = {"later": film.bank.later, "next": film.bank.next_day}
    return table.get(scene.time, {}).get(before, before)


def _texts(film: Film, scene: FableScene, index: int, slots: Mapping[str, str]) -> list[str]:
    """The blocks of a pattern's scene with one alternative chosen for each and the slots filled."""
    texts: list[str] = []
    for block in scene.blocks:
        if isinstance(block, Optional) and len(film.cast) < 3:
            continue
        variant = 0 if film.fable.linked else index
        texts.append(_one(block, film.fable.id, variant, *film.key).format_map(slots))
    return texts


def _one(block: FableBlock, *key: object) -> str:
    words = block.text if isinstance(block, Optional) else block
    return words if isinstance(words, str) else dice.pick(words, "alternative", *key)


def _dressed(film: Film, texts: list[str], spot: Spot, index: int, last: bool, new: bool) -> list[str]:
    """The place's look and the weather in front, the idea's other nouns round the people."""
    bank, slots = film.bank, _slots(film, spot)
    front = [_look(film, spot, new)] if new or _weather(film, spot) else []
    if index == 0:
        texts = [texts[0], *_extras(film, slots), *texts[1:]]
    animal = film.idea.animals[0] if film.idea.animals and film.idea.people else ""
    if animal and last:
        close = dice.pick(bank.animal_closes, "close", *film.key).format_map({**slots, "animal": animal})
        texts = [*texts[:-1], close, texts[-1]]
    return [*front, *texts]


def _look(film: Film, spot: Spot, new: bool) -> str:
    """The place as it stands and the weather; only the weather when the film has been there before."""
    look = _facts(spot, film.bank).look if new else ""
    return film.bank.logline_join.join(part for part in (look, _weather(film, spot)) if part)


def _weather(film: Film, spot: Spot) -> str:
    known = film.bank.weather.get(film.idea.weather)
    return (known.inside if spot.interior else known.outside) if known else ""


def _extras(film: Film, slots: Mapping[str, str]) -> list[str]:
    """Whatever else the idea names, so that nothing of it is lost."""
    bank, idea, lines = film.bank, film.idea, list[str]()
    animals = idea.animals if idea.people else idea.animals[3:]
    lost = slots["lost"]
    for animal in (a for a in animals[:1] if a != lost):
        text = dice.pick(bank.animal_opens, "open", *film.key)
        lines.append(
            text.format_map({**slots, "animal": animal}).replace("A a", "An a").replace("a a", "an a")
        )
    used = film.thing if "{thing}" in _pattern_text(film.fable) or film.thing == lost else ""
    things = [_article(t, bank) for t in (*idea.things, *animals[1:]) if t != used]
    if things:
        lines.append(dice.pick(bank.extra_things, "extra", *film.key).format(list=_join(things, bank)))
    if places := [spot.word for spot in idea.places[2:]]:
        lines.append(bank.extra_places.format(list=_join(places, bank)))
    if film.passers:
        lines.append(bank.extra_people.format(list=_join([s.name or s.role for s in film.passers], bank)))
    return lines


def _pattern_text(fable: Fable) -> str:
    return repr(fable.scenes)


def _join(words: list[str], bank: Bank) -> str:
    return words[0] if len(words) == 1 else bank.comma.join(words[:-1]) + bank.joined + words[-1]


def _blocks(texts: list[str], film: Film, first: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    said = first
    for text in texts:
        match = _SPEECH.match(text)
        if match is None:
            blocks.append(Action(text=text))
            continue
        letter, how, words = match.groups()
        speaker = film.cast["ABC".index(letter)].name.upper()
        blocks.append(Speech(speaker=speaker, text=words, parenthetical=how or "", index=said))
        said += 1
    return tuple(blocks)
