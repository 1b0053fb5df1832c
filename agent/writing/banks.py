"""The word banks and story patterns of ``skills/house/*.yaml``, checked and typed.

Files are named ``<what>.<language>.yaml``; those of one language are merged into one :class:`Bank`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import Field

from generator.interface import Frozen

Language = Literal["en", "zh"]
Words = tuple[str, ...]


class PlaceWords(Frozen):
    """What the writer knows about a kind of place."""

    interior: bool
    also: Words = ()
    spot: str
    work: str
    look: str
    near: Words = Field(min_length=1)
    ambience: str


class Weather(Frozen):
    """What weather looks like from outside and inside, and its sound."""

    also: Words = ()
    outside: str = Field(alias="out")
    inside: str = Field(alias="in")
    sound: str


class Optional(Frozen):
    """A block played only when the idea brings a third person."""

    when: Literal["third"] = Field(alias="if")
    text: str | Words


FableBlock = str | Words | Optional


class FableScene(Frozen):
    """A scene of a pattern: where and when in terms of the idea, and its blocks."""

    at: Literal["home", "away"]
    time: Literal["start", "same", "later", "next"]
    blocks: tuple[FableBlock, ...]


class Fable(Frozen):
    """A story pattern with slots."""

    id: str
    words: Words
    titles: Words
    logline: str
    theme: str
    linked: bool = False
    """The alternatives of all scenes belong together; otherwise those of one scene do."""
    grown: bool = False
    """The story needs years behind it: not for children."""
    elder: bool = False
    """The first of the two is the older one."""
    beats: tuple[str, str, str]
    scenes: tuple[FableScene, ...]


class StyleCard(Frozen):
    """The question about the look of a film."""

    text: str
    looks: dict[str, str]
    """Each look as it is offered, and the style it stands for."""
    words: Words
    """An idea with one of these names its own look."""


class PeopleCard(Frozen):
    """The question about who is in a film."""

    text: str
    options: Words
    told: str


class PlaceCard(Frozen):
    """The question about where a film happens."""

    text: str
    inside: str
    outside: str
    the: str


class Clarify(Frozen):
    """What the house asks about an idea (E49), and how the answers are told after it."""

    stop: str
    style: StyleCard
    people: PeopleCard
    place: PlaceCard


class Bank(Frozen):
    """Everything the house writer knows in one language."""

    # places
    places: dict[str, PlaceWords]
    generic_places: dict[str, PlaceWords]
    default_places: Words
    # people
    roles: dict[str, tuple[str, str, str]]
    role_places: dict[str, str]
    old_adjectives: Words
    young_adjectives: Words
    role_suffixes: Words
    plural_people: dict[str, str]
    titles: Words
    names_f: Words
    names_m: Words
    known_f: Words
    known_m: Words
    ages: dict[str, Words]
    age_tags: dict[str, str]
    people_words: dict[str, str]
    pronouns: dict[str, Words]
    builds: Words
    hairs_f: Words
    hairs_m: Words
    faces: Words
    beard_words: Words
    garments: Words
    garments_child: Words
    colours: Words
    voices_a: Words
    voices_b: Words
    voices_c: Words
    voice_child: Words
    wardrobe_link: str
    beings: dict[str, Words]
    """A plain fact of each kind of animal or robot, and the kinds it is true of."""
    # things
    things: Words
    mass: Words
    measures: dict[str, str]
    """The measure word of a thing; the empty word's is everybody else's."""
    also_verbs: Words
    absent: Words
    abstract: Words
    animals: Words
    animal_looks: dict[str, str]
    weather: dict[str, Weather]
    times: dict[str, str]
    later: dict[str, str]
    next_day: dict[str, str]
    default_things: Words
    # craft
    light_in: dict[str, str]
    light_out: dict[str, str]
    heading_times: Words
    time_words: dict[str, str]
    default_styles: Words
    music_first: str
    music_last: str
    music_none: str
    sounds: dict[str, str]
    expressions: dict[str, str]
    expression_question: str
    expression_shout: str
    expression_default: Words
    reaction: str
    closing: str
    closing_one: str
    closing_empty: str
    establishing: str
    insert: str
    listens: str
    speaks: str
    speaks_alone: str
    hears: str
    heard: str
    talk: str
    does: str
    still_wears: str
    thing_is: str
    states: dict[str, str]
    handled: Words
    pronoun_f: Words
    pronoun_m: Words
    pronoun_it: Words
    clothes: Words
    hair_words: Words
    build_words: Words
    face_words: Words
    voice_words: Words
    age_words: Words
    young_words: Words
    old_words: Words
    stop_caps: Words
    # fables
    fables: tuple[Fable, ...]
    animal_opens: Words
    animal_closes: Words
    extra_things: Words
    extra_places: str
    extra_people: str
    joined: str = Field(alias="and")
    comma: str
    colon: str
    untitled: str
    logline_join: str
    headings: dict[str, str]
    # ideas
    determiners: Words
    place_prepositions: Words
    noun_stops: Words
    adjectives: Words
    default_roles: Words
    start_times: Words
    articles: dict[str, str]
    voice_word: str
    animal_coats: Words
    scarf: str
    # questions
    clarify: Clarify


_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one of libyaml is ten times as fast; not every machine has it."""


@lru_cache(maxsize=2)
def bank(language: Language) -> Bank:
    """The bank of ``language``; read once, then kept.

    Raises:
        pydantic.ValidationError: a file of ``skills/house`` lacks a field or has an unknown one.
    """
    facts: dict[str, object] = {}
    for entry in sorted(files("skills").joinpath("house").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(f".{language}.yaml"):
            facts.update(yaml.load(entry.read_text(encoding="utf-8"), Loader=_SAFE))  # noqa: S506 — both are safe
    return Bank.model_validate(facts)


def language_of(text: str, wish: str = "en") -> Language:
    """The bank for ``text``: Chinese if most letters are, or if none is Latin and ``wish`` says so."""
    letters = [c for c in text if c.isalpha()]
    han = sum("\u4e00" <= c <= "\u9fff" for c in letters)
    if han * 2 > len(letters):
        return "zh"
    return "zh" if wish.lower().startswith("zh") and not any(c.isascii() for c in letters) else "en"
