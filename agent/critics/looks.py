"""Whether somebody looks as before, and as the card says (E61)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

from agent.critics.finding import Finding, Past, figure_of, inside
from agent.critics.hues import away, hues_in
from agent.critics.vectors import farther
from generator.interface import Colour, Figure, Measures, Seen, ShotRequest
from tools.records import NoteCategory
from tools.story import Evidence

STRANGE = 16.5
"""How unlike somebody may look: the weighted distances of hair, face and clothes together, in steps of 256.
Of 181 looks of one person in one light none came to 14.5; of 72 swapped people one was under 17.5."""
WEIGHTS = {"hair": 0.75, "face": 1.0, "clothes": 0.33}
"""A window shows beside a round head, and a book or a turned back hides clothes."""
BRIGHTNESS = 0.5
"""The weight of brightness against colour: a shadow falls on people more often than paint."""
OTHER_HUE, OWN_HUE = 0.6, 0.03
"""Share of the clothes in hues the card does not name from which they are others, while at most so much is in
those it names."""
WIDE = 50.0
"""Degrees from a named hue that still are that hue."""
SKIN = 60.0
"""Hues under this, and from 330 degrees on, may be skin or wood."""


def looks(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:
    """Somebody who looks unlike the story so far, or wears what the card does not say; one finding a person.

    Compared are takes of the same card in the same place and light: what a lamp does to a face is larger than
    what tells two faces apart.
    """
    for one in measures.people:
        figure = figure_of(request, one.tag)
        if figure is None or any(camera.over == one.tag for _, _, camera in request.setups):
            continue
        before = [take for take in past if _same_light(request, take.request)]
        so_far = [
            other
            for take in before
            if _same_card(figure, take.request)
            for other in take.measures.people
            if other.tag == one.tag
        ]
        finding = _against_story(figure, one, so_far, request) if so_far else None
        finding = finding or _against_card(figure, one, request)
        if finding:
            yield finding


def _same_light(request: ShotRequest, earlier: ShotRequest) -> bool:
    one, other = request.place, earlier.place
    return (one.heading, one.light, request.style) == (other.heading, other.light, earlier.style)


def _same_card(figure: Figure, earlier: ShotRequest) -> bool:
    other = next((one for one in earlier.figures if one.tag == figure.tag), None)
    facing_camera = not any(camera.over == figure.tag for _, _, camera in earlier.setups)
    return (
        other is not None
        and facing_camera
        and (other.appearance, other.wardrobe, other.portrait)
        == (figure.appearance, figure.wardrobe, figure.portrait)
    )


def _against_story(figure: Figure, one: Seen, so_far: Sequence[Seen], request: ShotRequest) -> Finding | None:
    parts = {
        "hair": _apart(one.hair, [other.hair for other in so_far]),
        "face": _apart(one.face, [other.face for other in so_far]),
        "clothes": _apart(one.clothes, [other.clothes for other in so_far]),
    }
    weighed = {part: WEIGHTS[part] * distance for part, distance in parts.items()}
    unlike, most = sum(weighed.values()), max(weighed, key=lambda part: weighed[part])
    if unlike > STRANGE:
        return _finding(
            one, request, "identity", unlike, f"at most {STRANGE:g}",
            f"{figure.name} looks like somebody else than so far, in the {most} most of all: "
            f"{unlike:.0f} away, expected at most {STRANGE:g}",
        )  # fmt: skip
    if model := farther(one.vectors, [other.vectors for other in so_far]):
        return _finding(
            one, request, f"identity by {model.name}", model.likeness, f"at least {model.least}",
            f"{figure.name} looks like somebody else than so far: a likeness of {model.likeness:.2f}, "
            f"expected at least {model.least}",
        )  # fmt: skip
    return None


def _against_card(figure: Figure, one: Seen, request: ShotRequest) -> Finding | None:
    named = hues_in(figure.wardrobe)
    if not named or not one.hues:
        return None
    width = 360.0 / (len(one.hues) - 1)
    middles = [(n + 0.5) * width for n in range(len(one.hues) - 1)]
    own = sum(share for share, hue in zip(one.hues, middles, strict=False) if _nearest(hue, named) <= WIDE)
    other = sum(
        share
        for share, hue in zip(one.hues, middles, strict=False)
        if _nearest(hue, named) > WIDE and SKIN <= hue < 330.0
    )
    if own > OWN_HUE or other < OTHER_HUE:
        return None
    return _finding(
        one, request, "clothes", other, f"{figure.wardrobe}",
        f"{figure.name} wears other colours than the card says: expected {figure.wardrobe}",
    )  # fmt: skip


def _nearest(hue: float, named: Sequence[float]) -> float:
    return min(away(hue, other) for other in named)


def _apart(one: Colour | None, others: Sequence[Colour | None]) -> float:
    """Distance to the median of the others; 0 where either was not seen."""
    known = [other for other in others if other is not None]
    if one is None or not known:
        return 0.0
    luma, blue, red = (median(values) for values in zip(*known, strict=True))
    return math.hypot(BRIGHTNESS * (one[0] - luma), one[1] - blue, one[2] - red)


def _finding(
    one: Seen, request: ShotRequest, measure: str, value: float, expected: str, words: str
) -> Finding:
    frame = inside(one.frame, request)
    return Finding(
        NoteCategory.APPEARANCE,
        words,
        frame,
        Evidence(measure=measure, value=round(value, 2), expected=expected, frame=frame),
    )
