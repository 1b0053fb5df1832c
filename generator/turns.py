"""How long a thread of Python may keep the others waiting."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SHORT = 0.00002
"""Seconds. The usual five milliseconds are longer than a frame takes to draw or to code."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Let threads take turns often: one draws with Python's lock held, the others code without it."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(min(_SHORT, usual))
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
