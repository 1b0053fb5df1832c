"""The contact sheet: every picture of a film on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.interface import Frame
from generator.media import draft

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

GROUND = (24, 25, 28)
PAPER = (38, 40, 44)
WHITE = (236, 236, 232)
GREY = (150, 152, 156)
MAX_HEIGHT = 8_000
"""Tallest page in pixels; longer films get more and smaller columns instead."""

_PAGE_WIDTH = 1920
_MARGIN = 48
_GAP = 24
_DETAIL_LINES = 2


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the pictures of a page go, in pixels."""

    columns: int
    rows: int
    cell: int
    """Width of a picture."""
    picture: int
    """Height of a picture."""
    label: int
    """Size of the label's letters."""
    caption: int
    """Height of the words under a picture."""
    top: int
    """Height of the title above the first row."""

    @property
    def height(self) -> int:
        """Height of the page."""
        return self.top + self.rows * (self.picture + self.caption + _GAP) - _GAP + _MARGIN

    def corner(self, index: int) -> tuple[int, int]:
        """Left top of picture ``index``."""
        row, column = divmod(index, self.columns)
        return (
            _MARGIN + column * (self.cell + _GAP),
            self.top + row * (self.picture + self.caption + _GAP),
        )


def contact_sheet(frames: Sequence[Frame], title: str, sheet: Path, counted: str = "shot") -> None:
    """Draw ``frames`` as a labelled grid, 1920 pixels wide, into the PNG ``sheet``.

    Words too long for their place end in an ellipsis. Needs no font on the machine. ``counted`` is what the
    pictures are, in the singular.

    Raises:
        ValueError: no frames, or a picture that cannot be read; the message names it.
    """
    from PIL import Image, ImageDraw

    if not frames:
        raise ValueError("contact sheet: got no pictures, expected at least one. Render a take first.")
    shape = _picture(frames[0].picture).size
    grid = layout(len(frames), shape[1] / shape[0])
    page = Image.new("RGB", (_PAGE_WIDTH, grid.height), GROUND)
    pen = ImageDraw.Draw(page)
    _title(pen, title, f"{len(frames)} {counted}{'s' if len(frames) != 1 else ''}", grid)
    for index, frame in enumerate(frames):
        _place(page, pen, frame, grid, grid.corner(index))
    with draft(sheet) as temporary:
        page.save(temporary, format="PNG", compress_level=4)


def layout(count: int, ratio: float) -> Grid:
    """The grid with the fewest columns (2 to 12) whose page is not above :data:`MAX_HEIGHT`.

    Args:
        count: pictures, at least 1.
        ratio: height over width of a picture.
    """
    start = min(4, max(2, round(count**0.5)))
    grids = [_grid(columns, count, ratio) for columns in range(start, 13)]
    return next((grid for grid in grids if grid.height <= MAX_HEIGHT), grids[-1])


def _grid(columns: int, count: int, ratio: float) -> Grid:
    cell = (_PAGE_WIDTH - 2 * _MARGIN - (columns - 1) * _GAP) // columns
    label = max(12, min(24, cell // 18))
    return Grid(
        columns=columns,
        rows=-(-count // columns),
        cell=cell,
        picture=max(1, round(cell * ratio)),
        label=label,
        caption=round(label * 1.5) + round(label * 0.8 * 1.35) * _DETAIL_LINES + 10,
        top=_MARGIN + 84,
    )


def _title(pen: ImageDraw, title: str, counted: str, grid: Grid) -> None:
    small = _font(22)
    room = _PAGE_WIDTH - 2 * _MARGIN - pen.textlength(counted, font=small) - _GAP
    large = _font(44, bold=True)
    pen.text((_MARGIN, _MARGIN - 8), _fitted(pen, " ".join(title.split()), large, room), WHITE, large)
    pen.text((_PAGE_WIDTH - _MARGIN, _MARGIN + 14), counted, GREY, small, anchor="ra")
    rule = grid.top - _GAP
    pen.line((_MARGIN, rule, _PAGE_WIDTH - _MARGIN, rule), PAPER, 2)


def _place(page: Image, pen: ImageDraw, frame: Frame, grid: Grid, corner: tuple[int, int]) -> None:
    from PIL import ImageOps

    left, top = corner
    picture = ImageOps.contain(_picture(frame.picture), (grid.cell, grid.picture))
    pen.rectangle((left, top, left + grid.cell - 1, top + grid.picture - 1), PAPER)
    inset = (left + (grid.cell - picture.width) // 2, top + (grid.picture - picture.height) // 2)
    page.paste(picture, inset)
    label, detail = _font(grid.label, bold=True), _font(round(grid.label * 0.84))
    below = top + grid.picture + 8
    pen.text((left, below), _fitted(pen, frame.label, label, grid.cell), WHITE, label)
    below += round(grid.label * 1.5)
    for line in _wrapped(pen, frame.detail, detail, grid.cell):
        pen.text((left, below), line, GREY, detail)
        below += round(grid.label * 0.8 * 1.35)


def _picture(path: Path) -> Image:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as file:
            return file.convert("RGB")
    except (OSError, UnidentifiedImageError) as error:
        raise ValueError(f"{path}: cannot be read as a picture ({error}); expected a PNG or JPEG.") from error


@lru_cache(maxsize=8)
def _font(size: int, bold: bool = False) -> FreeTypeFont:
    """The typeface of the captions: Latin with all accents, Greek and Cyrillic."""
    from PIL import ImageFont

    cut = "SourceSansPro-Semibold.ttf" if bold else "SourceSansPro-Regular.ttf"
    data = files("font_source_sans_pro").joinpath("files", cut).read_bytes()
    return ImageFont.truetype(BytesIO(data), size)


def _wrapped(pen: ImageDraw, text: str, font: FreeTypeFont, room: float) -> list[str]:
    """At most :data:`_DETAIL_LINES` lines of words; the last ends in an ellipsis when words are left."""
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < _DETAIL_LINES - 1:
        count = 1
        while count < len(words) and pen.textlength(" ".join(words[: count + 1]), font=font) <= room:
            count += 1
        lines.append(_fitted(pen, " ".join(words[:count]), font, room))
        words = words[count:]
    return [*lines, _fitted(pen, " ".join(words), font, room)] if words else lines


def _fitted(pen: ImageDraw, text: str, font: FreeTypeFont, room: float) -> str:
    if pen.textlength(text, font=font) <= room:
        return text
    kept = text
    while kept and pen.textlength(kept + "…", font=font) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"
