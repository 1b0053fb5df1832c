"""What a character looks like, read from the words of the card.

What the words leave open is drawn from dice thrown with the character's name, so that a person is the same
in every shot and two people differ. Clothes come from the wardrobe, everything else never does.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.animatic.cards.ages import age_of
from generator.animatic.cards.bodies import feminine_of, girth_of, height_of
from generator.animatic.cards.faces import (
    brows_of,
    eye_shape_of,
    eyes_of,
    face_of,
    is_eastern,
    lenses_of,
    marks_of,
    natural_skin,
    skin_said,
)
from generator.animatic.cards.hairs import beard_of, hair_colour_said, hair_of, natural_hair
from generator.animatic.cards.kinds import coat_of, creature_of
from generator.animatic.cards.portrait import Portrait
from generator.animatic.cards.reading import LIMIT
from generator.animatic.cards.taste import taste_of
from generator.animatic.cards.traits import Age, Beard, Brows, Creature, Eyes, Face, Hair, Lenses, Mark
from generator.animatic.cards.wardrobe import Wardrobe, is_dressed, wardrobe_of
from generator.animatic.palette import Color, hsv, lighter
from generator.animatic.wording import dice, plain
from generator.interface import Figure

__all__ = [
    "Age",
    "Beard",
    "Brows",
    "Creature",
    "Eyes",
    "Face",
    "Hair",
    "Lenses",
    "Look",
    "Mark",
    "accent_of",
    "look_of",
]


@dataclass(frozen=True)
class Look:
    """A character as the animatic draws them."""

    name: str
    age: Age
    feminine: bool
    height: float
    """Metres from the sole to the crown, hair not counted; 0.95 to 1.92."""
    girth: float
    """Width of the body against the usual, 0.85 to 1.3."""
    skin: Color
    """Of an animal or robot: its fur, feathers or metal."""
    eyes: Color
    hair: Hair
    hair_color: Color
    beard: Beard
    glasses: bool
    wears: Wardrobe
    creature: Creature = Creature.HUMAN
    face: Face = Face.OVAL
    eye_shape: Eyes = Eyes.ROUND
    brows: Brows = Brows.MEDIUM
    marks: tuple[Mark, ...] = ()
    lenses: Lenses = Lenses.CLEAR
    """What the glasses are; says nothing without ``glasses``."""
    dressed: bool = True
    """Whether the card dresses them: an animal without clothes goes on four legs."""


_NOTHING = Portrait()
_WEARING = re.compile(
    r"(?:(?<![a-z])(?:wears|wearing|dressed in|clad in|in an?)(?![a-z])|[穿戴])(.*)", re.DOTALL
)


def look_of(figure: Figure, portrait: Portrait | None = None) -> Look:
    """The look of a figure: its name, appearance and wardrobe in words; same words, same look.

    ``portrait`` gives skin, hair and upper garment their colours where no word does.
    """
    return _look(
        figure.name, figure.tag, figure.appearance, figure.wardrobe, figure.voice, portrait or _NOTHING
    )


@lru_cache(maxsize=256)
def _look(name: str, tag: str, appearance: str, wardrobe: str, voice: str, portrait: Portrait) -> Look:
    roll = dice("look", name.strip().lower() or tag)
    # The dice are always thrown in the same order, so a new word changes one trait and no other.
    lot = [random.Random(roll.getrandbits(64)) for _ in range(14)]  # noqa: S311 — drawing
    called, about, clothes = (plain(text)[:LIMIT] for text in (name, appearance, wardrobe))
    kind = creature_of(about, called)
    human = kind is Creature.HUMAN
    age = age_of(about, called)
    feminine = feminine_of(about, called, plain(voice)[:LIMIT], lot[0])
    eastern = is_eastern(about, called)
    skin = skin_said(about, lot[4]) or portrait.skin or natural_skin(eastern, lot[4])
    # An animal's coat is its own; of its appearance only what it wears is clothes.
    also = about if human else " ".join(_WEARING.findall(about))
    dressed = human or is_dressed(f"{clothes}. {also}")
    taste = taste_of(feminine, age is Age.CHILD, lot[8])
    lenses = lenses_of(f"{clothes}. {about}")
    return Look(
        name=name,
        age=age,
        feminine=feminine,
        height=height_of(about, age, feminine, lot[2]),
        girth=girth_of(about, lot[3]),
        skin=skin if human else coat_of(kind, about, called, "" if dressed else clothes, lot[12]),
        eyes=eyes_of(about, skin, eastern, lot[5]),
        hair=hair_of(about, age, feminine, lot[1]),
        hair_color=hair_colour_said(about) or portrait.hair or natural_hair(skin, age, eastern, lot[6]),
        beard=beard_of(about, age, feminine, lot[7]) if human else Beard.NONE,
        glasses=lenses is not None,
        wears=wardrobe_of(clothes, also, replace(taste, pictured=portrait.top), feminine, age),
        creature=kind,
        face=face_of(about, lot[9]),
        eye_shape=eye_shape_of(about, lot[10]),
        brows=brows_of(about, feminine, lot[11]),
        marks=marks_of(about, age, skin, lot[13]) if human else (),
        lenses=lenses or Lenses.CLEAR,
        dressed=dressed,
    )


def accent_of(look: Look) -> Color:
    """A colour that stands for the character: the strongest of what they wear."""
    worn = (look.wears.scarf, look.wears.top_color, look.wears.bottom_color)
    return max((c for c in worn if c), key=lambda c: max(c) - min(c), default=lighter(hsv(0.6, 0.3, 0.6)))
