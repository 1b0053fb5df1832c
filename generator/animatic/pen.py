"""A pen over a skia canvas: shapes in metres, colours seen through the light of the shot."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import skia

from generator.animatic.palette import Color, Light, darker

Point = tuple[float, float]
"""x to the right, y downwards."""

Paints = dict[tuple[Color, float, float, float], skia.Paint]
"""Paints by colour before the light, alpha, width and softness; all under one light."""
_MOST_PAINTS = 3000
Kept = dict[tuple[object, ...], skia.Picture | None]
"""Parts of a drawing by what decides them: None when seen once, then as recorded."""
_MOST_KEPT = 600
_EVERYWHERE = skia.Rect.MakeLTRB(-50, -50, 50, 50)


def smooth(points: Sequence[Point], closed: bool = True, tension: float = 1.0) -> skia.Path:
    """A Catmull-Rom curve through ``points`` as a skia path; ``tension`` 0 gives straight lines."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    for i in range(count if closed else count - 1):
        before, here = points[(i - 1) % count], points[i]
        there, after = points[(i + 1) % count], points[(i + 2) % count]
        if not closed:
            before = points[max(i - 1, 0)]
            after = points[min(i + 2, count - 1)]
        k = tension / 6
        path.cubicTo(
            here[0] + (there[0] - before[0]) * k, here[1] + (there[1] - before[1]) * k,
            there[0] - (after[0] - here[0]) * k, there[1] - (after[1] - here[1]) * k,
            *there,
        )  # fmt: skip
    if closed:
        path.close()
    return path


def polygon(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """Straight lines through ``points`` as a skia path."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.close()
    return path


@dataclass(frozen=True)
class Pen:
    """Draws on ``canvas`` with colours changed by ``light``; ``hair`` is the line weight in metres."""

    canvas: skia.Canvas
    light: Light
    hair: float = 0.008
    paints: Paints = field(default_factory=dict, repr=False, compare=False)
    """Paints made before: making them again would be a third of the time of a frame."""
    weight: float = 0.0
    """``hair`` in pixels; 0 when nobody has said."""
    kept: Kept = field(default_factory=dict, repr=False, compare=False)
    """What :meth:`again` has drawn before; everything in it is of one person or thing."""

    def sized(self, size: float) -> Pen:
        """The same pen inside a frame scaled by ``size``: its line stays as wide as before."""
        return type(self)(self.canvas, self.light, self.hair / size, self.paints, self.weight, self.kept)

    def keeping(self, kept: Kept) -> Pen:
        """The same pen for somebody of whom ``kept`` was drawn before."""
        return type(self)(self.canvas, self.light, self.hair, self.paints, self.weight, kept)

    @property
    def pixel(self) -> float:
        """A pixel in metres, or 0 when nobody has said how wide a hair is in pixels."""
        return self.hair / self.weight if self.weight else 0.0

    def again(self, draw: Callable[[Pen], None], *key: object) -> None:
        """Draw what ``key`` decides; what comes again is recorded, and from then on played.

        A person who stands and listens is drawn from a handful of recordings. ``draw`` must look at nothing
        that is not in ``key`` or the same for all that this pen has kept.
        """
        named = (self.hair, *key)
        known = self.kept.get(named)
        if known is not None:
            self.canvas.drawPicture(known)
            return
        if named not in self.kept:
            if len(self.kept) > _MOST_KEPT:
                self.kept.clear()
            self.kept[named] = None
            draw(self)
            return
        recorder = skia.PictureRecorder()
        draw(replace(self, canvas=recorder.beginRecording(_EVERYWHERE)))
        recorded = self.kept[named] = recorder.finishRecordingAsPicture()
        self.canvas.drawPicture(recorded)

    def paint(self, color: Color, alpha: float = 1.0, width: float = 0.0, soft: float = 0.0) -> skia.Paint:
        """A skia paint: filled, or a stroke of ``width`` metres; ``soft`` blurs it by that many metres."""
        key = (color, alpha, width, soft)
        known = self.paints.get(key)
        if known is None:
            if len(self.paints) > _MOST_PAINTS:
                self.paints.clear()
            known = self.paints[key] = self._made(color, alpha, width, soft)
        return known

    def _made(self, color: Color, alpha: float, width: float, soft: float) -> skia.Paint:
        seen = self.light(color)
        paint = skia.Paint(skia.Color4f(*seen, min(1.0, max(0.0, alpha))))
        paint.setAntiAlias(True)
        if width > 0:
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(width)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            paint.setStrokeJoin(skia.Paint.kRound_Join)
        if soft > 0:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, soft))
        return paint

    def path(
        self, path: skia.Path, color: Color, alpha: float = 1.0, width: float = 0.0, soft: float = 0.0
    ) -> None:
        """Fill a path, or stroke it with ``width``."""
        self.canvas.drawPath(path, self.paint(color, alpha, width, soft))

    def shape(self, path: skia.Path, color: Color, edge: float = 1.0) -> None:
        """Fill a path and draw its edge in a darker tone of the same colour, ``edge`` hairs wide."""
        self.path(path, color)
        if edge > 0:
            self.path(path, darker(color, 0.42), 1.0, self.hair * edge)

    def blob(self, points: Sequence[Point], color: Color, edge: float = 0.0, alpha: float = 1.0) -> None:
        """A smooth closed shape through ``points``."""
        path = smooth(points)
        self.path(path, color, alpha)
        if edge > 0:
            self.path(path, darker(color, 0.42), alpha, self.hair * edge)

    def poly(self, points: Sequence[Point], color: Color, alpha: float = 1.0) -> None:
        """A filled polygon."""
        self.path(polygon(points), color, alpha)

    def line(self, points: Sequence[Point], color: Color, width: float = 0.0, alpha: float = 1.0) -> None:
        """A polyline; ``width`` 0 means one hair."""
        self.path(polygon(points, closed=False), color, alpha, width or self.hair)

    def curve(self, points: Sequence[Point], color: Color, width: float = 0.0, alpha: float = 1.0) -> None:
        """A smooth open line; ``width`` 0 means one hair."""
        self.path(smooth(points, closed=False), color, alpha, width or self.hair)

    def rect(
        self, x: float, y: float, w: float, h: float, color: Color, alpha: float = 1.0, r: float = 0.0
    ) -> None:
        """A rectangle from its top left corner, with corners of radius ``r``."""
        box = skia.Rect.MakeXYWH(x, y, w, h)
        if r > 0:
            self.canvas.drawRoundRect(box, r, r, self.paint(color, alpha))
        else:
            self.canvas.drawRect(box, self.paint(color, alpha))

    def oval(
        self, x: float, y: float, rx: float, ry: float, color: Color, alpha: float = 1.0, soft: float = 0.0
    ) -> None:
        """An ellipse around its centre."""
        self.canvas.drawOval(
            skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), self.paint(color, alpha, 0.0, soft)
        )

    def ring(
        self, x: float, y: float, rx: float, ry: float, color: Color, width: float, alpha: float = 1.0
    ) -> None:
        """The outline of an ellipse."""
        box = skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry)
        self.canvas.drawOval(box, self.paint(color, alpha, width))

    def limb(self, points: Sequence[Point], color: Color, width: float) -> None:
        """A round thick line with an edge of one hair: an arm, a leg."""
        path = smooth(points, closed=False, tension=0.55)
        self.path(path, darker(color, 0.42), 1.0, width + 2 * self.hair)
        self.path(path, color, 1.0, width)

    def fade(
        self, x: float, y: float, w: float, h: float, top: Color, low: Color, a: float = 1.0, b: float = 1.0
    ) -> None:
        """A rectangle from ``top`` (alpha ``a``) to ``low`` (alpha ``b``)."""
        ends = [skia.Point(x, y), skia.Point(x, y + h)]
        paint = skia.Paint(AntiAlias=True, Dither=True)
        paint.setShader(skia.GradientShader.MakeLinear(ends, [self.packed(top, a), self.packed(low, b)]))
        self.canvas.drawRect(skia.Rect.MakeXYWH(x, y, w, h), paint)

    def glow(
        self, x: float, y: float, radius: float, color: Color, alpha: float, squash: float = 1.0
    ) -> None:
        """Light added around a point, fading out at ``radius``; not changed by the light of the shot."""
        inner = _packed(color, alpha)
        middle = _packed(color, alpha * 0.35)
        paint = skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kScreen)
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, 0), radius, [inner, middle, _packed(color, 0.0)], [0.0, 0.4, 1.0]
        )
        paint.setShader(shader)
        with self.moved(x, y, squash=squash):
            self.canvas.drawCircle(0, 0, radius, paint)

    def packed(self, color: Color, alpha: float = 1.0) -> int:
        """``color`` under the light as skia's 32-bit colour."""
        return _packed(self.light(color), alpha)

    def moved(
        self, x: float, y: float, turn: float = 0.0, size: float = 1.0, squash: float = 1.0
    ) -> skia.AutoCanvasRestore:
        """Draw in a frame at (x, y), turned by ``turn`` degrees, scaled by ``size``, until it is left."""
        frame = skia.AutoCanvasRestore(self.canvas)
        self.canvas.translate(x, y)
        if turn:
            self.canvas.rotate(turn)
        if size != 1.0 or squash != 1.0:
            self.canvas.scale(size, size * squash)
        return frame

    def inside(self, path: skia.Path, smooth: bool = True) -> skia.AutoCanvasRestore:
        """Draw only inside ``path`` until it is left; ``smooth`` is whether its edge is."""
        frame = skia.AutoCanvasRestore(self.canvas)
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, smooth)
        return frame


def _packed(color: Color, alpha: float = 1.0) -> int:
    red, green, blue = (round(255 * min(1.0, max(0.0, c))) for c in color)
    return int(skia.ColorSetARGB(round(255 * min(1.0, max(0.0, alpha))), red, green, blue))


def bent(start: Point, end: Point, upper: float, lower: float, side: float) -> tuple[Point, Point, Point]:
    """Start, joint and end of a limb of two bones; an end out of reach is pulled in.

    ``side`` says where the joint of a limb that hangs down bends: +1 to the right, -1 to the left, less is
    flatter.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    distance = math.hypot(dx, dy) or 1e-6
    reach = min(distance, (upper + lower) * 0.999)
    reach = max(reach, abs(upper - lower) * 1.001 + 1e-6)
    ux, uy = dx / distance, dy / distance
    along = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    out = -math.sqrt(max(upper * upper - along * along, 0.0)) * side
    joint = (start[0] + ux * along - uy * out, start[1] + uy * along + ux * out)
    return start, joint, (start[0] + ux * reach, start[1] + uy * reach)
