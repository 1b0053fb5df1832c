"""Who is in frame, always in the cast's order from left to right: screen direction never jumps."""

from __future__ import annotations

from collections.abc import Sequence

from agent.writing.coverage import Covered
from agent.writing.groups import Group, gone_after
from tools.story import Coverage

MOST_IN_FRAME = 4


def in_frame(group: Group, blocking: Sequence[str], before: Sequence[Covered]) -> tuple[str, ...]:
    """Tags in frame: those who act or speak; for a voice that is only heard, somebody who hears it."""
    if group.coverage in {Coverage.ESTABLISHING, Coverage.INSERT}:
        return ()
    seen = [s.tag for s in group.sayings if not s.voice_over]
    wanted = list(dict.fromkeys([*seen, *group.people]))[:MOST_IN_FRAME]
    if not wanted and group.sayings:
        speaker = group.sayings[0].tag
        around = [tag for shot in reversed(before) for tag in shot.group.people] or list(blocking)
        away = {speaker, *gone_after([shot.group for shot in before])}
        wanted = [tag for tag in [*around, *blocking] if tag not in away][:1]
    return tuple(tag for tag in blocking if tag in wanted)


def in_company(one: str, blocking: Sequence[str], covered: Sequence[Covered]) -> tuple[str, ...]:
    """``one`` and whoever was seen last of those still in the room: a wide shot would show them."""
    gone = gone_after([shot.group for shot in covered])
    seen = [tag for shot in reversed(covered) for tag in shot.group.people]
    other = next((tag for tag in seen if tag != one and tag not in gone), one)
    return tuple(tag for tag in blocking if tag in {one, other})
