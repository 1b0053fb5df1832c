"""The crews that answer in the chat and carry out notes: made when first needed, a few kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.crew import Crew
    from app.build import Studio

KEPT = 4
"""Films whose crews are kept at once: each holds a recall index and may hold a connection to a model."""


class Staffing:
    """Crews by film; used by many threads."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._crews: OrderedDict[int, Crew] = OrderedDict()
        self._lock = threading.Lock()
        self.hushed: set[int] = set()
        """Films whose director is to stop talking."""

    def of(self, film_id: int) -> Crew:
        """Whom a film is made with, delivering into its own folder, telling nobody."""
        from app.making import staff

        with self._lock:
            crew = self._crews.pop(film_id, None) or staff(self._studio, film_id)
            self._crews[film_id] = crew
            while len(self._crews) > KEPT:
                self._crews.popitem(last=False)
            return crew
