"""What flows through the graph: ids and words, nothing else. Everything larger is a row."""

from __future__ import annotations

from typing import Any, TypedDict


class State(TypedDict, total=False):
    """The director's place in its work."""

    film_id: int
    round: int
    """The round of questions in hand; 0 when there is nothing (more) to ask."""
    enough: bool
    """True when nothing more needs asking after the round in hand."""
    drafts: int
    """How many stories the user has sent back."""
    wish: str
    """What the user wants changed in the story, in their words; empty for simply another one."""
    shot_id: int | None
    """The shot in hand; None when all are done."""
    take_id: int
    tries: int
    """How often the shot in hand is made again for its critics, the take to come included; 0 for never."""
    recalled: list[dict[str, Any]]
    """What recall offered, best first: shot, take, score, and the parts of the score by reason."""
    memories: list[dict[str, Any]]
    """What the take will remember: sources, frames and reasons."""
    left_out: list[str]
    """What it will not, in words."""
    verdict: str
    """What the gate or the review answered: ``yes``, ``again`` …"""


def shot_in_hand(state: State) -> int:
    """The id of the shot the loop is at.

    Raises:
        ValueError: there is none; the graph leads into the loop only with one.
    """
    shot_id = state.get("shot_id")
    if shot_id is None:
        raise ValueError("no shot is in hand")
    return shot_id
