"""Whose voice it is: the words of a character card as the measures of a throat."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.animatic.cards.look import Age, Look, look_of
from generator.interface import Figure


class Kind(StrEnum):
    """The three sizes of throat a card can ask for."""

    CHILD = "child"
    WOMAN = "woman"
    MAN = "man"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice, the same for a card in every shot and every process."""

    kind: Kind
    pitch: float
    """Median F0 in Hz: children 240 to 320, women 170 to 240, men 85 to 140; adjectives reach 15 % beyond."""
    tract: float
    """Vocal-tract length against an adult man's 17.5 cm: about 0.7 to 1.1."""
    breath: float
    """Share of noise in the voice, 0 to 1; 1 is a whisper."""
    rough: float
    """How uneven the pulses of the voice are, 0 to 1."""
    rate: float
    """Pace against an ordinary speaker: 0.75 to 1.3."""
    melody: float
    """How far the pitch moves, 0 (flat) to 1 (sing-song)."""
    colour: int
    """Seed of what no word decides."""
    gain: float = 0.0
    """How loud against ordinary speech, dB."""


_WOMANS = r"alto|mezzo|soprano|contralto|woman\w*|female|feminine"
_MANS = r"bass|baritone|tenor|man|manly|male|masculine"
_RANGES = {Kind.CHILD: (240.0, 320.0), Kind.WOMAN: (170.0, 240.0), Kind.MAN: (85.0, 140.0)}
_TRACTS = {Kind.CHILD: 0.72, Kind.WOMAN: 0.87, Kind.MAN: 1.0}

_LOW = r"deep|low|gravelly|gravel|gruff|husky|hoarse|rumbling|bass|baritone|dark|smoky|heavy|old|elderly|aged"
_HIGH = r"high|thin|bright|light|shrill|squeaky|piping|young|youthful|tenor|soprano|reedy|clear"
_BREATHY = r"breathy|soft|whisper\w*|airy|gentle|husky|hushed|tender|weak|frail"
_ROUGH = r"gravelly|gravel|gruff|hoarse|rough|raspy|rasping|cracked|croaky|old|elderly|weathered|smoky"
_SLOW = r"slow|measured|unhurried|calm|deliberate|drawl\w*|weary|tired|old|elderly|solemn"
_FAST = r"fast|quick|rapid|hurried|brisk|nervous|excited|chatty|breathless|clipped"
_FLAT = r"flat|monotone|dry|cold|level|toneless|robot\w*|deadpan|measured"
_LIVELY = r"lively|warm|sing-?song|expressive|excited|musical|cheerful|bright|playful|melodic"

_QUIET_SAID = r"quiet\w*|soft\w*|low|murmur\w*|mutter\w*|under (?:his|her|their) breath|hushed|gentl\w*"
_LOUD_SAID = r"shout\w*|yell\w*|scream\w*|loud\w*|call\w*|angr\w*|furious\w*|cry\w*|cries"
_WHISPERED = r"whisper\w*"


def voice_of(figure: Figure) -> Voice:
    """The voice of a character: what the card's words say, and the name's own draw for the rest.

    Age and sex are read as for the drawing, so that face and voice agree; a register named in the voice
    (``baritone``) outweighs them. What the figure does in this shot is not read, so a character keeps the
    voice from shot to shot.
    """
    said = figure.voice.lower()
    look = look_of(figure)
    draw = _draws(figure)
    kind = _kind(said, look)
    low, high = _RANGES[kind]
    height = 0.15 + 0.7 * draw[0] + 0.2 * (_count(_HIGH, said) - _count(_LOW, said))
    height += {Age.TEEN: 0.25, Age.ELDER: -0.15}.get(look.age, 0.0)
    height = min(max(height, -0.15), 1.15)
    return Voice(
        kind=kind,
        pitch=low + (high - low) * height,
        tract=_TRACTS[kind] * (1.0 + 0.07 * (draw[1] - 0.5) - 0.03 * (height - 0.5)),
        breath=min(0.05 + 0.1 * draw[2] + 0.25 * _count(_BREATHY, said), 0.6),
        rough=min(0.05 + 0.35 * _count(_ROUGH, said), 0.8),
        rate=min(max(0.94 + 0.12 * draw[3] + 0.12 * (_count(_FAST, said) - _count(_SLOW, said)), 0.75), 1.3),
        melody=min(max(0.4 + 0.2 * draw[4] + 0.2 * (_count(_LIVELY, said) - _count(_FLAT, said)), 0.1), 1.0),
        colour=int(draw[5] * 2**31),
    )


def delivered(voice: Voice, delivery: str) -> Voice:
    """The voice as the parenthetical wants it: ``whispering``, ``shouting``, ``slowly``; the pitch stays."""
    said = delivery.lower()
    if _count(_WHISPERED, said):
        return replace(voice, breath=1.0, gain=-7.0, rate=voice.rate * 0.95)
    loud, quiet = min(_count(_LOUD_SAID, said), 1), min(_count(_QUIET_SAID, said), 1)
    pace = min(max(_count(_FAST, said) - _count(_SLOW + r"|slowly", said), -1), 1)
    return replace(
        voice,
        gain=4.0 * loud - 4.0 * quiet,
        rate=voice.rate * (1.0 + 0.12 * pace),
        melody=min(1.0, voice.melody + 0.2 * loud),
    )


def _kind(said: str, look: Look) -> Kind:
    if look.age is Age.CHILD:
        return Kind.CHILD
    women, men = _count(_WOMANS, said), _count(_MANS, said)
    feminine = women > men if women != men else look.feminine
    return Kind.WOMAN if feminine else Kind.MAN


def _count(words: str, text: str) -> int:
    return len(re.findall(rf"\b(?:{words})\b", text))


def _draws(figure: Figure) -> tuple[float, ...]:
    """Six numbers from 0 to 1 that belong to the name (to the tag when there is none)."""
    name = " ".join(figure.name.casefold().split()) or figure.tag
    digest = hashlib.sha256(f"voice of {name}".encode()).digest()
    return tuple(int.from_bytes(digest[4 * i : 4 * i + 4], "big") / 2**32 for i in range(6))
