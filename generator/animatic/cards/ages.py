"""How old somebody is, read from a card."""

from __future__ import annotations

import re

from generator.animatic.cards.reading import nouns_of_them
from generator.animatic.cards.traits import Age
from generator.animatic.wording import Lexicon, stems

_UNITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
          "nineteen")  # fmt: skip
_TENS = ("", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_HAN_DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")} | {"两": 2}

_BEFORE = r"(?:aged?|about|around|nearly|almost|of|is|late|early|mid|turning|just|over|past|barely|only)"
_END = r"(?=\s*(?:$|[,;:()，。；、]|\.(?!\d)|or so|to\b|and\b))"
_YEARS = r"(?=\s*(?:years?|yrs?|yo|y/o)(?![a-z]))"
_FIGURES = re.compile(
    rf"(?<![\w.])(\d{{1,3}})(?:s(?![a-z])|{_YEARS})|(\d{{1,3}})\s*[多来几]?岁|(?<![a-z]){_BEFORE}\s+(\d{{1,2}}){_END}"
    rf"|(?:^|[,;:(，。；、]|\.\s|(?<=man)|(?<=boy)|(?<=girl))\s*(\d{{1,2}}){_END}"
)
_SMALL = "|".join(_UNITS[3:])
_IN_WORDS = re.compile(
    rf"(?<![a-z])({'|'.join(_TENS[2:])})(ies|y)(?:\s+({'|'.join(_UNITS[1:10])}))?(?![a-z])"
    rf"|(?<![a-z])({_SMALL}){_YEARS}|(?<![a-z]){_BEFORE}\s+({_SMALL}){_END}"
)
_IN_HAN = re.compile(
    r"([一二三四五六七八九]?)(十)([一二三四五六七八九]{0,2})[多来几]?岁|([一二两三四五六七八九])[一二三四五六七八九]?岁"
    r"|([二三四五六七八九])十[多几]|百[多来]?岁"
)

_LIMITS = ((13, Age.CHILD), (20, Age.TEEN), (60, Age.ADULT))
_YOUNG: Lexicon[Age] = Lexicon(
    stems(Age.CHILD, """
        child boy girl kid toddler schoolgirl schoolboy baby infant puppy kitten cub piglet lamb foal
        duckling 小孩 男孩 女孩 儿童 孩子 小朋友 小学生 娃娃 小猫 小狗""")
    | stems(Age.TEEN, "teen teenage* teenager adolescent youth 少年 少女 中学生 高中生")
)  # fmt: skip
_GROWN: Lexicon[Age | None] = Lexicon({
    **stems(None, """
        old_fashioned old_school old_friend year_old years_old old_fashion 老师 老板 老板娘 老家 老练 老公
        老婆 老鼠 老虎 老鹰 老实 老外 老乡"""),
    **stems(Age.ADULT, "middle_aged 中年 青年 grown_up"),
    **stems(Age.ELDER, """
        old elderly elder aged ageing aging grandmother grandfather grandma grandpa granny wrinkled
        retired pensioner old_age ancient senior 老 爷爷 奶奶 外婆 外公 姥姥 大爷 大妈"""),
})  # fmt: skip
_OLD_THINGS = re.compile(
    r"\s+(?:scar|coat|hat|boots?|glasses|clothes|uniform|wound|injury|burn|tattoo)(?![a-z])"
)


def age_of(appearance: str, name: str) -> Age:
    """The age group a card names, in figures or words; adult when nothing says otherwise.

    Both texts as :func:`~generator.animatic.wording.plain` gives them.
    """
    years = _years(appearance)
    if years is not None:
        return next((age for limit, age in _LIMITS if years < limit), Age.ELDER)
    for text in (appearance, name):
        young = {found.meaning for found in nouns_of_them(_YOUNG, text)}
        if young:
            return Age.TEEN if Age.TEEN in young else Age.CHILD
        for found in _GROWN.find(text):
            if found.meaning and not _OLD_THINGS.match(text, found.end):
                return found.meaning
    return Age.ADULT


def _years(text: str) -> int | None:
    """The first age in years: ``34``, ``60s``, ``in her sixties``, ``about nine``, ``七十岁``."""
    readings = ((_FIGURES, _in_figures), (_IN_WORDS, _in_words), (_IN_HAN, _in_han))
    ages = [(found.start(), read(found)) for pattern, read in readings if (found := pattern.search(text))]
    return min(ages)[1] if ages else None


def _in_figures(found: re.Match[str]) -> int:
    return int(next(group for group in found.groups() if group))


def _in_words(found: re.Match[str]) -> int:
    tens, ending, unit, *small = found.groups()
    if not tens:
        return _UNITS.index(next(word for word in small if word))
    return 10 * _TENS.index(tens) + (5 if ending == "ies" else _UNITS.index(unit or ""))


def _in_han(found: re.Match[str]) -> int:
    tens, ten, units, few, round_tens = found.groups("")
    if ten:
        return 10 * _HAN_DIGITS.get(tens, 1) + _HAN_DIGITS.get(units[:1], 0)
    return 10 * _HAN_DIGITS[round_tens] if round_tens else _HAN_DIGITS.get(few, 100)
