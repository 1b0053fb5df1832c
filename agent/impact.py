"""What rests on what, and what can be done about takes that no longer fit: each way out with its price.

Nothing here renders, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from agent.inputs import grounds
from agent.stale import Stale, judged, standing
from generator.interface import Capabilities
from tools import board, provenance
from tools.errors import ToolError
from tools.provenance import Dependent, Web
from tools.provenance_price import FREE, Price, Rate, price, rate


@dataclass(frozen=True, slots=True)
class WayOut:
    """Something that can be done about takes that no longer fit."""

    name: str
    """``keep``, ``pin``, ``back`` or ``render``."""
    words: str
    shots: tuple[str, ...]
    """Codes of the shots it would mend, in order; none for ``keep``, which mends nothing."""
    price: Price


def speed(session: Session, film: board.FilmRow, camera: Capabilities) -> Rate:
    """How fast the film's camera has been, in its size."""
    return rate(session, film.id, camera.name, (film.width, film.height))


def ways_out(
    web: Web, stale: Sequence[Stale], fast: Rate, camera: Capabilities | None = None
) -> list[WayOut]:
    """What can be done about stale takes, the cheapest first; nothing where there are none.

    Args:
        web: the film.
        stale: the takes that no longer fit, in order.
        fast: how fast its camera is.
        camera: the camera as it is now, or None as in :func:`agent.stale.standing`.
    """
    if not stale:
        return []
    found = [WayOut("keep", "keep them as they are; every take stays usable", (), FREE)]
    if pinned := _mended_by_pins(web, stale, camera):
        words = f"pin what {_these(len(pinned))} remember{'s' * (len(pinned) == 1)}, though it was replaced"
        found.append(WayOut("pin", words, pinned, FREE))
    if back := earlier(web, stale, camera):
        names = ", ".join(take.name for take in back.values())
        codes = tuple(web.by_id[shot_id].code for shot_id in back)
        found.append(WayOut("back", f"approve an earlier take that fits: {names}", codes, FREE))
    cost = price(fast, [one.shot.plan.frames for one in stale])
    words = f"render {_these(len(stale))} again with the same seed"
    found.append(WayOut("render", words, tuple(one.shot.code for one in stale), cost))
    return found


def earlier(
    web: Web, stale: Sequence[Stale], camera: Capabilities | None = None
) -> dict[int, provenance.Filmed]:
    """For each shot whose take no longer fits: its newest other take that does, if it has one, by shot id."""
    on, known = grounds(web), standing(web, camera)
    found: dict[int, provenance.Filmed] = {}
    for one in stale:
        others = [t for t in web.takes.values() if t.shot_id == one.shot.id and t.id != one.take.id]
        fitting = [t for t in others if judged(web, on[one.shot.id], t, known, camera) is None]
        if fitting:
            found[one.shot.id] = fitting[-1]
    return found


def chosen(stale: Mapping[int, Stale], only: Sequence[board.ShotRow]) -> list[Stale]:
    """The takes to render again: all, or those of ``only``; in an order in which each remembers new ones.

    Raises:
        ToolError: the take of one of them fits, or it has none.
    """
    for shot in only:
        if shot.id not in stale:
            state = "has no take yet" if shot.take_id is None else "fits as it is"
            raise ToolError(
                f"{shot.code} {state}, expected a take that is stale: `retake` asks for another one"
            )
    wanted = {shot.id for shot in only}
    return [one for shot_id, one in stale.items() if shot_id in wanted or not wanted]


def resting_on(web: Web, shot: board.ShotRow, number: int | None = None) -> list[Dependent]:
    """The circled takes that remember a take of a shot, directly or through others.

    Raises:
        ToolError: the shot has no such take.
    """
    take = web.circled(shot) if number is None else web.take(shot, number)
    if take is None:
        name = f"{shot.code} v{number:03d}" if number is not None else f"a take of {shot.code}"
        raise ToolError(f"{name} has not been rendered: nothing can rest on it yet")
    return provenance.dependents(web, {take.id: ""})


def resting_on_somebody(web: Web, tag: str) -> list[Dependent]:
    """The circled takes that show somebody or let them be heard, and those that remember them."""
    name, roots = web.names[tag], dict[int, str]()
    for take in _circled(web):
        versions = [f"card {c.number}" for c in provenance.worn_by(take.inputs, web.cards) if c.tag == tag]
        version = f" ({versions[-1]})" if versions else ""
        if tag in {figure.tag for figure in take.request.figures}:
            roots[take.id] = f"shows {name}{version}"
        elif tag in {figure.tag for figure in take.request.voices}:
            roots[take.id] = f"lets {name} be heard{version}"
    return provenance.dependents(web, roots)


def resting_on_scene(web: Web, number: int) -> list[Dependent]:
    """The circled takes of a scene, and those that remember them."""
    roots = {
        take.id: f"plays in scene {number}"
        for take in _circled(web)
        if web.by_id[take.shot_id].plan.scene == number
    }
    return provenance.dependents(web, roots)


def resting_on_style(web: Web) -> list[Dependent]:
    """Every circled take."""
    return provenance.dependents(web, {take.id: "has the style of the film" for take in _circled(web)})


def _mended_by_pins(web: Web, stale: Sequence[Stale], camera: Capabilities | None) -> tuple[str, ...]:
    """Codes of the shots that would fit, were what they remember pinned."""
    wanted = {(one.shot.id, source.id) for one in stale for source in web.replaced(one.take)}
    still = standing(replace(web, pins=web.pins | wanted), camera)
    return tuple(one.shot.code for one in stale if one.itself and one.shot.id not in still)


def _circled(web: Web) -> list[provenance.Filmed]:
    return [take for shot in web.shots if (take := web.circled(shot)) is not None]


def _these(count: int) -> str:
    return "this shot" if count == 1 else f"these {count} shots"
