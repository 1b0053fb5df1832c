"""What the user, or a model calling a tool, can mend.

Everything else that goes wrong is a fault: an ordinary exception, recorded with its traceback.
"""

from __future__ import annotations


class ToolError(Exception):
    """Something the user can mend; the message says got, expected, and what to do. Nothing was changed."""


class NotFound(ToolError):
    """No such film, shot or take."""


class Conflict(ToolError):
    """The row was changed by somebody else since it was read (compare-and-set)."""


class Busy(ToolError):
    """Somebody else is at work on it right now."""


class NoRoom(ToolError):
    """The disk is full, or the folder cannot be written."""


class WrongVersion(ToolError):
    """The database belongs to another version of Dailies."""
