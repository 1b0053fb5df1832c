"""The pictures of docs/animatic.md: ``python -m benchmarks.sheets [FOLDER]``, by default docs/images.

Every picture is a frame of a clip the animatic rendered, sound and coding included, at 1280×736.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from app.engines import camera
from app.settings import Settings
from benchmarks.cast import CAST
from generator.footage import read_frames
from generator.interface import Angle, Camera, Facing, Figure, Frame, Move, Place, Scale, ShotRequest
from generator.sheet import contact_sheet

ROOM = Place(heading="INT. STUDIO - DAY", name="STUDIO", time="DAY")
MARA = Figure(tag="ID_A", name="Mara", appearance="a woman in her sixties, grey hair in a bun",
              wardrobe="dark green wool coat, red scarf", voice="low, calm", facing=Facing.RIGHT)  # fmt: skip
JONAS = Figure(tag="ID_B", name="Jonas", appearance="a man in his thirties, black beard, short black hair",
               wardrobe="blue striped sweater", voice="warm baritone", facing=Facing.LEFT)  # fmt: skip

PLACES = (
    ("INT", "KITCHEN", "A green stove and a long table."),
    ("INT", "LIVING ROOM", ""),
    ("INT", "LIBRARY", ""),
    ("INT", "WORKSHOP", "A lathe in the corner."),
    ("INT", "HOSPITAL WARD", ""),
    ("INT", "TRAIN COMPARTMENT", ""),
    ("INT", "CHURCH", "Candles."),
    ("INT", "BAR", ""),
    ("EXT", "HARBOUR", ""),
    ("EXT", "CITY STREET", ""),
    ("EXT", "FOREST", ""),
    ("EXT", "BEACH", ""),
    ("EXT", "MOUNTAIN PASS", "Snow."),
    ("EXT", "DESERT", ""),
    ("EXT", "MARKET SQUARE", ""),
    ("EXT", "ROOFTOP", "Rain."),
)
ALONE = (
    ("walks", 32), ("runs", 32), ("sits down", 60), ("stands up", 30), ("turns away", 40),
    ("points at the ship", 40), ("holds a lantern", 40), ("opens the door", 26), ("looks up at the sky", 40),
    ("waves", 34), ("jumps", 33), ("falls", 41), ("drives the car", 40), ("writes a letter", 40),
    ("talks on the phone", 40), ("eats an apple", 44), ("drinks tea", 44), ("reads a book", 40),
    ("kneels", 40), ("dances", 14), ("cries", 40), ("carries a box", 40), ("throws a ball", 24),
    ("bows", 34),
)  # fmt: skip
"""What somebody does, and the frame at which it is best seen."""
TOGETHER = (
    ("Mara gives Jonas a letter.", 34),
    ("Mara hugs Jonas.", 50),
    ("Mara and Jonas shake hands.", 50),
    ("Mara fights Jonas.", 50),
)
IN_ENGLISH = {
    "林婉": ("Lin Wan", "in her twenties, long black hair, oval face, purple sweater, short white skirt"),
    "老周": ("Lao Zhou", "seventy, grey, balding, goatee, deep wrinkles, navy padded coat, black trousers"),
    "小满": ("Xiao Man", "a girl of eight, two braids, round face, pink dungarees, white trainers"),
    "陈树": ("Chen Shu", "a man in his forties, glasses, parted hair, thin, grey suit, blue tie"),
    "狐狸先生": ("Mr Fox", "a talking fox, green waistcoat, white shirt"),
    "阿秀": ("A Xiu", "a woman of fifty, pinned-up hair, a mole, red flowered shirt, cream apron"),
}
"""What the Chinese cards say; the sheet's typeface is Latin."""
SETUPS = (
    ("extreme wide, crane up", Camera(scale=Scale.EXTREME_WIDE, move=Move.CRANE_UP)),
    ("wide, pan right", Camera(scale=Scale.WIDE, move=Move.PAN_RIGHT)),
    ("full, track left", Camera(scale=Scale.FULL, move=Move.TRACK_LEFT)),
    ("medium two-shot", Camera(scale=Scale.MEDIUM)),
    ("over the shoulder", Camera(scale=Scale.MEDIUM_CLOSE, on="ID_A", over="ID_B")),
    ("the reverse", Camera(scale=Scale.MEDIUM_CLOSE, on="ID_B", over="ID_A")),
    ("close-up, push in", Camera(scale=Scale.CLOSE, on="ID_A", move=Move.PUSH_IN)),
    ("extreme close-up", Camera(scale=Scale.EXTREME_CLOSE, on="ID_B")),
    ("low angle, zoom in", Camera(scale=Scale.MEDIUM, move=Move.ZOOM_IN, angle=Angle.LOW)),
    ("insert", Camera(scale=Scale.INSERT, angle=Angle.HIGH)),
)


def main(folder: Path) -> None:
    """Render every sheet into ``folder`` as JPEG."""
    for name, draw in SHEETS.items():
        with tempfile.TemporaryDirectory() as scratch:
            _as_jpeg(draw(Path(scratch)), folder / f"animatic-{name}.jpg")
        print(folder / f"animatic-{name}.jpg")


def characters(scratch: Path) -> Path:
    """Twenty-four people, animals and robots, each from a card's words."""
    frames = []
    for figure in CAST:
        asked = _request(figures=(figure,), frames=33, width=480, height=640, camera=Camera(scale=Scale.FULL))
        words = ", ".join(part for part in (figure.appearance, figure.wardrobe) if part)
        name, told = IN_ENGLISH.get(figure.name, (figure.name, words))
        frames.append(_still(asked, 20, scratch, name, told))
    return _page(frames, "Twenty-four characters", "character", scratch)


def places(scratch: Path) -> Path:
    """Sixteen places by day and by night."""
    frames = []
    for inside, name, words in PLACES:
        for time in ("DAY", "NIGHT"):
            place = Place(heading=f"{inside}. {name} - {time}", name=name, time=time, description=words,
                          interior=inside == "INT")  # fmt: skip
            asked = _request(place=place, frames=17, camera=Camera(scale=Scale.WIDE))
            frames.append(_still(asked, 8, scratch, f"{name.title()}, {time.lower()}", words))
    return _page(frames, "Sixteen places, day and night", "picture", scratch)


def actions(scratch: Path) -> Path:
    """What one and what two people do."""
    frames = []
    for words, number in ALONE:
        figure = MARA.model_copy(update={"action": words})
        asked = _request(figures=(figure,), action=f"Mara {words}.", camera=Camera(scale=Scale.FULL))
        frames.append(_still(asked, number, scratch, words))
    for words, number in TOGETHER:
        pair = (MARA.model_copy(update={"action": words}), JONAS)
        asked = _request(figures=pair, action=words, camera=Camera(scale=Scale.FULL))
        frames.append(_still(asked, number, scratch, words))
    return _page(frames, "Actions", "action", scratch)


def setups(scratch: Path) -> Path:
    """Ten ways to put the camera before the same two people."""
    pier = Place(heading="EXT. PIER - DUSK", name="PIER", time="DUSK", interior=False)
    frames = []
    for label, view in SETUPS:
        asked = _request(place=pier, figures=(MARA, JONAS), camera=view, props=("pocket watch",), frames=49)
        frames.append(_still(asked, 30, scratch, label))
    return _page(frames, "Ten camera set-ups", "set-up", scratch)


def scene(scratch: Path) -> Path:
    """The contact sheet of a two-page scene, planned, rendered and delivered as any film is."""
    script = Path(__file__).with_name("two-pages.fountain")
    command = (sys.executable, "-m", "app.cli", "make", script, "--yes", "--quiet", "--out", scratch / "film")
    home = {"DAILIES_HOME": str(scratch / "home")}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **home})
    return next((scratch / "film").rglob("contact-sheet.png"))


def _page(frames: Sequence[Frame], title: str, counted: str, scratch: Path) -> Path:
    page = scratch / "page.png"
    contact_sheet(frames, title, page, counted)
    return page


def _request(**changes: object) -> ShotRequest:
    facts: dict[str, object] = {
        "code": "SHEET_010_0010", "prompt": "", "width": 1280, "height": 736, "frames": 73, "place": ROOM,
    }  # fmt: skip
    return ShotRequest.model_validate({**facts, **changes})


def _still(request: ShotRequest, number: int, scratch: Path, label: str, detail: str = "") -> Frame:
    """Frame ``number`` of the rendered shot."""
    from PIL import Image

    folder = Path(tempfile.mkdtemp(dir=scratch))
    clip = camera(Settings(), "animatic").render(request, folder, Path, lambda _: None)
    (pixels,) = read_frames(clip.picture, [number])
    picture = folder / "still.png"
    Image.fromarray(pixels).save(picture, compress_level=1)
    return Frame(picture, label, detail)


def _as_jpeg(page: Path, picture: Path) -> None:
    from PIL import Image

    Image.open(page).convert("RGB").save(picture, quality=84, optimize=True, progressive=True)


SHEETS: dict[str, Callable[[Path], Path]] = {
    "characters": characters,
    "places": places,
    "actions": actions,
    "setups": setups,
    "scene": scene,
}


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"))
