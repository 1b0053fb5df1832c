"""What the director and a camera say to each other.

Plain data and two protocols. Nothing here imports torch, skia or av, so that the director, the tools and
their tests start without them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

SAMPLE_RATE = 48_000
"""Samples a second of every clip's sound, stereo."""
FPS = 25
"""Frames a second of every clip."""
MAX_FRAMES = 241
"""The longest clip in frames (9.64 s at 25 fps)."""
MAX_SLOTS = 7
"""The most memory slots a request may carry (requirements E23, E59)."""
MAX_CUTS = 3
"""The most internal cuts a request may carry."""
MAX_FRAGMENTS = 5
"""The most fragments of a prompt timeline (J22)."""


Grammar = Literal["released", "plain"]
"""How a caption is ordered (captions.md, section 2): ``released`` as in the film of the model's makers, or
``plain`` as the 1.0 training captions were."""


class Frozen(BaseModel):
    """A value: immutable, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Scale(StrEnum):
    """Shot size, from widest to closest; an insert frames an object."""

    EXTREME_WIDE = "extreme wide"
    WIDE = "wide"
    FULL = "full"
    MEDIUM = "medium"
    MEDIUM_CLOSE = "medium close-up"
    CLOSE = "close-up"
    EXTREME_CLOSE = "extreme close-up"
    INSERT = "insert"


class Move(StrEnum):
    """The one camera move of a shot."""

    STATIC = "static"
    PAN_LEFT = "pan left"
    PAN_RIGHT = "pan right"
    TILT_UP = "tilt up"
    TILT_DOWN = "tilt down"
    PUSH_IN = "push in"
    PULL_OUT = "pull out"
    TRACK_LEFT = "track left"
    TRACK_RIGHT = "track right"
    ZOOM_IN = "zoom in"
    ZOOM_OUT = "zoom out"
    CRANE_UP = "crane up"
    CRANE_DOWN = "crane down"
    HANDHELD = "hand-held"


class Angle(StrEnum):
    """Camera height against the eyes of the subject."""

    EYE = "eye level"
    LOW = "low angle"
    HIGH = "high angle"


class Facing(StrEnum):
    """The side of the picture somebody looks towards, kept through all shots of a scene: screen direction."""

    FREE = ""
    LEFT = "left"
    RIGHT = "right"


class Camera(Frozen):
    """One scale, one position, one move (captions.md, section 1)."""

    scale: Scale = Scale.MEDIUM
    move: Move = Move.STATIC
    angle: Angle = Angle.EYE
    on: str = ""
    """Tag of the one person this set-up is for; empty when it is for all who are in frame."""
    over: str = ""
    """Tag of the person over whose shoulder the camera looks, from behind; empty when it does not."""


class Setup(Frozen):
    """A camera set-up that begins inside a shot: an internal cut (captions.md, section 2)."""

    frame: int = Field(gt=0)
    """First frame of the set-up."""
    camera: Camera


class Line(Frozen):
    """Words spoken in a shot, exactly as written."""

    speaker: str
    """Tag of the character who speaks: ``ID_A``."""
    text: str = Field(min_length=1)
    """The words, byte for byte as in the screenplay; may contain single line breaks."""
    delivery: str = ""
    """How it is said: the parenthetical, without its brackets."""
    voice_over: bool = False
    """True when the speaker is heard but not seen to speak (V.O., O.S.)."""
    speech: int | None = None
    """Index of the speech in the screenplay this line was cut from; None when there is no screenplay."""
    start: float = Field(default=0.0, ge=0)
    """Planned start in the shot, seconds."""
    end: float = Field(default=0.0, ge=0)
    """Planned end in the shot, seconds; 0 when not planned."""


class Figure(Frozen):
    """A character as seen in one shot: the card as it stands now, and what they do."""

    tag: str
    name: str
    appearance: str = ""
    wardrobe: str = ""
    voice: str = ""
    action: str = ""
    expression: str = ""
    facing: Facing = Facing.FREE
    """Where they look in the shots of this scene; free leaves it to the camera."""
    portrait: str = ""
    """sha256 of the card's reference picture; empty when it has none."""


class Place(Frozen):
    """Where and when the shot plays."""

    heading: str
    """The scene heading as written: ``INT. LAMP ROOM - NIGHT``."""
    interior: bool = True
    name: str = ""
    time: str = ""
    """Time of day in the heading's own words: ``NIGHT``, ``DAWN``, or empty."""
    light: str = ""
    description: str = ""


class MemorySlot(Frozen):
    """One synchronous picture and voice memory given to the camera (Eq. 7; requirements E19)."""

    ordinal: int = Field(ge=0, lt=MAX_SLOTS)
    character: str = ""
    """Tag of the character this slot keeps, or empty for a place or an action."""
    picture: str
    """sha256 of the still in the media store."""
    clip: str = ""
    """sha256 of the clip the still was taken from; empty when it comes from a card."""
    voice: str = ""
    """sha256 of the sound to take the voice from; empty means silence."""
    latents: str = ""
    """sha256 of the latents the clip was decoded from; empty when its camera keeps none."""
    frame: int = Field(default=0, ge=0)
    """Frame of the clip at the centre of the key moment."""
    audio_start: float = Field(default=0.0, ge=0)
    """Start of the voice window in the sound, seconds."""
    audio_end: float = Field(default=0.0, ge=0)
    """End of the voice window in the sound, seconds."""


class Fragment(Frozen):
    """What is to be seen from a moment on, inside a longer shot: one of its prompt timeline (J22)."""

    start: float = Field(ge=0)
    """Seconds from the start of the shot."""
    text: str = Field(min_length=1)


class ShotCondition(Frozen):
    """What a shot is to be, each fact said once (captions.md, section 1).

    The caption is compiled from it, the storyboard is drawn from it, the critic looks whether it came true.
    """

    code: str
    """``LIGHT_010_0020``: for messages and burn-in; not part of the digest."""
    frames: int = Field(gt=0)
    fps: int = FPS
    language: str = "en"
    style: str = ""
    place: Place
    figures: tuple[Figure, ...] = ()
    """The people in frame, in the order they are blocked from left to right."""
    voices: tuple[Figure, ...] = ()
    """Speakers who are heard but not in frame."""
    lines: tuple[Line, ...] = ()
    action: str = ""
    props: tuple[str, ...] = ()
    camera: Camera = Camera()
    cuts: tuple[Setup, ...] = Field(default=(), max_length=MAX_CUTS)
    """Set-ups that follow ``camera`` inside the shot, in order."""
    sound: str = ""
    music: str = ""
    continuity: str = ""
    """What must stay from earlier shots, in words."""
    fragments: tuple[Fragment, ...] = Field(default=(), max_length=MAX_FRAGMENTS)
    """What is to be seen when, in order; empty leaves it to ``action``."""

    @property
    def setups(self) -> tuple[tuple[int, int, Camera], ...]:
        """Every camera set-up as (first frame, frame after the last, camera), in order."""
        starts = (0, *(cut.frame for cut in self.cuts))
        cameras = (self.camera, *(cut.camera for cut in self.cuts))
        return tuple(zip(starts, (*starts[1:], self.frames), cameras, strict=True))


class ShotRequest(ShotCondition):
    """Everything a camera needs for one take, and nothing it does not."""

    prompt: str
    """The compiled caption."""
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    seed: int = Field(default=0, ge=0)
    slots: tuple[MemorySlot, ...] = Field(default=(), max_length=MAX_SLOTS)
    first_frame: str = ""
    """sha256 of a still the shot must begin with; empty leaves the beginning to the camera."""

    def digest(self, engine: str, version: str) -> str:
        """sha256 (hex) of all that decides the picture and the sound: same digest, same clip.

        ``engine`` and ``version`` are those of the camera's :class:`Capabilities`.
        """
        request = self.model_dump(mode="json", exclude={"code"})
        facts = {"engine": engine, "version": version, "request": request}
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class Cue(Frozen):
    """When a line is really heard, in seconds from the start of the clip."""

    line: int = Field(ge=0)
    """Index into ``ShotRequest.lines``."""
    start: float = Field(ge=0)
    end: float = Field(ge=0)


@dataclass(frozen=True, slots=True)
class Clip:
    """A rendered shot on disk."""

    picture: Path
    """MP4: H.264 video and AAC sound, for watching. The video stream is joined into films unchanged."""
    sound: Path
    """FLAC: the same sound without loss, ``samples`` long. Memory and the cut take the sound from here."""
    frames: int
    width: int
    height: int
    samples: int
    """Samples a channel: always ``frames * SAMPLE_RATE / fps``."""
    fps: int = FPS
    cues: tuple[Cue, ...] = ()
    """When each line is heard; empty when the engine does not know."""
    truth: Path | None = None
    """JSON: what the engine knows to be true of every frame (:mod:`generator.truth`); None when it knows
    nothing."""
    latents: Path | None = None
    """Safetensors: what the camera generated, before it was decoded; None when it keeps none. Later shots
    can remember from it without a round trip through pixels."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The key moment of a clip (Eq. 8; requirements E20, E22)."""

    frame: int
    """The frame at the centre of the loudest window."""
    first_frame: int
    last_frame: int
    """The nine frames around it, clamped to the clip; inclusive."""
    audio_start: float
    audio_end: float
    """The loudest window of the sound, seconds."""
    energy: float
    """Mean magnitude of the mel spectrogram in the window; 0 for silence."""
    still: Path
    """PNG of ``frame``."""


class Run(Frozen):
    """Frames from ``first`` to ``last``, both of them included."""

    first: int = Field(ge=0)
    last: int = Field(ge=0)

    @property
    def frames(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


Colour = tuple[float, float, float]
"""Mean luma and colour differences (blue, red) of a region, 0 to 255 and about 0: what light does to a hue
is small in them."""


class Heard(Frozen):
    """What is heard in a window of the sound: where a line is said or, without cues, in a phrase."""

    line: int | None = None
    """Index into the request's lines; None when the engine gives no cues."""
    start: float
    """Seconds."""
    end: float
    level: float
    """Usual level in the band of speech, dBFS."""
    rise: float | None = None
    """How far that is above the level where nobody speaks, dB; None where somebody always does."""
    beat: float
    """How much it swings at the pace of syllables against its mean: speech 0.3 to 0.7, music under 0.2."""
    voiced: float
    """Share of its time with a pitch, 0 to 1."""
    pitch: float | None = None
    """Median F0, Hz; None without a voiced piece."""
    timbre: tuple[float, ...] = ()
    """Twelve mel cepstra of the voiced pieces; empty where there are too few."""
    words: str | None = None
    """What a recogniser understood; None when there is none."""
    vectors: dict[str, tuple[float, ...]] = Field(default_factory=dict)
    """The voice as optional models see it, by model; each of unit length."""


class Seen(Frozen):
    """How somebody looks whose place in the picture the engine knows."""

    tag: str
    frame: int
    """The first frame they are in."""
    hair: Colour | None = None
    """Mean colour of the top of the head; None where too little of it is in the picture."""
    face: Colour | None = None
    clothes: Colour | None = None
    hues: tuple[float, ...] = ()
    """Share of the clothes in twelve hues of 30 degrees, from red on, and last of grey: 13 numbers."""
    vectors: dict[str, tuple[float, ...]] = Field(default_factory=dict)
    """The person as optional models see them, by model; each of unit length."""


class Measures(Frozen):
    """What is measured on a clip, once: the story so far is compared by these and no picture is read again.

    Fields after ``frozen_frames`` are empty in takes of the first versions.
    """

    seconds: float
    loudness_lufs: float | None
    """Integrated loudness (ITU-R BS.1770), LUFS; None for silence."""
    peak_dbfs: float | None
    """Sample peak, dBFS; None for silence."""
    clipped_samples: int
    black_frames: int
    frozen_frames: int
    """Frames equal to the one before."""
    sound_seconds: float | None = None
    """Length of the sound; None when it was not measured."""
    black: tuple[Run, ...] = ()
    frozen: tuple[Run, ...] = ()
    """Where frames equal the one before."""
    cuts: tuple[int, ...] | None = None
    """First frames of another picture; None when it was not measured."""
    jumps: tuple[int, ...] = ()
    """First frames after a missing piece of a movement."""
    plain: float = 0.0
    """Share of the picture in its commonest brightness, 0 to 1: a card with a clock on it has 0.95."""
    clipping: tuple[Run, ...] = ()
    """Frames that hold samples at full scale."""
    silent: tuple[Run, ...] = ()
    """Frames without any sound: every sample is 0."""
    heard: tuple[Heard, ...] = ()
    """Every line of the engine's cues, or every phrase."""
    people: tuple[Seen, ...] = ()


class Capabilities(Frozen):
    """What an engine can do. A request beyond it is refused before any work, never trimmed."""

    name: str
    version: str
    """Changes whenever the same request would give other bytes."""
    max_frames: int = MAX_FRAMES
    frame_step: int = 8
    """Frames must be ``frame_step * k + 1``."""
    size_step: int = 32
    """Width and height must be multiples of this."""
    min_side: int = 128
    max_side: int = 1920
    size: tuple[int, int] = (1280, 736)
    """Width and height in pixels when nobody asks for others."""
    max_slots: int = MAX_SLOTS
    max_cuts: int = 2
    """Internal cuts a shot may have."""
    first_frame: bool = False
    """Whether a shot can be made to begin with a given still."""
    grammar: Grammar = "released"
    """The order its captions are written in: that of the 1.5 film, or the plain one of 1.0."""
    needs: str = ""
    """What it needs to run, in words: for ``dailies doctor``."""
    facts: dict[str, str] = Field(default_factory=dict)
    """How it is set up, recorded with every take: profile, policy, weights, residency."""


class Unsupported(ValueError):
    """A request outside an engine's capabilities; the message says got, expected, and what to do."""


class Cancelled(Exception):
    """Raised by a progress callback to stop a render; the engine cleans up and lets it pass."""


Progress = Callable[[float], None]
"""Called with the fraction done, 0 to 1; may raise :class:`Cancelled`."""
Media = Callable[[str], Path]
"""Gives the file of a sha256 in the media store."""


class Generator(Protocol):
    """A camera."""

    @property
    def capabilities(self) -> Capabilities:
        """What this engine can do; cheap, loads nothing."""

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        """Render one take into ``folder`` (exists, empty).

        Raises:
            Unsupported: the request is outside the capabilities; nothing was written.
            Cancelled: raised by ``progress`` and passed on.
        """


@dataclass(frozen=True, slots=True)
class Frame:
    """A labelled picture of a contact sheet."""

    picture: Path
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reel:
    """One clip of a cut: where its picture and its sound are, and how long it is."""

    picture: Path
    sound: Path
    frames: int
    label: str
    """The shot's code, for error messages and burn-in."""
    take: int = 0
    """Number of the take, for burn-in; 0 leaves it out."""


@dataclass(frozen=True, slots=True)
class Leader:
    """What a review copy says of the film: on the slate at its head, and in every frame."""

    title: str
    code: str
    engine: str
    timecode: Callable[[int], str]
    """Gives a frame of the film, from 0, its timecode: ``01:00:04:12``."""


class Lab(Protocol):
    """Where clips are examined and joined."""

    def moment(self, clip: Clip, still: Path) -> Moment:
        """The key moment of a clip; writes its PNG to ``still``."""

    def measure(self, clip: Clip) -> Measures:
        """What can be measured without a model."""

    def join(self, reels: Sequence[Reel], film: Path) -> None:
        """Join clips into one MP4: video packets copied, sound laid sample-exactly. Raises ValueError
        when two clips differ in size or rate, naming both."""

    def screener(self, reels: Sequence[Reel], leader: Leader, film: Path, progress: Progress) -> None:
        """Write a review copy of a cut as MP4: a slate, then the clips with shot, take and time burnt in.
        Raises ValueError when a clip cannot be read or two differ in size, and Unsupported when this machine
        cannot draw; lets what ``progress`` raises pass. ``film`` is then as it was."""

    def contact_sheet(self, frames: Sequence[Frame], title: str, sheet: Path, counted: str = "shot") -> None:
        """Draw the pictures as a labelled grid into a PNG; ``counted`` is what they are, in the singular."""

    def portrait(self, source: Path, target: Path) -> None:
        """Write a picture somebody brought as a plain PNG. Raises ValueError when it is none or too large."""

    def still(self, clip: Path, frame: int, target: Path) -> None:
        """Write a frame of a clip as PNG. Raises ValueError when it has no such frame."""

    def voice(self, source: Path, target: Path, start: float = 0.0, end: float | None = None) -> float:
        """Write a voice somebody brought, or seconds ``start`` to ``end`` of it, as mono FLAC; gives its
        seconds. Raises ValueError when it is no sound, or shorter than 1 s or longer than 30 s."""

    def peaks(self, sound: Path) -> bytes:
        """How loud a sound is, one byte a hundredth of a second. Raises ValueError when it is no sound."""


def wrong_sides(width: int, height: int, able: Capabilities) -> list[str]:
    """What is wrong with a picture size in pixels, in words; empty when the engine can do it."""
    return [
        f"{name} {side}, expected a multiple of {able.size_step} from {able.min_side} to {able.max_side}"
        for name, side in (("width", width), ("height", height))
        if side % able.size_step or not able.min_side <= side <= able.max_side
    ]


def check_sides(size: tuple[int, int], able: Capabilities) -> tuple[int, int]:
    """A picture size the engine can do, as it was given; raises :class:`Unsupported` with one that it can."""
    if wrong := wrong_sides(*size, able):
        raise Unsupported(f"got the {'; '.join(wrong)}, such as {able.size[0]}x{able.size[1]}")
    return size


def check(request: ShotRequest, capabilities: Capabilities) -> None:
    """Raise :class:`Unsupported` when ``request`` is outside ``capabilities``; say all reasons at once."""
    able, wrong = capabilities, []
    if request.frames > able.max_frames:
        wrong.append(f"{request.frames} frames, at most {able.max_frames} (split the shot)")
    if request.frames % able.frame_step != 1 % able.frame_step:
        nearest = round((request.frames - 1) / able.frame_step) * able.frame_step + 1
        wrong.append(f"{request.frames} frames, expected {able.frame_step}k+1 (nearest: {nearest})")
    wrong += wrong_sides(request.width, request.height, able)
    if len(request.slots) > able.max_slots:
        wrong.append(f"{len(request.slots)} memory slots, at most {able.max_slots}")
    if len(request.cuts) > able.max_cuts:
        wrong.append(f"{len(request.cuts)} internal cuts, at most {able.max_cuts}")
    if any(first >= after for first, after, _ in request.setups):
        wrong.append(
            f"internal cuts at the frames {[cut.frame for cut in request.cuts]}, expected them in order and "
            f"inside the {request.frames} frames"
        )
    if request.first_frame and not able.first_frame:
        wrong.append("a first frame, which this engine cannot be given")
    if request.fps != FPS:
        wrong.append(f"{request.fps} frames a second, expected {FPS}")
    if wrong:
        raise Unsupported(f"{request.code}: the engine '{able.name}' cannot render this: " + "; ".join(wrong))
