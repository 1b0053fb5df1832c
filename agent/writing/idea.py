"""The nouns of an idea: who, what, where, when, in which weather. No model, no grammar beyond word lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from agent.writing.banks import Bank
from agent.writing.places import word_pattern
from agent.writing.sentences import flat

MOST_WORDS = 600
"""Words of an idea that are read: enough for a page; a novel's first page decides."""
_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|[^\w\s]|\d+")
_MEASURE = re.compile(
    r"一(个|位|名|只|匹|头|座|间|家|片|条|把|封|盏|台|本|张|件|艘|辆|棵|朵|枚|支|双|块|副|幅|首)([\u4e00-\u9fff]{1,3})"
)
_HAN_STOPS = "的了在是和与跟给从到把被上下里中来去不也都就又着过找寻说想要等会能让向对为"


@dataclass(frozen=True, slots=True)
class Sketch:
    """Somebody in an idea."""

    role: str = ""
    name: str = ""
    adjective: str = ""
    animal: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an idea: as named there, and what the bank calls it (empty when it does not know it)."""

    word: str
    known: str = ""
    interior: bool = True


@dataclass(frozen=True, slots=True)
class Idea:
    """What an idea names, each kind in order of mention."""

    people: tuple[Sketch, ...] = ()
    things: tuple[str, ...] = ()
    animals: tuple[str, ...] = ()
    places: tuple[Spot, ...] = ()
    time: str = ""
    weather: str = ""
    she: int = 0
    """How often she and her are said, less he and his: whom an unnamed hero is."""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: str
    word: str
    known: str = ""
    lead: str = ""


def read(text: str, bank: Bank) -> Idea:
    """The nouns of ``text``; emoji count by their Unicode names. Anything may be missing."""
    prose = _prose(text)
    hits = _hits(prose, bank)
    hits += list(_strangers(prose, hits, bank))
    hits.sort(key=lambda h: h.start)
    return Idea(
        people=_people(hits),
        things=_unique((h.word for h in hits if h.kind == "thing"), 5),
        animals=_unique((h.word for h in hits if h.kind == "animal"), 3),
        places=_places(hits, bank),
        time=next((h.known for h in hits if h.kind == "time"), ""),
        weather=next((h.known for h in hits if h.kind == "weather"), ""),
        she=_count(prose, bank.pronoun_f) - _count(prose, bank.pronoun_m),
        words=frozenset(re.findall(r"[^\W\d_]+", prose.lower())),
    )


def things_of(text: str, bank: Bank) -> tuple[str, ...]:
    """Only the things an idea names: props to look for in its film."""
    return read(text, bank).things


def _prose(text: str) -> str:
    """Two pages at most, compatibility forms folded, emoji as words."""
    spelled = "".join(
        f" {unicodedata.name(c, '').lower()} " if unicodedata.category(c) == "So" else c
        for c in unicodedata.normalize("NFKC", text[: MOST_WORDS * 12])
    )
    return " ".join(flat(spelled).split(" ")[:MOST_WORDS])


def _hits(prose: str, bank: Bank) -> list[_Hit]:
    """Words of the banks, the longest first, none inside another."""
    low = prose.lower()
    words = sorted(_vocabulary(bank), key=lambda w: (-len(w[0]), w))
    taken: list[_Hit] = []
    for word, kind, known in words:
        if word not in low:
            continue
        for match in word_pattern(word).finditer(low):
            if all(match.end() <= h.start or match.start() >= h.end for h in taken):
                two = kind == "person" and len(match.group()) > len(word)
                taken.append(_Hit(match.start(), match.end(), "people" if two else kind, word, known))
    return [_led(hit, prose, taken, bank) for hit in taken if hit.kind != "nothing"]


def _vocabulary(bank: Bank) -> Iterator[tuple[str, str, str]]:
    for place, facts in bank.places.items():
        yield from ((word, "place", place) for word in (place, *facts.also))
    for weather, look in bank.weather.items():
        yield from ((word, "weather", weather) for word in (weather, *look.also))
    yield from ((word, "person", word) for word in bank.roles)
    yield from ((word, "people", role) for word, role in bank.plural_people.items())
    yield from ((word, "thing", word) for word in bank.things)
    yield from ((word, "animal", word) for word in bank.animals)
    yield from ((word, "time", time) for word, time in bank.times.items())
    known = {*bank.weather, *bank.times, *bank.things, *bank.roles}
    yield from ((word, "nothing", "") for word in bank.abstract if word not in known)


def _led(hit: _Hit, prose: str, taken: list[_Hit], bank: Bank) -> _Hit:
    """A noun with the adjectives after its determiner: ``a broken red kite`` → ``broken red kite``."""
    if hit.kind not in {"person", "thing", "animal"} or not prose.isascii():
        return hit
    before = [t.lower() for t in _TOKEN.findall(prose[: hit.start])][-4:]
    lead: list[str] = []
    while before and before[-1] not in bank.determiners:
        if not before[-1].isalpha() or before[-1] in bank.noun_stops or before[-1].endswith("s"):
            lead = []
            break
        lead.insert(0, before.pop())
    if not before or len(lead) > 2 or any(h.word in lead for h in taken):
        return hit
    if hit.kind == "person":
        return _Hit(
            hit.start,
            hit.end,
            hit.kind,
            hit.word,
            hit.known,
            " ".join(w for w in lead if w in bank.adjectives),
        )
    return _Hit(hit.start, hit.end, hit.kind, " ".join([*lead, hit.word]), hit.known)


def _strangers(prose: str, hits: list[_Hit], bank: Bank) -> Iterator[_Hit]:
    """Nouns and names no bank knows."""
    taken = [(h.start, h.end) for h in hits]
    if any("\u4e00" <= c <= "\u9fff" for c in prose):
        yield from _measured(prose, taken)
        return
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(prose)]
    yield from _names(tokens, taken, bank)
    for place, (_, _, token) in enumerate(tokens):
        if token.lower() in bank.determiners:
            before = tokens[place - 1][2].lower() if place else ""
            yield from _phrase(tokens[place + 1 : place + 5], token.lower(), before, taken, bank)


def _measured(prose: str, taken: list[tuple[int, int]]) -> Iterator[_Hit]:
    """Chinese nouns after a measure word, which says what kind of thing they are."""
    for match in _MEASURE.finditer(prose):
        start = match.start(2)
        noun = re.split(f"[{_HAN_STOPS}]", match.group(2))[0]
        if not noun or any(match.start() < e and match.start() + 8 > s for s, e in taken):
            continue
        kind = {
            "位": "person",
            "名": "person",
            "只": "animal",
            "匹": "animal",
            "头": "animal",
            "座": "place",
            "间": "place",
            "家": "place",
            "片": "place",
        }.get(match.group(1), "thing")
        yield _Hit(start, start + len(noun), kind, noun)


def _names(tokens: list[tuple[int, int, str]], taken: list[tuple[int, int]], bank: Bank) -> Iterator[_Hit]:
    """Capitalised words: people, or places after a preposition of place."""
    everybody = {*bank.names_f, *bank.names_m}, {*bank.known_f, *bank.known_m}
    for index, (start, end, token) in enumerate(tokens):
        before = tokens[index - 1][2] if index else "."
        if not (token.istitle() and len(token) > 1 and token.isalpha()) or _inside(start, taken):
            continue
        listed = token in everybody[0] or token.lower() in everybody[1]
        after = tokens[index + 1][2].lower() if index + 1 < len(tokens) else ""
        plain = (
            token.lower() in bank.noun_stops
            or token.lower() in bank.determiners
            or token.lower() in bank.abstract
        )
        opening = before in {".", "!", "?", ":", '"', "\n"}
        if plain or (opening and not listed and after not in {",", "and"} and not after.endswith("s")):
            continue
        if before.lower() in {*bank.place_prepositions, "to", "from"} and not listed:
            yield _Hit(start, end, "place", token)
        else:
            yield _Hit(start, end, "name", token)


def _phrase(
    tail: list[tuple[int, int, str]], determiner: str, before: str, taken: list[tuple[int, int]], bank: Bank
) -> Iterator[_Hit]:
    """The noun after a determiner: the last word before a verb, a preposition or a comma."""
    words: list[tuple[int, int, str]] = []
    for start, end, token in tail:
        low = token.lower()
        verb = words and (
            low.endswith(("ed", "ing", "ly")) or (low.endswith("s") and determiner in {"a", "an", "one"})
        )
        if not token.isalpha() or low in bank.noun_stops or low in bank.determiners or verb:
            break
        if _inside(start, taken):
            return
        words.append((start, end, low))
    if not words or len(words) > 3 or words[-1][2] in {*bank.abstract, *bank.adjectives}:
        return
    start, end, head = words[-1]
    if len(head) < 3 or (len(words) == 1 and head.endswith(("ing", "ed", "ly", "est"))):
        return
    noun = head[:-1] if head.endswith("s") and not head.endswith(("ss", "us", "is")) else head
    phrase = " ".join([*(w for _, _, w in words[:-1]), noun])
    if head.endswith(bank.role_suffixes) and len(head) > 5:
        yield _Hit(start, end, "person", noun)
    elif before in bank.place_prepositions:
        yield _Hit(start, end, "place", phrase, lead=before)
    else:
        yield _Hit(start, end, "thing", phrase)


def _inside(start: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(s <= start < e for s, e in taken)


def _people(hits: list[_Hit]) -> tuple[Sketch, ...]:
    """Roles and names, joined when they stand side by side: ``Mara, a lighthouse keeper``."""
    found: list[Sketch] = []
    last: _Hit | None = None
    for hit in (h for h in hits if h.kind in {"person", "people", "name"}):
        near = last is not None and 0 <= hit.start - last.end <= 14
        if (
            last is not None
            and hit.word.isascii()
            and hit.start - last.end == 1
            and hit.kind != "name"
            and last.kind == "person"
            and found
        ):
            found.pop()  # "rival bakers", "robot gardener": the first word only describes the second
            hit = replace(hit, lead=last.word)  # noqa: PLW2901
        if hit.kind == "people":
            found += [Sketch(role=hit.known, adjective=hit.lead)] * 2
        elif near and found and hit.kind == "person" and found[-1].name and not found[-1].role:
            found[-1] = Sketch(hit.word, found[-1].name, hit.lead)
        elif near and found and hit.kind == "name" and not found[-1].name and last and last.kind == "person":
            found[-1] = Sketch(found[-1].role, hit.word, found[-1].adjective)
        elif hit.kind == "name":
            if hit.word not in {s.name for s in found}:
                found.append(Sketch(name=hit.word))
        elif hit.word not in {s.role for s in found}:
            found.append(Sketch(role=hit.word, adjective=hit.lead))
        last = hit
    return tuple(found[:6])


def _places(hits: list[_Hit], bank: Bank) -> tuple[Spot, ...]:
    spots: dict[str, Spot] = {}
    for hit in (h for h in hits if h.kind == "place"):
        interior = bank.places[hit.known].interior if hit.known else hit.lead in {"in", "inside", "aboard"}
        spots.setdefault(hit.known or hit.word, Spot(hit.word, hit.known or _town(hit), interior))
    return tuple(spots.values())[:4]


def _town(hit: _Hit) -> str:
    """A place known only by its name is shown by a street."""
    return "street" if hit.word.istitle() else ""


def _unique(words: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:most]


def _count(prose: str, pronouns: Iterable[str]) -> int:
    low = prose.lower()
    return sum(len(word_pattern(p).findall(low)) for p in pronouns)
