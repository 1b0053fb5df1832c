"""Which garments a text names, each with its own colours and pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from generator.animatic.cards.garments import CLOTHS, GARMENTS, PATTERNS, Extra, Garment, Pattern
from generator.animatic.palette import Color, colours_in, rgb
from generator.animatic.wording import Found, Lexicon, stems


class Link(StrEnum):
    """What stands between two garments."""

    START = "start"
    AND = "and"
    COMMA = "comma"
    IN = "in"
    WITH = "with"
    OVER = "over"
    UNDER = "under"


_LINKS: Lexicon[Link] = Lexicon({
    **stems(Link.AND, "and & 和 与"), **stems(Link.IN, "in"), **stems(Link.WITH, "with"),
    **stems(Link.OVER, "over on_top_of 里面 内搭 内穿"),
    **stems(Link.UNDER, "under underneath beneath 外罩 外面 外穿"), **stems(Link.COMMA, "戴 穿"),
})  # fmt: skip
_COMMA = re.compile(r"[,.;:()\n，。；：、（）/]")
Meaning = Garment | Pattern | Link | Color | int


@dataclass
class Worn:
    """One garment of a text."""

    garment: Garment
    link: Link
    """What it follows: after ``over`` it is worn under the one before, after ``under`` over it."""
    colors: list[Color] = field(default_factory=list)
    """Those said of it, the ground first."""
    pattern: Pattern = Pattern.PLAIN

    @property
    def color(self) -> Color | None:
        """Its ground: said, or natural to it; None leaves it to taste."""
        if self.colors:
            return self.colors[0]
        return None if self.garment.color is None else rgb(self.garment.color)


@dataclass
class _Said:
    """Adjectives on their way to a noun."""

    colors: list[Color] = field(default_factory=list)
    cloth: int | None = None
    pattern: Pattern = Pattern.PLAIN


def worn_in(text: str) -> list[Worn]:
    """The garments of ``text`` (:func:`~generator.animatic.wording.plain`) in order.

    Colours before a noun are its own, those after it are when nothing else can be meant (``a coat, dark
    green``; ``a dress with white dots``). Words for no garment in particular come as ``Extra.CLOTHES``.
    """
    worn: list[Worn] = []
    said, link, before = _Said(), Link.START, 0
    last: Meaning | None = None
    for token in _tokens(text):
        meaning = token.meaning
        beside = not text[before : token.start].strip()
        if isinstance(meaning, Garment):
            bare = not said.colors and meaning.color is None
            if bare and link is Link.AND and beside and last is Link.AND and worn:
                said.colors = list(worn[-1].colors)  # a violet hat and coat
            _add(worn, meaning, link, said)
            said, link = _Said(), Link.START
        elif isinstance(meaning, Link):
            if meaning is Link.AND and beside and isinstance(last, tuple | Pattern):
                before, last = token.end, meaning
                continue
            _settle(worn, said, link)
            said, link = _Said(), meaning
        elif isinstance(meaning, Pattern):
            said.pattern = meaning
        elif isinstance(meaning, int):
            said.cloth = meaning
        else:
            said.colors.append(meaning)
        before, last = token.end, meaning
    _settle(worn, said, link)
    if said.colors and not worn:
        _add(worn, Garment(Extra.CLOTHES), link, said)
    return worn


def _tokens(text: str) -> list[Found[Meaning]]:
    """Everything known in the text from left to right; of two that overlap, the longer."""
    found: list[Found[Meaning]] = [Found(f.start, f.end, f.meaning) for f in GARMENTS.find(text)]
    found += [Found(f.start, f.end, f.meaning) for f in PATTERNS.find(text)]
    found += [Found(f.start, f.end, f.meaning) for f in colours_in(text)]
    found += [Found(f.start, f.end, f.meaning) for f in CLOTHS.find(text)]
    found += [Found(f.start, f.end, f.meaning) for f in _LINKS.find(text)]
    found += [Found(m.start(), m.end(), Link.COMMA) for m in _COMMA.finditer(text)]
    kept: list[Found[Meaning]] = []
    for token in sorted(found, key=lambda f: (f.start, f.start - f.end)):
        if not kept or token.start >= kept[-1].end:
            kept.append(token)
    return kept


def _add(worn: list[Worn], garment: Garment, link: Link, said: _Said) -> None:
    if garment.kind is Extra.NOTHING:
        return
    cloth = [rgb(said.cloth)] if said.cloth is not None and garment.color is None else []
    pattern = said.pattern if said.pattern is not Pattern.PLAIN else garment.pattern
    worn.append(Worn(garment, link, said.colors or cloth, pattern))


def _settle(worn: list[Worn], said: _Said, link: Link) -> None:
    """Give adjectives that met no noun to the garment before them, when they can only be meant for it."""
    if not worn or not (said.colors or said.pattern is not Pattern.PLAIN):
        return
    mine = worn[-1]
    if said.pattern is not Pattern.PLAIN and mine.pattern is Pattern.PLAIN:
        mine.pattern = said.pattern
        mine.colors += said.colors
    elif not mine.colors and link in (Link.START, Link.IN, Link.COMMA):
        mine.colors = said.colors
