"""What a reader gives back, and what it says when it cannot read."""

from __future__ import annotations

from generator.interface import Frozen
from tools.errors import ToolError
from tools.story import Screenplay, SourceKind

MAX_BYTES = 2_000_000
"""The largest source, bytes. A feature script of 120 pages is about 200,000."""
MAX_LINES = 50_000
"""The most lines of a source; keeps the time to parse bounded. A feature script has about 7,000."""


class BadSource(ToolError, ValueError):
    """A source that cannot be read; the message names the file, the line, and what to do."""


class Source(Frozen):
    """What the user brought, read."""

    kind: SourceKind
    text: str
    """The whole source, decoded; lines end with ``\\n``. For FDX this is the XML."""
    screenplay: Screenplay | None = None
    """None for an idea or prose: the writer starts from ``text``."""
