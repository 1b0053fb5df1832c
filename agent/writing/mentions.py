"""Who is in a screenplay, and who is named in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.writing.banks import Bank
from agent.writing.sentences import flat, named
from tools.story import Action, Screenplay, Speech

_CAPS = re.compile(
    r"(?<![\w'’#])((?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]*[A-ZÀ-ÖØ-Þ]|Mc[A-Z]{2,})"
    r"(?:\s+(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’\-]+|#?\d{1,3}))*)(?!['’]?[a-zà-ÿ]{2})(?!\w)"
)
_HAN_INTRO = re.compile(r"(?:^|[。！？，、\s和与跟]|[带领]着)([\u4e00-\u9fff]{2,4})[（(]")
_APPOSITION = re.compile(r"^(?:,\s*(?:\d{1,2}|(?:in|a|an|early|mid|late|about|the|his|her)\b)|\s*\()")
_ARTICLE = re.compile(
    r"\b(?:a|an|the|this|that|its|his|her|their|to|of|marked|reads|says)\s+$", re.IGNORECASE
)
_CALLED = re.compile(r"\b((?:an?|the) (?:[\w'’-]+ ){1,6})(?:called|named) $")
_VERB = re.compile(r"^\s+(?:and\b|is\b|are\b|has\b|[a-z]+(?:s|ed)\b)")
_FIRST = re.compile(r"[^\W_\u4e00-\u9fff]+(?![^\s]*[\u4e00-\u9fff])")
"""A word whose name can be looked up; names with Chinese characters have no edges and are always tried."""
_AND = re.compile(r"\s*(?:,|&|,?\s*\band\b|[和与跟、])\s*")
"""Between two names that do something together."""
_PREFIXES = {"YOUNG", "OLD", "LITTLE", "OLDER", "YOUNGER"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the film."""

    name: str
    """As first written: ``MARA``."""
    speaks: bool
    first: str
    """The text of the first mention and what follows in that scene: where a description would be."""


def key(name: str) -> str:
    """What two spellings of a name share."""
    return flat(name).casefold()


def pattern(name: str) -> re.Pattern[str]:
    """Finds ``name`` in prose as written, in capitals or as :func:`named`, as a whole word."""
    forms = "|".join(
        sorted({re.escape(f) for f in (name, name.upper(), named(name)) if f}, key=len, reverse=True)
    )
    edge = "" if any("\u4e00" <= c <= "\u9fff" for c in name) else r"(?!\w)"
    before = "" if not edge else r"(?<!\w)"
    return re.compile(f"{before}(?:{forms}){edge}")


def people(screenplay: Screenplay, bank: Bank) -> list[Person]:
    """Everybody who speaks or is named in capitals in action, in order of first appearance."""
    speakers = list({key(s.speaker): s.speaker for s in reversed(screenplay.speeches())}.values())[::-1]
    names = {key(name): name for name in speakers}
    spoken = set(names)
    blocks = [block for scene in screenplay.scenes for block in scene.blocks]
    for block in blocks:
        if isinstance(block, Action):
            for name in introduced(block.text, bank, speakers):
                names.setdefault(key(name), name)
    order = sorted(names, key=lambda k: _first(names[k], blocks))
    return [Person(names[k], k in spoken, _description(names[k], screenplay)) for k in order]


def introduced(text: str, bank: Bank, speakers: Sequence[str] = ()) -> list[str]:
    """Names of people written in capitals in ``text`` (Chinese: before a bracket) who are not speakers."""
    line = flat(text)
    found = [m.group(1) for m in _HAN_INTRO.finditer(line)]
    letters = [c for c in line if c.isalpha()]
    shouting = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    if not shouting:
        found += [m.group(1) for m in _CAPS.finditer(line) if _is_person(m, line, bank)]
    return [name for name in found if not _known(name, speakers)]


def _is_person(match: re.Match[str], line: str, bank: Bank) -> bool:
    name, after, before = match.group(1), line[match.end() :], line[: match.start()]
    words = [w for w in re.split(r"\s+", name) if not w.lstrip("#").isdigit()]
    if name in bank.stop_caps or all(w in bank.stop_caps for w in words) or len(name) > 40:
        return False
    if _APPOSITION.match(after) or _CALLED.search(before):
        return True
    lower = name.lower()
    if any(
        {w.lower(), w.lower().rstrip("s")} & (bank.roles.keys() | bank.plural_people.keys()) for w in words
    ):
        return True
    if (
        lower in bank.things
        or lower in bank.sounds
        or lower in bank.places
        or lower.rstrip("s") in bank.things
    ):
        return False
    return not _ARTICLE.search(before) and bool(_VERB.match(after))


def _known(name: str, speakers: Sequence[str]) -> bool:
    """True when ``name`` is a speaker, or a speaker's fuller name: MARA LIND for MARA."""
    tokens = name.upper().split()
    if tokens[0] in _PREFIXES:
        return key(name) in {key(s) for s in speakers}
    wanted = {s.upper() for s in speakers}
    return name.upper() in wanted or any(token in wanted for token in tokens)


def _first(name: str, blocks: Sequence[Action | Speech]) -> tuple[int, int]:
    finder = pattern(name)
    for place, block in enumerate(blocks):
        if isinstance(block, Speech):
            if key(block.speaker) == key(name):
                return place, 0
        elif match := finder.search(flat(block.text)):
            return place, match.start()
    return len(blocks), 0


def _description(name: str, screenplay: Screenplay) -> str:
    """The first action that names somebody, and the next one of that scene; ``a small dog called REX`` is
    given as ``REX (a small dog)``."""
    finder = pattern(name)
    for scene in screenplay.scenes:
        actions = [flat(b.text) for b in scene.blocks if isinstance(b, Action)]
        for place, text in enumerate(actions):
            if match := finder.search(text):
                rest = text[match.start() :]
                if said := _CALLED.search(text[: match.start()]):
                    rest = f"{match.group()} ({said.group(1).strip()}){text[match.end() :]}"
                return " ".join([rest, *actions[place + 1 : place + 2]])
    return ""


class Roster:
    """Names to tags: finds the people of a film in any sentence, left to right."""

    def __init__(self, tags: Iterable[tuple[str, str]], genders: Mapping[str, str] | None = None) -> None:
        self._genders = dict(genders or {})
        self._names = [(tag, name, pattern(name)) for name, tag in tags]
        self._by_key = {key(name): tag for tag, name, _ in self._names}
        self._by_word: dict[str, list[int]] = {}
        self._always: list[int] = []
        for place, (_, name, _) in enumerate(self._names):
            first = _FIRST.search(name)
            spots = self._by_word.setdefault(first.group().casefold(), []) if first else self._always
            spots.append(place)

    def _likely(self, text: str) -> list[tuple[str, str, re.Pattern[str]]]:
        """The few people whose first word is in ``text``: a film of a thousand names stays quick."""
        spots = {i for word in _FIRST.findall(text) for i in self._by_word.get(word.casefold(), ())}
        return [self._names[i] for i in sorted({*spots, *self._always})]

    def meant(self, gender: str, recent: Sequence[str]) -> tuple[str, ...]:
        """Whom ``she`` (``f``) or ``he`` (``m``) means: the latest of ``recent`` who may be."""
        return tuple(tag for tag in recent if self._genders.get(tag, gender) == gender)[:1]

    def tag(self, speaker: str) -> str | None:
        """The tag of a cue, or None for a stranger."""
        return self._by_key.get(key(speaker))

    def plainly(self, text: str) -> str:
        """``text`` with people by their names, and without the descriptions that are on their cards.

        ``MARA (60s, yellow coat) trims the lamp.`` → ``Mara trims the lamp.``
        """
        for _, name, finder in self._likely(text):
            text = finder.sub(lambda m, n=name: n if m.group().isupper() else m.group(), text)  # type: ignore[misc]
            text = re.sub(rf"({re.escape(name)})\s*[（(][^()（）]*[）)]", r"\1", text)
        return text

    def mentioned(self, text: str) -> list[str]:
        """Tags of the people named in ``text``, in order; a longer name hides a shorter one inside it."""
        return list(dict.fromkeys(tag for _, _, tag in self._hits(text)))

    def subjects(self, text: str) -> list[str]:
        """Tags of those named first, together: Oda and Kip in ``Oda and Kip look at Finn``."""
        hits = [hit for hit in self._hits(text) if not text[hit[1] :].startswith(("'s", "’s"))]
        ends = [place for place, (a, b) in enumerate(pairwise(hits)) if not _AND.fullmatch(text[a[1] : b[0]])]
        return list(dict.fromkeys(tag for _, _, tag in hits[: ends[0] + 1 if ends else None]))

    def _hits(self, text: str) -> list[tuple[int, int, str]]:
        hits: list[tuple[int, int, str]] = []
        for tag, _, finder in self._likely(text):
            hits += [(m.start(), m.end(), tag) for m in finder.finditer(text)]
        hits.sort(key=lambda h: (h[0], -h[1]))
        kept: list[tuple[int, int, str]] = []
        for hit in hits:
            if not kept or hit[0] >= kept[-1][1]:
                kept.append(hit)
        return kept
