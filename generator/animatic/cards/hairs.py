"""Hair and beard, read from a card; what it leaves open is natural for skin and age."""

from __future__ import annotations

import random
import re
from typing import TypeVar

from generator.animatic.cards.reading import colour_of
from generator.animatic.cards.traits import Age, Beard, Hair
from generator.animatic.palette import Color, colour_in, luma, rgb
from generator.animatic.wording import DENIED, Lexicon, stems

T = TypeVar("T")
_STYLES: tuple[tuple[Hair, str], ...] = (
    (Hair.RECEDING, r"balding|receding|thinning|tonsure|half bald|半秃|谢顶|发际线"),
    (Hair.BALD, r"bald|hairless|(?:shaved|shaven) head|bald headed|光头|秃"),
    (Hair.BUZZ, r"buzz|buzzcut|cropped|crew cut|shaved|寸头|板寸|平头"),
    (Hair.AFRO, r"afro|爆炸头"),
    (Hair.BRAIDS, r"braid\w*|plait\w*|pigtails?|dreadlocks|cornrows|辫"),
    (Hair.PONYTAIL, r"pony ?tail|tied back|tied up|马尾|扎起"),
    (Hair.BUN, r"bun|chignon|top ?knot|pinned up|updo|髻|盘发|挽起|盘起"),
    (Hair.BOB, r"bob|bobbed|chin length|page ?boy|pixie|齐耳|波波头"),
    (Hair.CURLY, r"curly|curls?|ringlets?|frizzy|tousled|messy|unruly|untidy|wild hair|卷发|鬈发|乱发"),
    (Hair.WAVY, r"wavy|waves|flowing|波浪"),
    (Hair.LONG, r"long (?:\w+ ){0,3}?hair|long haired|waist length|shoulder length"
                r"|(?:hair|locks) to (?:the|her|his) (?:shoulders?|waist)"
                r"|长[^，。,]{0,4}发|齐肩|披肩发|齐腰"),
    (Hair.PARTED, r"parted|side parting|slicked|combed|neat hair|over the brow|back ?swept|分头|背头|向后梳"),
    (Hair.SHORT, r"short (?:\w+ ){0,3}?hair|short haired|short cut|短[^，。,]{0,4}发"),
)  # fmt: skip
_BEARDS: tuple[tuple[Beard, str], ...] = (
    (Beard.NONE, r"clean shaven|beardless|smooth chin|没有胡|无须"),
    (Beard.STUBBLE, r"stubble|stubbly|unshaven|five o'clock shadow|胡茬|胡渣"),
    (Beard.LONG, r"long (?:\w+ ){0,3}?beard|flowing (?:\w+ )?beard|长[^，。,]{0,3}胡|长须"),
    (Beard.GOATEE, r"goatee|chin beard|山羊胡"),
    (Beard.MOUSTACHE, r"moustached?|mustache|handlebars?|八字胡|小胡子"),
    (Beard.FULL, r"beard|bearded|whiskers|sideburns|胡子|胡须|络腮|短须"),
)
_HERS = (Hair.BOB, Hair.LONG, Hair.WAVY, Hair.BUN, Hair.PONYTAIL, Hair.CURLY, Hair.PARTED)
_HIS = (Hair.SHORT, Hair.PARTED, Hair.CURLY, Hair.BUZZ, Hair.SHORT, Hair.PARTED, Hair.RECEDING)
_OLD = ((Hair.RECEDING, Hair.SHORT, Hair.PARTED, Hair.BALD), (Hair.BUN, Hair.BOB, Hair.CURLY, Hair.WAVY))
_YOUNG = ((Hair.SHORT, Hair.CURLY, Hair.PARTED), (Hair.BRAIDS, Hair.BOB, Hair.PONYTAIL, Hair.LONG))

_LIGHT = (0x4A3226, 0x2E2623, 0x6A4429, 0x8A5C35, 0xB08A52, 0x7E3F26, 0xC9A766)
_MEDIUM = (0x2B2328, 0x3B2A22, 0x33291F, 0x4A3226, 0x5A3B27)
_DEEP = (0x1F1C20, 0x26201F, 0x2E2421)
_GREYS = (0xB9B7B4, 0xD9D6D0, 0x96979C)
_HAIR = (r"(?<![a-z])(?:hair|haired|hairline|bun|bob|braids?|plaits?|ponytail|pigtails|curls|locks|crew cut"
         r"|cut|afro|mane|waves|ringlets|fringe|dreadlocks|topknot)(?![a-z])"
         r"|头发|(?<![发理沙出])发(?![现抖福呆生])|辫|马尾|髻")  # fmt: skip
_FACIAL = r"(?<![a-z])(?:beard|bearded|moustache|mustache|stubble|goatee|whiskers)(?![a-z])|胡|须"
_NAMED: Lexicon[int] = Lexicon({
    **stems(0xA9522B, "red_hair red_haired redhead redheaded ginger 红发 红头发"),
    **stems(0xD0AE6C, "blond blonde fair_hair fair_haired towheaded 金发 金色头发"),
    **stems(0xA5A4A5, "grey_haired gray_haired greying graying going_grey"),
    **stems(0xD9D6D0, "white_haired snow_white_hair 白发 银发"),
    "brunette": 0x4B3226, "auburn": 0x7E3B28, "花白": 0xB9B7B4, "raven hair": 0x232027,
})  # fmt: skip


def hair_of(appearance: str, age: Age, feminine: bool, roll: random.Random) -> Hair:
    """The style that is named; else one by lot that suits age and sex."""
    lots = {Age.ELDER: _OLD, Age.CHILD: _YOUNG}.get(age, (_HIS, _HERS))
    chance = roll.choice(lots[feminine])
    return _first(_STYLES, appearance) or chance


def beard_of(appearance: str, age: Age, feminine: bool, roll: random.Random) -> Beard:
    """The beard that is named; by lot a third of grown men have one."""
    chance = roll.random()
    named = _first(_BEARDS, appearance)
    if named or feminine or age in (Age.CHILD, Age.TEEN) or chance >= 0.33:
        return named or Beard.NONE
    return (Beard.STUBBLE, Beard.MOUSTACHE, Beard.FULL)[int(chance * 9)]


def hair_colour_said(appearance: str) -> Color | None:
    """The colour the words give to the hair, else to the beard."""
    named = colour_of(appearance, _HAIR)
    reds = _NAMED.first(appearance)
    if reds is not None and (named is None or named in (colour_in("red"), colour_in("红"))):
        return rgb(reds)
    return named or colour_of(appearance, _FACIAL)


def natural_hair(skin: Color, age: Age, eastern: bool, roll: random.Random) -> Color:
    """A hair colour that goes with the skin and the age."""
    light = luma(skin) > 0.8 and not eastern
    colors = _LIGHT if light else _DEEP if eastern or luma(skin) < 0.42 else _MEDIUM
    share, grey = roll.random(), rgb(roll.choice(_GREYS))
    return grey if age is Age.ELDER else rgb(colors[int(share * len(colors))])


def _first(table: tuple[tuple[T, str], ...], text: str) -> T | None:
    return next((kind for kind, pattern in table if _said(pattern, text)), None)


def _said(pattern: str, text: str) -> bool:
    return any(
        not DENIED.search(text, max(0, found.start() - 16), found.start())
        for found in re.finditer(rf"(?<![a-z])(?:{pattern})(?![a-z])", text)
    )
