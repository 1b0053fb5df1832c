"""Commands about somebody's reference picture and voice.

They are part of the card: given from a place of the shot list on, or everywhere, as looks and clothes are.
The takes made before keep what they were made from; they are told stale.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from tools import revising, takes
from tools.errors import ToolError
from tools.journal import command
from tools.lookup import one
from tools.records import Character
from tools.store import Blob


class Kind(StrEnum):
    """What of somebody is kept; the column of the card."""

    PICTURE = "picture"
    VOICE = "sound"


@command
def give(
    session: Session, character_id: int, kind: Kind, blob: Blob, from_position: int | None = None
) -> None:
    """Put a reference on somebody's card.

    Args:
        session: of the database.
        character_id: whose.
        kind: picture or voice.
        blob: the stored file.
        from_position: the first place of the shot list it holds at; None holds everywhere.
    """
    takes.register_media(session, blob)
    session.flush()
    _hold(one(session, Character, character_id), kind, blob.sha256, from_position)


@command
def take_away(session: Session, character_id: int, kind: Kind, from_position: int | None = None) -> None:
    """Take a reference off somebody's card, from a place on or everywhere.

    Raises:
        ToolError: there is none.
    """
    character = one(session, Character, character_id)
    if not any(getattr(card, kind) for card in character.cards):
        what = "picture" if kind is Kind.PICTURE else "voice"
        raise ToolError(f"{character.name} has no reference {what} that could be taken away")
    _hold(character, kind, None, from_position)


def _hold(character: Character, kind: Kind, sha256: str | None, from_position: int | None) -> None:
    # A card holds up to the next one that was decided otherwise, so everywhere means every stretch.
    starts = (
        {0, *(card.from_position for card in character.cards)} if from_position is None else {from_position}
    )
    for start in sorted(starts):
        revising.hang(character, {str(kind): sha256}, start)
