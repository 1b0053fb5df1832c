"""Short digests of words and values, kept beside what was made from them."""

from __future__ import annotations

import hashlib
import json


def text_digest(words: str) -> str:
    """Short sha256 of a text."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def digest(value: object) -> str:
    """Short digest of a value of JSON."""
    return text_digest(json.dumps(value, sort_keys=True, ensure_ascii=False))
