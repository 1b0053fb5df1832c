"""Who goes out of a scene and who comes back, read from its sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from agent.writing.banks import Bank
from agent.writing.mentions import Roster

_OUT = re.compile(
    r"\b(?:(?:exit|depart|disappear)s?|vanish(?:es)?|go(?:es)?(?=\s*(?:[.,;!]|$))"
    r"|leaves?(?=\s*(?:[.,;!]|$)|\s+(?:and|with|without|through|by|together|alone|again|quickly|slowly|quietly"
    r"|the (?:room|house|shop|bakery|kitchen|bar|cafe|café|office|hall|building|stage|train|car|boat))\b)"
    r"|(?:go(?:es)?|runs?|walks?|rush(?:es)?|storms?|hurr(?:y|ies)|slips?|strides?|march(?:es)?|dash(?:es)?"
    r"|cycles?|drives?|rides?|rows?|sneaks?|trots?|rolls?|stomps?) (?:\w+ly )?"
    r"(?:away|off|home|upstairs|downstairs"
    r"|out(?! of (?!(?:the|an?|his|her|their|its|here|there|sight)\b))))\b"
    r"|走了(?![进过来上到很出几一二两三])|(?:离开|离去|走开|跑开|跑了(?![进过来上到很出])|溜走|下场|退场)"
    r"|(?:走|跑|冲|退|溜)(?:了)?出(?!来)|(?<![看望拿递伸])出去",
    re.IGNORECASE,
)
_LED = re.compile(
    r"(?:^|,\s*|(?:\b(?:and|then|he|she|it|they|both|who|suddenly|[a-z]+ly)|[A-Z][\w'’.-]*|\d),?\s+)$"
)
"""What stands before a verb whose subject is a person: not “dry leaves”, “turns to leave”."""
_FOLLOWS = re.compile(
    r"\b(?:(?:run|rush|hurrie|hurry|goe|go|trot|walk|fly|flie|roll|dashe|dash|bound|scamper|chase|bolt)s?"
    r" (?:\w+ly )?(?:after|behind) |follow(?:s)? ?)|跟(?:着|了?出去|上去|在)|追(?:着|了?出去|上去)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:enters?|returns?|reappears?|(?:come|walk|run|rushe?|storm|hurrie|hurry|slip|burst|step)s?"
    r" (?:\w+ly )?(?:in|into|back)|is back|are back)\b|进来|走进|跑进|冲进|回来|走来|跑来|回到",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.,;:，。；]|(?P<stop>\b(?:as|while|when|until|before|after|watch(?:es)?|sees?|lets?|hears?)\b"
    r"|看着|望着|看见|目送|听见)"
)
_ALL = re.compile(r"\b(?:they|both)\s+(?:\w+ly\s+)?$|(?:他们|她们|两人)[^，。]{0,2}$", re.IGNORECASE)


def comes_back(text: str) -> bool:
    """Whether ``text`` tells of somebody coming in."""
    return _BACK.search(text) is not None


def leaving(
    text: str, people: Sequence[str], gone: Collection[str], roster: Roster, bank: Bank
) -> tuple[str, ...]:
    """Tags of those who go out in ``text``.

    Args:
        text: a sentence of action.
        people: tags of those in it, the subject first.
        gone: tags of those who went out before; who runs after one of them goes out as well.
        roster: the cast.
        bank: words of the film's language.
    """
    found: list[str] = []
    for out in _OUT.finditer(text):
        before, after = text[: out.start()], text[out.end() :]
        if out.group().isascii() and not _LED.search(before):
            continue
        who = _subject(before, people, roster, bank)
        found += who
        if who and re.match(r" with (?:the )?[A-Z]", after):
            found += roster.subjects(_CLAUSE.split(after, maxsplit=1)[0])
    if not found and people and _runs_after(text, gone, roster, bank):
        found = list(people[:1])
    return tuple(dict.fromkeys(tag for tag in found if tag in people))


def _subject(before: str, people: Sequence[str], roster: Roster, bank: Bank) -> Sequence[str]:
    """Who does what stands after ``before``: the pronoun at its end, else the first of the last clause that
    names anybody, else the subject of the sentence."""
    if _ALL.search(before):
        return people
    for gender, pronouns in (("f", bank.pronoun_f), ("m", bank.pronoun_m)):
        edge = r"\b" if pronouns[0].isascii() else ""
        if re.search(rf"{edge}{pronouns[0]}\s*(?:\w+ly\s+)?$", before, re.IGNORECASE):
            return roster.meant(gender, people)
    end = len(before)
    for cut in [*reversed(list(_CLAUSE.finditer(before))), None]:
        if named := roster.subjects(before[cut.end() if cut else 0 : end]):
            return named
        if cut and cut["stop"]:
            return ()
        end = cut.start() if cut else 0
    return people[:1]


def _runs_after(text: str, gone: Collection[str], roster: Roster, bank: Bank) -> bool:
    """Whether ``text`` has somebody go after one of ``gone``: by name, by pronoun, or just ``follows``."""
    verb = _FOLLOWS.search(text)
    if not verb or not gone:
        return False
    whom = text[verb.end() :].strip()
    if named := roster.mentioned(whom):
        return named[0] in gone
    word = re.match(r"[a-z]+|[\u4e00-\u9fff]", whom, re.IGNORECASE)
    pronouns = {*bank.pronoun_f, *bank.pronoun_m, *bank.pronoun_it, "them"}
    return word is None or word.group().lower() in pronouns
