"""The words a look is made of: kinds of beings, ages, hair, faces."""

from __future__ import annotations

from enum import StrEnum


class Creature(StrEnum):
    """What kind of being somebody is."""

    HUMAN = "human"
    ROBOT = "robot"
    DOG = "dog"
    CAT = "cat"
    FOX = "fox"
    WOLF = "wolf"
    BEAR = "bear"
    LION = "lion"
    RABBIT = "rabbit"
    MOUSE = "mouse"
    HORSE = "horse"
    COW = "cow"
    SHEEP = "sheep"
    PIG = "pig"
    BIRD = "bird"
    FROG = "frog"


class Face(StrEnum):
    """Outline of a face."""

    OVAL = "oval"
    ROUND = "round"
    SQUARE = "square"
    LONG = "long"
    HEART = "heart"


class Eyes(StrEnum):
    """Shape of the eyes."""

    ROUND = "round"
    ALMOND = "almond"
    NARROW = "narrow"


class Brows(StrEnum):
    """Weight of the brows."""

    THIN = "thin"
    MEDIUM = "medium"
    BUSHY = "bushy"


class Mark(StrEnum):
    """What a face has that others have not."""

    FRECKLES = "freckles"
    SCAR = "scar"
    MOLE = "mole"
    EYE_PATCH = "eye patch"
    WRINKLES = "wrinkles"


class Lenses(StrEnum):
    """What somebody looks through."""

    CLEAR = "clear"
    DARK = "dark"
    MONOCLE = "monocle"


class Age(StrEnum):
    """Age group: decides height, proportions and lines in the face."""

    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"
    ELDER = "elder"


class Hair(StrEnum):
    """Hair styles."""

    BALD = "bald"
    BUZZ = "buzz"
    SHORT = "short"
    PARTED = "parted"
    CURLY = "curly"
    AFRO = "afro"
    BOB = "bob"
    LONG = "long"
    WAVY = "wavy"
    BUN = "bun"
    PONYTAIL = "ponytail"
    BRAIDS = "braids"
    RECEDING = "receding"


class Beard(StrEnum):
    """Hair on the face."""

    NONE = "none"
    STUBBLE = "stubble"
    MOUSTACHE = "moustache"
    GOATEE = "goatee"
    FULL = "full"
    LONG = "long"
