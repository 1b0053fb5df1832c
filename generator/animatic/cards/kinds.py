"""What kind of being a card describes, and the colour of an animal's coat or a robot's metal."""

from __future__ import annotations

import random
import re

from generator.animatic.cards.beings import ANIMALS, COATS, NATURAL, PEOPLE
from generator.animatic.cards.reading import PARTS, clause_after, colour_of, nouns_of_them
from generator.animatic.cards.traits import Creature
from generator.animatic.palette import Color, colour_in, rgb
from generator.animatic.wording import Found, Lexicon, is_han, stems

_BEINGS: Lexicon[Creature] = Lexicon(PEOPLE | ANIMALS)

_GOES_ON = re.compile(
    r"\s*(?:$|\d|(?:with|in|who|whose|that|which|of|from|and|named|called|is|was|has|at|on|by|aged|about"
    r"|wearing|dressed|standing|sitting|walking|made|built|or|but|to|as|for|cub|puppy|pup)(?![a-z])"
    r"|[在穿戴有和身名叫会是])"
)
"""What may follow the noun that somebody is; after ``dog`` a ``walker`` would make it an adjective."""
_OF_A = re.compile(r"\s+of an?\s+(?:[a-z]+\s+)?")
_BEFORE_NAMES = re.compile(r"(?:^|\s)(?:the|an?|old|young|little|big|mother|father)\s+$|^$")
_NICKNAMES = frozenset(stems(True, "kitty bunny raven dove jaguar ram robin ewe hare"))
_SINGLE_HAN = "狗猫兔狼虎鼠猪狐鸟"
"""Characters that make a name an animal's; 马, 熊 and 牛 are people's names as well."""
_HUMAN_SIGNS = re.compile(
    r"(?<![a-z])(?:hair|haired|beard|bearded|moustache|skin|skinned|his|her|bald|blonde?|redhead)(?![a-z])"
    r"|发|胡|皮肤"
)
_OF_NATURE: Lexicon[int] = Lexicon(NATURAL)
_METALS: Lexicon[int] = Lexicon({
    "copper": 0xB06B43, "brass": 0xB4944A, "bronze": 0x94703F, "chrome": 0xC3CAD0, "steel": 0x8A959E,
    "iron": 0x6C7076, "tin": 0xA9B0B4, "铜": 0xB06B43, "铁": 0x6C7076, "钢": 0x8A959E,
})  # fmt: skip
_HIDE = (
    r"(?<![a-z])(?:fur|furry|feathers?|feathered|plumage|scales|pelt|mane|wool|plating|plates|metal|body|shell"
    r"|paint|casing|hull|coat|skin)(?![a-z])|毛|羽|鳞|金属|壳|皮"
)


def creature_of(appearance: str, name: str) -> Creature:
    """The being a card is about: the first noun of the appearance that says it, else a plain animal's name.

    Both texts as :func:`~generator.animatic.wording.plain` gives them.
    """
    heads = [found for found in nouns_of_them(_BEINGS, appearance) if _is_head(appearance, found)]
    if heads:
        return heads[0].meaning
    if _HUMAN_SIGNS.search(appearance):
        return Creature.HUMAN
    return next((found.meaning for found in _BEINGS.find(name) if _is_named(name, found)), Creature.HUMAN)


def _is_head(text: str, found: Found[Creature]) -> bool:
    """Whether the being is the noun of its phrase: ``a talking dog``, not ``bear of a man``."""
    after = clause_after(text, found.end)
    if found.meaning is Creature.HUMAN:
        return not _is_a_beast(after) and not re.match(r"\s*(?:sized|like|made|eating|形)", after)
    simile = _OF_A.match(after)
    if simile and any(f.start <= simile.end() <= f.end for f in _BEINGS.find(after)):
        return False
    return _GOES_ON.match(after) is not None


def _is_a_beast(after: str) -> bool:
    """Whether an animal follows at once: the sailor of ``a sailor cat`` is a cat."""
    follower = next(_BEINGS.find(after), None)
    if follower is None or follower.meaning is Creature.HUMAN:
        return False
    return not after[: follower.start].strip()


def _is_named(name: str, found: Found[Creature]) -> bool:
    """Whether a name is plainly an animal's: ``Rex the dog``, ``老虎``; not ``Mr Fox``, ``小马``."""
    stem, before, after = name[found.start : found.end], name[: found.start], name[found.end :].strip()
    if is_han(stem[0]):
        return len(name.strip()) <= 4 and after == "" and (len(stem) > 1 or stem in _SINGLE_HAN)
    alone = before == "" and stem in _NICKNAMES
    return not alone and bool(_BEFORE_NAMES.search(before)) and re.fullmatch(r"[\d\s]*", after) is not None


def coat_of(kind: Creature, appearance: str, name: str, hide: str, roll: random.Random) -> Color:
    """Fur, feathers or metal: its own words, the animal's nature, else the dice.

    ``hide`` is the wardrobe of somebody who wears no clothes: ``dented copper plating``.
    """
    chance = rgb(roll.choice(COATS[kind]))
    named = _hide_colour(appearance) or _own_colour(appearance) or _hide_colour(hide)
    natural = _OF_NATURE.first(f"{appearance}. {name}")
    return named or (chance if natural is None else rgb(natural))


def _hide_colour(text: str) -> Color | None:
    metal = _METALS.first(text)
    return colour_of(text, _HIDE) or (rgb(metal) if metal is not None else None)


def _own_colour(text: str) -> Color | None:
    """The colour that is said of no part: ``a small brown dog with green eyes``, ``棕色的小狗``."""
    parts = re.split(r"[,.;，。；、]|(?<![a-z])(?:with|in|wearing|and)(?![a-z])|[戴穿]", text)
    return next((color for part in parts if not PARTS.search(part) and (color := colour_in(part))), None)
