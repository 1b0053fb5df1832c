"""What a character looks like, read from the words of the card.

What the words leave open is drawn from dice thrown with the character's name, so that a person is the same
in every shot and two people differ.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from enum import StrEnum

from generator.animatic.palette import Color, colour_in, darker, hsv, lighter, mix, rgb
from generator.animatic.wardrobe import Wardrobe, wardrobe_of
from generator.animatic.wording import dice, is_han, says, words
from generator.interface import Figure


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


_SKINS = (0xF3D3BB, 0xEBC3A0, 0xE0AE86, 0xC98F67, 0xA56F4B, 0x7F5237, 0x5F3D2B)
_HAIRS = (0x2B2328, 0x3B2A22, 0x5A3B27, 0x7B4E2C, 0xA9743C, 0xCDA765, 0x8C3F24, 0x1F1E26)
_EYES = (0x5B3B26, 0x3F2A20, 0x3E6488, 0x4B7354, 0x5A6872, 0x7A5A2E)
_GREYS = (0xB9B7B4, 0xD9D6D0, 0x96979C)


def look_of(figure: Figure) -> Look:
    """The look of a figure: its name, appearance and wardrobe in words; same words, same look."""
    text = f"{figure.appearance}. {figure.wardrobe}"
    roll = dice("look", figure.name.strip().lower() or figure.tag)
    about = f"{figure.name}. {text}"
    # The dice are always thrown in the same order, so a new word changes one trait and no other.
    lot = [random.Random(roll.getrandbits(64)) for _ in range(10)]  # noqa: S311 — drawing
    age = age_of(about)
    feminine = _feminine(about, figure.voice, lot[0])
    hair = _hair(text, age, feminine, lot[1])
    return Look(
        name=figure.name, age=age, feminine=feminine,
        height=_height(text, age, feminine, lot[2]), girth=_girth(text, lot[3]),
        skin=_skin(text, lot[4]), eyes=_eyes(text, lot[5]),
        hair=hair, hair_color=_hair_colour(figure.appearance, age, lot[6]), beard=_beard(text, feminine,
            age, lot[7]),
        glasses=says(text, "glasses", "spectacles", "bespectacled", "goggles", "monocle", "眼镜"),
        wears=wardrobe_of(f"{figure.wardrobe}. {figure.appearance}", feminine, age is Age.CHILD, lot[8]),
        marks=(Mark.FRECKLES,) if says(text, "freckle*", "雀斑") else (),
    )  # fmt: skip


_NUMBERS = {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
            "sixteen": 16,
            "seventeen": 17, "eighteen": 18, "nineteen": 19, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9,
            "twenties": 25, "thirties": 35, "forties": 45, "fifties": 55, "sixties": 65, "seventies": 75,
            "eighties": 85, "nineties": 92, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
            "seventy": 70, "eighty": 80}  # fmt: skip


_AGES = ((13, Age.CHILD), (19, Age.TEEN), (60, Age.ADULT))
_AGE_WORDS = (
    (Age.CHILD, ("child", "boy", "girl", "kid", "toddler", "schoolgirl", "schoolboy", "小孩", "男孩", "女孩",
                 "儿童")),
    (Age.TEEN, ("teen*", "adolescent", "youth", "少年", "少女")),
    (Age.ELDER, ("old", "elderly", "aged", "elder", "grandmother", "grandfather", "grandma", "grandpa",
                 "granny",
                 "wrinkled", "retired", "pensioner", "老", "爷爷", "奶奶")),
)  # fmt: skip


def age_of(text: str) -> Age:
    """The age group named in ``text``; adult when nothing says otherwise."""
    years = _years(text)
    if years is not None:
        return next((age for limit, age in _AGES if years < limit), Age.ELDER)
    return next((age for age, stems in _AGE_WORDS if says(text, *stems)), Age.ADULT)


def _years(text: str) -> int | None:
    """The first age in years: "34", "60s", "in her sixties", "nine years old", "sixty-two", "七十岁"."""
    match = re.search(r"\b(\d{1,2})(?:s\b|\b(?!\s*(?:cm|kg|%|minutes|hours)))|(\d{1,3})\s*岁", text)
    if match:
        return int(match.group(1) or match.group(2))
    found = words(text)
    for here, after in zip(found, (*found[1:], ""), strict=False):
        if here in _NUMBERS and (here.endswith("ties") or _NUMBERS[here] >= 20 or after in ("year", "years")):
            return _NUMBERS[here]
    return None


def _feminine(text: str, voice: str, roll: random.Random) -> bool:
    hers = ("woman", "women", "female", "girl", "lady", "mother", "mom", "mum", "grandmother", "grandma",
            "granny",
            "daughter", "sister", "aunt", "wife", "widow", "queen", "actress", "waitress", "she", "her",
            "schoolgirl",
            "soprano", "alto",
            "mrs", "miss", "ms", "nun", "witch", "女", "妈", "奶奶", "姐", "妹")  # fmt: skip
    his = ("man", "men", "male", "boy", "gentleman", "father", "dad", "grandfather", "grandpa", "son",
           "brother",
           "uncle", "husband", "widower", "king", "actor", "waiter", "he", "his", "him", "schoolboy",
           "mr", "sir",
           "baritone", "tenor",
           "monk", "bearded", "beard", "moustache", "mustache", "男", "爸", "爷爷", "哥", "弟")  # fmt: skip
    guess = roll.random() < 0.5
    for where in (text, voice):
        if says(where, *hers) != says(where, *his):
            return says(where, *hers)
    first = words(text)[:1]
    return first[0][-1] in "aei" if first and first[0].isalpha() else guess


def _height(text: str, age: Age, feminine: bool, roll: random.Random) -> float:
    usual = {Age.CHILD: 1.16, Age.TEEN: 1.52, Age.ADULT: 1.7, Age.ELDER: 1.64}[age]
    height = usual + roll.uniform(-0.04, 0.05) - 0.07 * (feminine and age is not Age.CHILD)
    if says(text, "tall", "towering", "lanky", "高"):
        height += 0.11
    if says(text, "short man", "short woman", "petite", "small", "tiny", "short and", "stocky", "矮"):
        height -= 0.1
    return height


def _girth(text: str, roll: random.Random) -> float:
    if says(
        text,
        "stout",
        "heavy*",
        "broad*",
        "burly",
        "stocky",
        "large",
        "fat",
        "plump",
        "round",
        "big",
        "胖",
        "壮",
    ):
        return 1.24
    if says(text, "thin", "slim", "slender", "lean", "lanky", "skinny", "gaunt", "wiry", "slight", "瘦"):
        return 0.89
    return roll.uniform(0.96, 1.08)


def _skin(text: str, roll: random.Random) -> Color:
    tone = rgb(roll.choice(_SKINS[:5]))
    if says(
        text, "black man", "black woman", "dark skin", "dark skinned", "african", "ebony", "deep brown skin"
    ):
        return rgb(roll.choice(_SKINS[5:]))
    if says(text, "brown skin", "brown skinned", "olive skin", "olive skinned", "tanned", "indian",
            "latina", "latino", "arab", "bronze skin"):  # fmt: skip
        return rgb(roll.choice(_SKINS[2:5]))
    if says(text, "pale", "fair skin", "fair skinned", "fair", "white skin", "porcelain", "ruddy"):
        return rgb(_SKINS[0])
    if any(is_han(c) for c in text) or says(text, "chinese", "japanese", "korean", "asian"):
        return rgb(roll.choice((0xF0CDA9, 0xE9C19A)))
    if says(text, "blond", "blonde", "red hair", "redhead", "ginger", "freckle*"):
        return rgb(_SKINS[roll.randrange(2)])
    return tone


def _eyes(text: str, roll: random.Random) -> Color:
    chance = rgb(roll.choice(_EYES))
    named = _phrase_colour(text, "eye", "eyes", "eyed")
    return darker(mix(named, chance, 0.2), 0.1) if named else chance


def _hair(text: str, age: Age, feminine: bool, roll: random.Random) -> Hair:
    hers = (Hair.BOB, Hair.LONG, Hair.WAVY, Hair.BUN, Hair.PONYTAIL, Hair.CURLY, Hair.PARTED)
    his = (Hair.SHORT, Hair.PARTED, Hair.CURLY, Hair.BUZZ, Hair.SHORT, Hair.WAVY)
    elder = (Hair.BUN, Hair.BOB, Hair.CURLY) if feminine else (Hair.RECEDING, Hair.SHORT, Hair.PARTED)
    young = (Hair.BRAIDS, Hair.BOB, Hair.PONYTAIL) if feminine else (Hair.SHORT, Hair.CURLY, Hair.PARTED)
    chance = roll.choice({Age.ELDER: elder, Age.CHILD: young}.get(age, hers if feminine else his))
    known: tuple[tuple[Hair, tuple[str, ...]], ...] = (
        (Hair.RECEDING, ("balding", "receding", "thinning hair", "thinning", "tonsure", "half bald")),
        (Hair.BALD, ("bald", "hairless", "shaved head", "shaven head", "bald head", "光头", "秃")),
        (Hair.BUZZ, ("buzz", "cropped", "crew cut", "close cropped", "shaved", "buzzcut", "寸头")),
        (Hair.BRAIDS, ("braid*", "plait*", "pigtail*", "辫")),
        (Hair.PONYTAIL, ("ponytail", "pony tail", "tied back", "马尾")),
        (Hair.BUN, ("bun", "chignon", "topknot", "pinned up", "updo", "发髻")),
        (Hair.AFRO, ("afro",)),
        (Hair.BOB, ("bob", "chin length", "pageboy", "short bob")),
        (Hair.CURLY, ("curly", "curl*", "ringlets", "frizzy", "tousled", "messy", "unruly", "卷发")),
        (Hair.WAVY, ("wavy", "waves", "shoulder length", "flowing")),
        (Hair.LONG, ("long hair", "long black hair", "long dark hair", "long blonde hair", "long brown hair",
                     "long red hair", "long grey hair", "long gray hair", "long white hair",
                     "long straight hair",
                     "waist length", "长发")),
        (Hair.PARTED, ("parted", "side parting", "slicked", "combed", "neat hair")),
        (Hair.SHORT, ("short hair", "short brown hair", "short black hair", "short dark hair",
                      "short grey hair",
                      "short white hair", "short blonde hair", "short red hair", "short gray hair", "短发")),
    )  # fmt: skip
    return next((style for style, stems in known if says(text, *stems)), chance)


def _hair_colour(text: str, age: Age, roll: random.Random) -> Color:
    chance, grey = rgb(roll.choice(_HAIRS)), rgb(roll.choice(_GREYS))
    named = _phrase_colour(text, "hair", "haired", "beard", "bun", "bob", "braid", "braids", "ponytail",
                           "curls",
                           "moustache", "发")  # fmt: skip
    if named and not says(text, "red hair", "red haired"):
        return named
    for words_, code in ((("red haired", "red hair", "redhead", "redheaded", "ginger"), 0xA9522B),
                         (("blond", "blonde"), 0xD9B975),
                         (("brunette",), 0x4B3226), (("auburn",), 0x7E3B28)):  # fmt: skip
        if says(text, *words_):
            return rgb(code)
    if (
        says(
            text, "grey haired", "gray haired", "silver haired", "white haired", "greying", "graying", "白发"
        )
        or age is Age.ELDER
    ):
        return grey
    return chance


def _phrase_colour(text: str, *nouns: str) -> Color | None:
    """The colour among the five words before the first of ``nouns`` in the same phrase."""
    for phrase in re.split(r"[,.;，。；、]|\band\b|\bwith\b", text):
        where = [m.end() for noun in nouns for m in re.finditer(_noun(noun), phrase.lower())]
        if where:
            before = phrase[: min(where)]
            color = colour_in(" ".join(before.split()[-6:]))
            if color:
                return color
    return None


def _noun(noun: str) -> str:
    return noun if is_han(noun[0]) else rf"\b{noun}\b"


def _beard(text: str, feminine: bool, age: Age, roll: random.Random) -> Beard:
    chance = roll.random()
    known = (
        (Beard.NONE, ("clean shaven", "beardless")),
        (Beard.LONG, ("long beard", "long white beard", "long grey beard", "flowing beard", "长胡子")),
        (Beard.STUBBLE, ("stubble", "unshaven", "five o'clock shadow", "胡茬")),
        (Beard.GOATEE, ("goatee",)),
        (Beard.FULL, ("beard", "bearded", "full beard", "胡子", "胡须")),
        (Beard.MOUSTACHE, ("moustache", "mustache", "whiskers", "八字胡")),
    )
    named = next((beard for beard, stems in known if says(text, *stems)), None)
    if named is not None:
        return named
    if feminine or age in (Age.CHILD, Age.TEEN) or chance > 0.34:
        return Beard.NONE
    return (Beard.STUBBLE, Beard.MOUSTACHE, Beard.FULL)[int(chance * 8.9)]


def accent_of(look: Look) -> Color:
    """A colour that stands for the character: the strongest of what they wear."""
    worn = (look.wears.scarf, look.wears.top_color, look.wears.bottom_color)
    return max((c for c in worn if c), key=lambda c: max(c) - min(c), default=lighter(hsv(0.6, 0.3, 0.6)))
