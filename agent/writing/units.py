"""A scene as a row of deeds and sayings, the material shots are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent.writing.banks import Bank
from agent.writing.exits import comes_back, leaving
from agent.writing.mentions import Roster
from agent.writing.sentences import flat, pieces, sentences, size
from tools.story import LINE_PAUSE, LONGEST_SHOT, ScriptScene, Speech, speech_seconds

LONGEST_TALK = LONGEST_SHOT - 2 * LINE_PAUSE
"""Seconds of talk that fit one shot with air before and after."""

Splitter = Callable[[str, float], list[str]]
_TO_WHOM = re.compile(
    r"(?<!round )(?<!behind )(?<!about )(?<!before )(?<!with )(?<!under )\b(him|her)\b"
    r"(?=\s*(?:[.,;!]|$)|\s(?:the|an?|his|to|in|on|at|by|with|from|and|out|down|up|over|as|while|one|some)\b)"
)
"""Him or her as somebody else: not “her hands”, not “the door behind him”."""
_WITH = re.compile(r"\bwith [A-Z]|[带领]着")
_THEY = re.compile(r"^(?:then )?(?:they|both|the two|neither)\b|^(?:两人|他们|她们)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deed:
    """One sentence of action."""

    text: str
    people: tuple[str, ...]
    """Tags of those who are in it, the subject first."""
    actors: tuple[str, ...] = ()
    """Those of them who do it."""
    exits: tuple[str, ...] = ()
    """Those of them who are out of the scene when it is done."""

    @property
    def seconds(self) -> float:
        """How long it takes on screen: 1.8 to 5 seconds by its length."""
        return min(max(0.8 + 0.22 * size(self.text), 1.8), 5.0)


@dataclass(frozen=True, slots=True)
class Saying:
    """A speech, or a piece of one, that fits a shot."""

    tag: str
    text: str
    delivery: str
    voice_over: bool
    speech: int
    dual: bool = False

    @property
    def seconds(self) -> float:
        """How long the words take."""
        return speech_seconds(self.text)


Unit = Deed | Saying


def units(scene: ScriptScene, roster: Roster, bank: Bank, split: Splitter) -> list[Unit]:
    """Everything that happens and is said in ``scene``, in order.

    ``split`` cuts a speech that is longer than a shot; its pieces keep the speech's index.
    """
    found: list[Unit] = []
    recent: tuple[str, ...] = ()
    gone: set[str] = set()
    for block in scene.blocks:
        if isinstance(block, Speech):
            sayings = list(_sayings(block, roster, split))
            found += sayings
            if not block.voice_over:
                recent = _latest((sayings[0].tag,), recent)
                gone.discard(sayings[0].tag)
            continue
        for text in _deed_texts(roster.plainly(flat(block.text)), roster):
            deed = _deed(text, roster, recent, gone, bank)
            recent = _latest(deed.people, recent)
            gone = (gone - set(deed.people)) | set(deed.exits)
            found.append(deed)
    return found


def _deed(text: str, roster: Roster, recent: tuple[str, ...], gone: set[str], bank: Bank) -> Deed:
    """``text`` with its people; whoever has gone out is in it only as its subject or as they come back."""
    back = comes_back(text)
    people = _doers(text, roster, recent if back else tuple(t for t in recent if t not in gone), bank)
    subjects = tuple(roster.subjects(text))
    people = tuple(tag for tag in people if back or tag not in gone or tag in subjects)
    people += tuple(tag for tag in _met(text, people, recent, roster) if tag not in gone)
    if _THEY.search(text) or (back and _WITH.search(text)):
        actors = people
    else:
        actors = subjects if subjects and people[: len(subjects)] == subjects else people[:1]
    return Deed(text, people, actors, leaving(text, people, gone, roster, bank))


def _deed_texts(text: str, roster: Roster) -> Iterator[str]:
    """Sentences; one of a word or two is joined to its neighbour, unless both name somebody."""
    held = ""
    for sentence in sentences(text):
        if held and roster.mentioned(held) and roster.subjects(sentence) not in ([], roster.subjects(held)):
            yield held
            held = ""
        held = f"{held} {sentence}".strip()
        if size(held) >= 3:
            yield from pieces(held)
            held = ""
    if held:
        yield held


def _latest(people: tuple[str, ...], recent: tuple[str, ...]) -> tuple[str, ...]:
    return (*people, *(tag for tag in recent if tag not in people))


def _doers(text: str, roster: Roster, recent: tuple[str, ...], bank: Bank) -> tuple[str, ...]:
    """Who acts: whom a pronoun near the start means, then those named."""
    named = tuple(roster.mentioned(text))
    if _THEY.search(text):
        return named or recent[:2]
    start = re.findall(r"[\w']+", text.lower())[:3]
    for gender, pronouns in (("f", bank.pronoun_f), ("m", bank.pronoun_m)):
        subject = any(p in start or text.startswith(p) for p in pronouns[:1])
        if subject and roster.mentioned(_before(pronouns[0], text)):
            return named  # “Petra laughs. She lays the chain …”: the pronoun means who was just named
        if subject or (not named and any(p in start for p in pronouns)):
            meant = roster.meant(gender, [tag for tag in recent if tag not in named])
            return (*meant, *named)
    return named


def _met(text: str, people: tuple[str, ...], recent: tuple[str, ...], roster: Roster) -> tuple[str, ...]:
    """Whom those ``people`` have to do with: Ben, in ``Anna hands him the hat``."""
    other = _TO_WHOM.search(text)
    if not other or len(people) != 1:
        return ()
    return roster.meant("m" if other.group() == "him" else "f", [tag for tag in recent if tag not in people])


def _before(word: str, text: str) -> str:
    """What stands before ``word``, whatever its case; nothing when it is not there."""
    edge = r"\b" if word.isascii() else ""
    found = re.search(f"{edge}{re.escape(word)}{edge}", text, re.IGNORECASE)
    return text[: found.start()] if found else ""


def _sayings(speech: Speech, roster: Roster, split: Splitter) -> Iterator[Saying]:
    tag = roster.tag(speech.speaker)
    if tag is None:
        raise ValueError(
            f"speech {speech.index}: '{flat(speech.speaker)}' has no card. Expected one for every speaker; "
            "add one to the cast."
        )
    whole = speech_seconds(speech.text) <= LONGEST_TALK
    parts = [speech.text] if whole else _whole_again(speech.text, split(speech.text, LONGEST_TALK))
    for text in parts:
        yield Saying(
            tag, text, flat(speech.parenthetical), speech.voice_over, speech.index, speech.dual and whole
        )


def _whole_again(text: str, parts: list[str]) -> list[str]:
    """Pieces with the white space round the speech back in place: only cuts may drop any."""
    lead = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    first = [lead + parts[0].lstrip(), *parts[1:]]
    return [*first[:-1], first[-1].rstrip() + tail]
