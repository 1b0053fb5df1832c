"""What the linter must know of the shots before."""

from __future__ import annotations

from collections.abc import Iterable

from tools.memory import Past


def returning(policy: str, earlier: Iterable[Past]) -> frozenset[str] | None:
    """Tags of those whose faces earlier shots show; None where memory does not go by person.

    Args:
        policy: the film's memory policy.
        earlier: what is known of the shots before the one in hand.
    """
    return frozenset(tag for p in earlier for tag in p.people) if policy == "agent" else None
