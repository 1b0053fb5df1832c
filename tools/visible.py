"""What can be seen of a text."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> bool:
    """True when there is anything in a text but spaces, control characters and marks of no width."""
    return any(unicodedata.category(c)[0] not in "CZ" for c in text)
