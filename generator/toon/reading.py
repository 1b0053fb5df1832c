"""The director's caption as a shot of the toon world: read by rules, in English and Chinese.

Both orders of a caption are understood, and so is any other text, as far as it goes: every prompt gives a
shot. What a prompt says is data; nothing in it is ever done but drawn.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.animatic.wording import Found, Lexicon, plain
from generator.toon import lexicon
from generator.toon.speech import syllables_of
from generator.toon.world import (
    GAP,
    LEAD,
    MOST_PEOPLE,
    SYLLABLE,
    TAGS,
    Action,
    Emotion,
    Line,
    Look,
    Move,
    Person,
    Scene,
    Size,
    ToonShot,
    laid,
)

READ = 8_000
"""Characters of a prompt that are read; a caption has at most 1,500."""
_CAST = 16
"""People of a prompt that are told apart."""
_PLACE, _ABOUT = 120, 400
"""Characters of a place's name and of its description that are read."""
_LONGEST = 600
"""Characters of a line that may have quotes inside."""

_FACT = re.compile(
    r"ID_([A-Za-z0-9]{1,8})(?:( is |是)|( wears |穿着)|'s voice is |的声音)([^\n。]{0,600}?)"
    r"(?:\.(?=\s|$)|。|(?=\n)|$)"
)
"""A sentence about somebody: tag, who they are, what they wear, or how they sound; and the words of it."""
_UNSEEN = re.compile(r"Heard, not seen\.|只闻其声，不见其人。")
_BEGIN = re.compile(r"shot1[:：]")
_SETUP = re.compile(r"(?:Camera: |镜头：)([^.。\n]*)[.。]?")
_ON = re.compile(r"\s{0,3}(?:Over [^.。\n]*?'s shoulder, on |On |越过[^.。\n]*?的肩膀拍|拍)([^.。\n]*)")
_WHERE = re.compile(r"(Inside: |室内：)|(?:Outside: |室外：)")
_STOP = re.compile(r"[.!?](?=\s|$)|[。！？\n]")
_LABEL = re.compile(
    r"Light: |Seen clearly: |Unchanged: |Sounds: |Music: |No music\.|Style: |Nobody |shot\d|Camera: |光线：|"
    r"清楚可见：|保持不变：|声音：|音乐：|没有音乐|风格：|没有人说话|只有|镜头："
)
_AFTER_BODY = re.compile(r"Style: |Camera: |风格：|镜头：")
_AFTER_LINE = r"\"(?=[.。]?\s{0,3}(?:$|Then |At \d|Camera: |Style: |shot\d|然后|第\d|镜头：|风格：|画外传来"
"""The quote at the end of a line; names go on with it."""
_OPENS = re.compile(r" says, | off screen, |说：|的声音：")
_HEARD = re.compile(r"off screen|画外")
_FACE = re.compile(r"'s face:|神情")
_SENTENCE = re.compile(r"[.;!?。；！？\n]+")
_CLAUSE = re.compile(r"(?:[,，、:：]|\b(?:and|while|as|when|then|but)|和|与|而|时|然后)\s*$")
_AND = re.compile(r"\s*(?:,|and|&|、|和|与)\s*")
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|St)\.(?= )", re.IGNORECASE)
_NOT = re.compile(r"n't\b|(?<=\bcan)not\b")
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "st", "the", "a", "an", "of", "and"))
_NEVER = "NOBODY"
"""A stem that no text in lower case has."""


@dataclass(frozen=True, slots=True)
class _Being:
    """Somebody of a prompt."""

    tag: int
    names: tuple[str, ...]
    """What they are called, as :func:`plain` has it, the longest first."""
    seen: bool
    look: Look | None


@dataclass(frozen=True, slots=True)
class _Speech:
    """A line of dialogue, and what introduces it."""

    speaker: int
    """Index into the cast."""
    text: str
    before: str


def read(prompt: str, frames: int) -> ToonShot:
    """What a prompt shows and lets hear.

    At most two people are seen: those who speak in the picture first, else in the caption's order; where the
    camera is on one of them, nobody else. Dialogue that does not fit is cut after a syllable. What is not
    said is a room or a field, standing, calm, static, medium, silent.

    Args:
        prompt: a caption (captions.md), or any other text; the first :data:`READ` characters are read.
        frames: length of the shot; one frame is one audio latent.
    """
    text = _TITLE.sub(r"\1", prompt[:READ])
    cast = _cast(text.partition('"')[0])
    names = _names(tuple(being.names for being in cast))
    spoken, rest = _dialogue(text, cast, names)
    body = _body(rest)
    setup = _SETUP.search(rest)
    camera = plain(setup.group(1) if setup else body)
    doing, feeling = _Doings(cast, names).told(body), _feelings(body, spoken, names)
    thing = setup is not None and any(lexicon.THINGS.find(camera))
    seen = [] if thing else _in_frame(cast, spoken, _on(rest, setup, names))
    return ToonShot(
        frames=frames,
        scene=_scene(rest, body),
        move=lexicon.MOVES.first(camera) or Move.STATIC,
        size=next((found.meaning for found in lexicon.SIZES.find(camera)), Size.MEDIUM),
        people=tuple(
            Person(
                cast[who].tag, doing.get(who, Action.STAND), feeling.get(who, Emotion.CALM), cast[who].look
            )
            for who in seen
        ),
        lines=_lines(spoken, cast, frames),
    )


def tags_of(tags: Sequence[str]) -> tuple[int, ...]:
    """Tags of a story as those of the toon world: ``ID_A`` is 0, ``ID_H`` is 7, and ``ID_I`` is 0 again.

    While at most eight are asked for at once, no two are the same: a later one takes the next that is free.
    """
    given: list[int] = []
    for tag in tags:
        wanted = _number(tag.removeprefix("ID_")) % TAGS
        free = [(wanted + step) % TAGS for step in range(TAGS) if (wanted + step) % TAGS not in given]
        given.append(free[0] if free else wanted)
    return tuple(given)


def _number(letters: str) -> int:
    """0 for A, 25 for Z, 26 for AA; figures count as they are."""
    if letters.isdecimal():
        return int(letters)
    value = 0
    for letter in letters.upper():
        value = value * 26 + max(ord(letter) - ord("A"), 0) % 26 + 1
    return max(value - 1, 0)


def _cast(head: str) -> list[_Being]:
    """Everybody a caption introduces, in its order."""
    facts = list(_FACT.finditer(head))
    who = list(dict.fromkeys(fact.group(1) for fact in facts if fact.group(2)))[:_CAST]
    first = {tag: next(f for f in facts if f.group(2) and f.group(1) == tag) for tag in who}
    worn = {fact.group(1): fact.group(4) for fact in reversed(facts) if fact.group(3)}
    unseen = {_last_before(facts, mark.start()) for mark in _UNSEEN.finditer(head)}
    cast = []
    for tag, number in zip(who, tags_of(who), strict=True):
        name, _, look = first[tag].group(4).replace("，", ",").partition(",")
        cast.append(_Being(number, _called(tag, name), tag not in unseen, _look(look, worn.get(tag, ""))))
    return cast


def _last_before(facts: Sequence[re.Match[str]], place: int) -> str:
    return facts[found - 1].group(1) if (found := bisect_left(facts, place, key=_start)) else ""


def _start(found: re.Match[str]) -> int:
    return found.start()


def _look(appearance: str, clothes: str) -> Look | None:
    hair, shirt = lexicon.hair_in(appearance), lexicon.shirt_in(clothes)
    return None if hair is None and shirt is None else Look(hair, shirt)


def _called(tag: str, name: str) -> tuple[str, ...]:
    whole = plain(name).replace("*", "").strip()[:80]
    parts = [part for part in re.split(r"[\s.]+", whole) if len(part) > 1 and part not in _TITLES]
    return tuple(dict.fromkeys(n for n in (whole, *parts[:1], *parts[-1:], f"id_{tag.lower()}") if n))


@lru_cache(maxsize=64)
def _names(called: tuple[tuple[str, ...], ...]) -> Lexicon[int]:
    """Finds people by name; whoever is introduced first owns a name that two have."""
    found = {name: who for who, names in reversed([*enumerate(called)]) for name in names}
    return Lexicon(found or {_NEVER: 0})


def _dialogue(text: str, cast: Sequence[_Being], names: Lexicon[int]) -> tuple[list[_Speech], str]:
    """The lines of a prompt, and the prompt without their words."""
    spoken: list[_Speech] = []
    rest: list[str] = []
    ends, at = _ends(text, cast), 0
    while (opening := text.find('"', at)) >= 0:
        rest += [text[at:opening], '"".']
        before = plain(_STOP.split(text[at:opening])[-1])
        end = _end(text, opening, ends)
        speaker = next((found.meaning for found in names.find(before)), 0 if len(cast) == 1 else None)
        if speaker is not None:
            spoken.append(_Speech(speaker, text[opening + 1 : end], before))
        at = end + 1
    return spoken, "".join([*rest, text[at:]])


def _ends(text: str, cast: Sequence[_Being]) -> list[int]:
    """Where a quote is followed by what follows a line in a caption: dialogue may quote, too."""
    starts = sorted({name for being in cast for name in being.names}, key=len, reverse=True)
    known = "".join(f"|{re.escape(name)}" for name in starts)
    return [found.start() for found in re.finditer(f"{_AFTER_LINE}{known}))", text, re.IGNORECASE)]


def _end(text: str, opening: int, ends: Sequence[int]) -> int:
    """Where the quote ends that begins at ``opening``."""
    nearest = text.find('"', opening + 1)
    nearest = nearest if nearest >= 0 else len(text)
    place = bisect_left(ends, opening + 1)
    if place == len(ends) or ends[place] > opening + _LONGEST or _OPENS.search(text, nearest, ends[place]):
        return nearest
    return ends[place]


def _body(rest: str) -> str:
    """What happens: after the people, before style and camera; the dialogue of later shots with it."""
    begin = _BEGIN.search(rest)
    told = [found.end() for found in (*_FACT.finditer(rest), *_UNSEEN.finditer(rest))]
    start = begin.end() if begin else max(told, default=0)
    end = _AFTER_BODY.search(rest, start)
    return _NOT.sub(" not", plain(rest[start : end.start() if end else len(rest)]))


def _on(rest: str, setup: re.Match[str] | None, names: Lexicon[int]) -> list[int]:
    """Whom the first set-up is on, where it says so."""
    found = _ON.match(rest, setup.end()) if setup else None
    return [name.meaning for name in names.find(plain(found.group(1)))] if found else []


def _in_frame(cast: Sequence[_Being], spoken: Sequence[_Speech], on: Sequence[int]) -> list[int]:
    """Who is seen, from left to right."""
    seen = [who for who, being in enumerate(cast) if being.seen]
    seen = [who for who in seen if who in on] or seen
    speaking = {speech.speaker for speech in spoken if not _HEARD.search(speech.before)}
    return sorted(sorted(seen, key=lambda who: who not in speaking)[:MOST_PEOPLE])


class _Doings:
    """Reads what happens, sentence by sentence, and who does it."""

    def __init__(self, cast: Sequence[_Being], names: Lexicon[int]) -> None:
        self._cast, self._names = cast, names
        self._doing: dict[int, Action] = {}
        self._loose: list[Action] = []
        self._subject: list[int] = []
        self._last: list[int] = []

    def told(self, body: str) -> dict[int, Action]:
        """The first thing that everybody does; what nobody is named for is done by the only one seen."""
        for sentence in _SENTENCE.split(body):
            if not _FACE.search(sentence):
                self._hear(sentence)
        alone = [who for who, being in enumerate(self._cast) if being.seen]
        if len(alone) == 1 and self._loose:
            self._doing.setdefault(alone[0], self._loose[0])
        return self._doing

    def _hear(self, sentence: str) -> None:
        self._last, self._subject = self._subject or self._last, []
        end, done, named = 0, False, list[int]()
        for found in self._words(sentence):
            if found.start < end:
                continue  # a verb inside a name
            if isinstance(found.meaning, Action):
                self._do(found.meaning)
                done = True
            elif found.meaning is lexicon.Pronoun.ALL:
                self._subject = [*range(len(self._cast))]
            elif found.meaning is lexicon.Pronoun.ONE:
                self._subject = self._subject or self._last
            elif found.meaning is lexicon.Pronoun.WHO:
                self._subject = named or self._subject
            elif found.meaning is not None and not sentence.startswith("'s", found.end):
                named = [found.meaning]
                joins = not done and _AND.fullmatch(sentence, end, found.start)
                if self._subject and joins:
                    self._subject = [*self._subject, found.meaning]
                elif _begins(sentence, found.start) or not (self._subject or done):
                    self._subject, done = named, False
            end = found.end

    def _do(self, action: Action) -> None:
        for who in self._subject:
            self._doing.setdefault(who, action)
        if not self._subject:
            self._loose.append(action)

    def _words(self, sentence: str) -> list[Found[Any]]:
        """People, pronouns and verbs as they come."""
        kinds: tuple[Lexicon[Any], ...] = (self._names, lexicon.PRONOUNS, lexicon.ACTIONS)
        return sorted((word for kind in kinds for word in kind.find(sentence)), key=_place_of)


def _place_of(word: Found[Any]) -> tuple[int, int]:
    return word.start, -word.end


def _begins(sentence: str, place: int) -> bool:
    """Whether a clause begins at ``place``: a name there is who acts, any other is somebody it is done to."""
    return bool(_CLAUSE.search(sentence, max(0, place - 12), place))


def _feelings(body: str, spoken: Sequence[_Speech], names: Lexicon[int]) -> dict[int, Emotion]:
    """How everybody feels: by their face, else by how they say something."""
    feeling: dict[int, Emotion] = {}
    for sentence in _SENTENCE.split(body):
        if label := _FACE.search(sentence):
            who = next((name.meaning for name in names.find(sentence[: label.start()])), None)
            emotion = lexicon.EMOTIONS.first(sentence[label.end() :])
            if who is not None and emotion is not None:
                feeling.setdefault(who, emotion)
    for speech in spoken:
        if (emotion := lexicon.EMOTIONS.first(speech.before)) is not None:
            feeling.setdefault(speech.speaker, emotion)
    return feeling


def _scene(rest: str, body: str) -> Scene:
    """Where it plays: by the caption's own words for it, else by what happens."""
    where = _WHERE.search(rest)
    if where is None:
        about = body[:_ABOUT]
        night = any(lexicon.NIGHT.find(about))
        within, outside = (lexicon.scene_of("", about, interior=i, night=night) for i in (True, False))
        return outside if within is Scene.ROOM and outside is not Scene.FIELD else within
    label = _LABEL.search(rest, where.end())
    told = rest[where.end() : label.start() if label else len(rest)]
    name, *more = _STOP.split(told, maxsplit=1)
    night = any(lexicon.NIGHT.find(plain(name)))
    return lexicon.scene_of(
        name[:_PLACE], "".join(more)[:_ABOUT], interior=where.group(1) is not None, night=night
    )


def _lines(spoken: Sequence[_Speech], cast: Sequence[_Being], frames: int) -> tuple[Line, ...]:
    """The lines one after another; what does not fit is cut after a syllable."""
    said: list[tuple[int, tuple[int, ...]]] = []
    room = frames - LEAD
    for speech in spoken:
        syllables = syllables_of(speech.text)[: max(room, 0) // SYLLABLE]
        if syllables:
            said.append((cast[speech.speaker].tag, syllables))
            room -= SYLLABLE * len(syllables) + GAP
    return laid(said)
