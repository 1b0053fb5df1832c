"""What the user, or a small model, means: shots, people, scenes and values by the names they use."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from sqlalchemy.orm import Session

from agent.authoring.names import Names
from agent.writing.banks import bank, language_of
from agent.writing.reading import has
from tools import board, jobs, memory, talk
from tools.errors import NotFound, ToolError
from tools.records import JobState, ShotStatus
from tools.story import CardDraft

E = TypeVar("E", bound=StrEnum)

EVERYWHERE = 1_000_000
"""A position after every shot."""
LOOKED_BACK = 6
"""Messages of the chat in which a pronoun's person is looked for."""
NUMBER = 4
"""Digits of a shot's number in its code: 0030; fewer digits are its place in the film."""
_SHOT = re.compile(r"^(?:shot|镜头|第)?\s*#?\s*0*(\d+)\s*(?:个?镜头|镜|个)?$", re.IGNORECASE)
_PLACE = re.compile(rf"(?:第|镜头)?#?\d{{1,{NUMBER - 1}}}(?:个?镜头|镜|个)?")
_HERE = {"", "here", "this", "this shot", "it", "这里", "这个镜头", "此处"}
_FEMALE = {"she", "her", "hers", "她", "她的"}
_MALE = {"he", "him", "his", "他", "他的"}
_ALL = {"they", "them", "their", "他们", "她们"}
_NEARLY = {"close": "close-up", "closeup": "close-up", "long": "wide", "none": "static", "still": "static"}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A member of the cast."""

    id: int
    tag: str
    name: str


def shot(session: Session, film: board.FilmRow, name: str) -> board.ShotRow:
    """The shot that is meant: ``3`` and ``#3`` its place, ``0030`` and longer its code, ``here`` the one in
    hand, ``first``, ``last``.

    Raises:
        NotFound: none or several fit.
    """
    every = board.shots(session, film.id)
    if not every:
        raise NotFound("the film has no shots yet: they are planned once the story is confirmed")
    wanted = " ".join(name.casefold().split())
    if wanted in _HERE:
        return _in_hand(session, film, every)
    if wanted in {"first", "last"}:
        return every[0 if wanted == "first" else -1]
    digits = re.sub(r"\D", "", wanted)
    if _SHOT.match(wanted) and len(digits) < NUMBER:
        return _at_place(int(digits), every)
    code = re.sub(r"^(?:shot|镜头)\s*", "", wanted).upper()
    fitting = [s for s in every if s.code == code or s.code.endswith(f"_{code}")]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        places = ", ".join(f"{s.position + 1} ({s.code})" for s in fitting)
        raise NotFound(
            f"got the shot {name!r}, which {len(fitting)} shots are called: say its place: {places}"
        )
    raise NotFound(
        f"got the shot {name!r}, expected a place from 1 to {len(every)}, or a code such as {every[0].code}"
    )


def shots(session: Session, film: board.FilmRow, names: str) -> list[board.ShotRow]:
    """The shots that are meant, in order: ``3``, ``3-5``, ``1, 4 and 6``, ``all``.

    Raises:
        NotFound: one of them is not there.
    """
    if names.casefold() in {"all", "every shot", "全部", "所有"}:
        return board.shots(session, film.id)
    found: dict[int, board.ShotRow] = {}
    for part in re.split(r"\s*(?:,|，|、|;|\band\b|和|&)\s*", names):
        ends = re.split(r"\s*(?:-|–|\bto\b|到|至)\s*", part) if part else []
        rows = [shot(session, film, end) for end in ends]
        first, last = (rows[0].position, rows[-1].position) if rows else (0, -1)
        every = board.shots(session, film.id)
        found |= {s.id: s for s in every[min(first, last) : max(first, last) + 1]} if rows else {}
    if not found:
        raise NotFound(f"got the shots {names!r}, expected places such as 3, 3-5 or 1, 4")
    return sorted(found.values(), key=lambda s: s.position)


def by_place(names: str) -> bool:
    """True for shots that are named by their places in the film: ``3``, ``2-4``, ``last``."""
    words = re.split(r"[^\w#]+", names.casefold())
    return any(word in {"first", "last"} or _PLACE.fullmatch(word) for word in words)


def person(session: Session, film: board.FilmRow, name: str) -> Somebody:
    """The member of the cast that is meant, by name, tag, or ``her`` and ``him``.

    A pronoun means the only one it fits, else whoever of them was last named in the chat.

    Raises:
        NotFound: a stranger, or several could be meant.
    """
    cards = list(board.cast(session, film.id).characters)
    if not cards:
        raise NotFound("the film has no cast yet: it is made once the story is confirmed")
    wanted = name.casefold().strip()
    if wanted in _FEMALE | _MALE | _ALL:
        tag: str | None = _by_pronoun(session, film, wanted, cards)
    else:
        tag = Names(cards).tag(name) or Names(cards).tag(re.sub(r"['’]s?$", "", name))
    if tag is None:
        raise NotFound(f"got {name!r}, expected one of the cast: {', '.join(c.name for c in cards)}")
    everybody = memory.cards_at(session, film.id, EVERYWHERE)
    return Somebody(everybody[tag].character_id, tag, Names(cards).name(tag))


def scene(session: Session, film: board.FilmRow, name: str) -> tuple[int, int]:
    """The scene that is meant: (id, number); by its number or ``here``.

    Raises:
        NotFound: there is none.
    """
    scenes = {s.plan.scene: s.scene_id for s in board.shots(session, film.id)}
    digits = re.sub(r"\D", "", name)
    if digits and int(digits) in scenes:
        return scenes[int(digits)], int(digits)
    if len(scenes) == 1 or name.casefold() in _HERE - {""}:
        number = shot(session, film, "here").plan.scene if len(scenes) > 1 else next(iter(scenes))
        return scenes[number], number
    known = ", ".join(str(number) for number in scenes)
    raise NotFound(f"got the scene {name!r}, expected its number: {known or 'there are no scenes yet'}")


def one_of(kind: type[E], value: str, of: str) -> E:
    """The value of an enumeration that is meant, also when it is nearly written so.

    Raises:
        ToolError: none is near; lists them.
    """
    wanted = " ".join(value.casefold().replace("_", " ").split())
    names = {str(member).casefold(): member for member in kind}
    if near := names.get(_NEARLY.get(wanted, wanted)):
        return near
    close = difflib.get_close_matches(wanted, names, 1, 0.75) or [n for n in names if n in wanted]
    if close:
        return names[close[0]]
    raise ToolError(f"got {value!r} as the {of}, expected one of: {', '.join(names)}")


def short_codes(rows: Iterable[board.ShotRow]) -> dict[int, str]:
    """What to call each shot: the end of its code, as much of it as tells all shots from one another."""
    codes = {row.id: row.code for row in rows}
    ends = {shot_id: code.rsplit("_", 1)[1] for shot_id, code in codes.items()}
    if len(set(ends.values())) == len(ends):
        return ends
    return {shot_id: code.split("_", 1)[1] for shot_id, code in codes.items()}


def _at_place(place: int, every: list[board.ShotRow]) -> board.ShotRow:
    if not 1 <= place <= len(every):
        raise NotFound(f"got shot {place}, expected 1 to {len(every)}: the film has that many shots")
    return every[place - 1]


def _in_hand(session: Session, film: board.FilmRow, every: list[board.ShotRow]) -> board.ShotRow:
    """The shot the director asks about, or works on, or the one last named in the chat."""
    job = jobs.newest(session, film.id)
    question = job.question if job is not None and job.state is JobState.WAITING else None
    if question and "take_id" in question:
        return next(s for s in every if s.take_id == question["take_id"])
    if working := [s for s in every if s.status is ShotStatus.WIP]:
        return working[0]
    said = talk.messages(session, film.id, LOOKED_BACK)
    earlier = said[:-1] if said and said[-1].speaker == talk.USER else said
    for message in reversed(earlier):
        named = re.findall(r"(?:shot |镜头 ?|#)(\d{1,3})\b", message.text, re.IGNORECASE)
        if named and 1 <= int(named[-1]) <= len(every):
            return every[int(named[-1]) - 1]
    raise NotFound(f"which shot is meant? Say its place, from 1 to {len(every)}")


def fitting_pronoun(word: str, cards: Sequence[CardDraft]) -> list[CardDraft]:
    """Those a pronoun may mean: whom it fits by their cards and names, else all; nobody for another word."""
    low = word.casefold()
    if low not in _FEMALE | _MALE | _ALL:
        return []
    sex = "f" if low in _FEMALE else "m" if low in _MALE else "fm"
    return [card for card in cards if _sex(card) in sex] or list(cards)


def _by_pronoun(session: Session, film: board.FilmRow, word: str, cards: list[CardDraft]) -> str:
    fitting = fitting_pronoun(word, cards)
    if len(fitting) == 1:
        return fitting[0].tag
    for message in reversed(talk.messages(session, film.id, LOOKED_BACK)):
        named = [c.tag for c in fitting if c.name.casefold() in message.text.casefold()]
        if len(named) == 1:
            return named[0]
    raise NotFound(f"got {word!r}, which could be {' or '.join(c.name for c in fitting)}: say the name")


def _sex(card: CardDraft) -> str:
    """``f`` or ``m`` as the card or the name tells; ``fm`` when neither does."""
    words = bank(language_of(card.appearance))
    text = f"{card.appearance} {card.name}"
    known = {"f": (*words.names_f, *words.known_f), "m": (*words.names_m, *words.known_m)}
    for sex in "fm":
        told = (words.people_words[sex], words.people_words[f"{sex}_child"])
        if has(text.lower(), told):
            return sex
    first = card.name.split()[0].casefold() if card.name.split() else ""
    return next((sex for sex, names in known.items() if first in {n.casefold() for n in names}), "fm")
