"""What is true of every frame of a clip: who is where, looks where, says what, and what the camera does.

An engine that draws from known facts writes them beside the clip as ``truth.json``. Tests read it now;
critics and the training of a small camera read it as the answer to their questions. Pixels are those of the
clip, with the origin at the top left; seconds and frames begin with the clip; every list of a frame's numbers
is as long as the clip.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from generator.interface import Camera, Facing, Frozen

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels; may reach over the edges of the picture."""
Boxes = tuple[Box | None, ...]
"""One a frame; None where the thing is not in the set-up, or wholly outside the picture."""
Curve = tuple[float, ...]
"""One number a frame."""
Hex = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
"""A colour in sRGB before the light of the shot: ``#b8433c``."""


class Phoneme(Frozen):
    """A sound of speech and when it is heard, seconds from the start of the clip."""

    symbol: str
    """IPA where the synthesizer gives it; empty for a pause inside a line."""
    start: float = Field(ge=0)
    end: float = Field(ge=0)
    opening: float = Field(ge=0, le=1)
    """How far this sound opens a mouth: 0 for m, 1 for a."""


class SpokenLine(Frozen):
    """A line as it is heard."""

    line: int = Field(ge=0)
    """Index into the request's lines."""
    speaker: str
    start: float
    end: float
    phonemes: tuple[Phoneme, ...] = ()


class VoiceTruth(Frozen):
    """The throat a character speaks with."""

    pitch: float = Field(gt=0)
    """Median F0 of ordinary speech, Hz."""
    tract: float = Field(gt=0)
    """Length of the vocal tract against an adult man's 17.5 cm."""
    breath: float = Field(ge=0, le=1)
    rate: float = Field(gt=0)
    """Pace against an ordinary speaker."""
    melody: float = Field(ge=0, le=1)


class LookTruth(Frozen):
    """What a character looks like in the shot: names of styles, and colours before the light."""

    creature: str
    """``human``, ``robot`` or the animal."""
    age: str
    feminine: bool
    height: float = Field(gt=0)
    """Metres from the sole to the crown."""
    girth: float = Field(gt=0)
    skin: Hex
    eyes: Hex
    hair: str
    hair_color: Hex
    beard: str
    glasses: bool
    marks: tuple[str, ...] = ()
    """Freckles, scars and the like."""
    top: str
    top_color: Hex
    pattern: str = "plain"
    bottom: str
    bottom_color: Hex
    headwear: str
    headwear_color: Hex


class FigureTruth(Frozen):
    """A person of the shot, frame by frame."""

    tag: str
    look: LookTruth
    voice: VoiceTruth
    facing: Facing
    stance: str
    gesture: str
    travel: str
    feeling: str
    holds: str = ""
    """The prop in the hands; empty when there is none."""
    body: Boxes
    """All of the person that is drawn, clothes and hair included."""
    head: Boxes
    """Skull and face without hair and hat."""
    lips: Boxes
    opening: Curve
    """Of the mouth: 0 shut to 1 wide."""
    gaze: tuple[tuple[float, float], ...]
    """Where the eyes look: x -1 left to 1 right, y -1 up to 1 down."""
    turn: Curve
    """Where the body faces: -1 left profile, 0 the camera, 1 right profile."""
    shut: Curve
    """The eyes: 0 open to 1 shut."""


class PlaceTruth(Frozen):
    """Where and when."""

    kind: str
    interior: bool
    hour: str
    weather: tuple[str, ...] = ()
    """Of rain, snow, fog and storm those that there are."""


class SetupTruth(Frozen):
    """A camera set-up: the frames from ``first`` up to, not including, ``after``."""

    first: int = Field(ge=0)
    after: int = Field(gt=0)
    camera: Camera


class SoundTruth(Frozen):
    """Something that is heard once."""

    name: str
    start: float
    end: float


class Truth(Frozen):
    """Everything an engine knows of a clip it drew."""

    schema_version: Literal[1] = 1
    width: int
    height: int
    frames: int
    fps: int
    place: PlaceTruth
    setups: tuple[SetupTruth, ...]
    view: tuple[tuple[float, float, float], ...]
    """The camera at every frame: the centre of the picture (x to the right, y downwards from the ground) and
    its height, metres where the people are."""
    figures: tuple[FigureTruth, ...]
    props: tuple[str, ...] = ()
    """What an insert shows."""
    lines: tuple[SpokenLine, ...]
    effects: tuple[SoundTruth, ...] = ()
    ambience: str = ""
    music: bool = False


def read_truth(path: Path) -> Truth:
    """The truth beside a clip.

    Raises:
        OSError: the file cannot be read.
        pydantic.ValidationError: it is not a truth of this version; the message says which field is wrong.
    """
    return Truth.model_validate_json(path.read_bytes())


def write_truth(truth: Truth, path: Path) -> Path:
    """Write ``truth`` as JSON, the same bytes for the same facts; gives ``path``."""
    path.write_text(truth.model_dump_json(exclude_defaults=False) + "\n", encoding="utf-8", newline="\n")
    return path
