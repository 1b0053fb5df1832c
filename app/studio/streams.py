"""Whose stream is whose: an answer that comes piece by piece is read by whoever asked, and nobody else."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Send

KEPT = 1_000
"""Streams remembered at once; the oldest are forgotten first, and can then not be read any more."""


class Streams:
    """Guests by the ids of the streams they began; used from one event loop."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()

    def may_read(self, guest: str, path: str) -> bool:
        """True where the stream that a path ends with was begun by this guest."""
        return self._owners.get(path.rpartition("/")[2]) == guest

    def begun_by(self, guest: str, send: Send) -> Send:
        """Listens to the answer that gives a new stream its id."""
        said = bytearray()

        async def heard(message: Message) -> None:
            if message["type"] == "http.response.body":
                said.extend(message.get("body", b""))
                if not message.get("more_body"):
                    self._remember(guest, bytes(said))
            await send(message)

        return heard

    def _remember(self, guest: str, answer: bytes) -> None:
        try:
            stream = json.loads(answer).get("event_id")
        except (ValueError, AttributeError):
            return
        if isinstance(stream, str):
            self._owners[stream] = guest
            while len(self._owners) > KEPT:
                self._owners.popitem(last=False)
