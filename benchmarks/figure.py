"""One measured figure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, and what it should be."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    """True when more is better."""

    @property
    def missed(self) -> bool:
        """True when there is a target and the value is on the wrong side of it."""
        if self.target is None:
            return False
        return self.value < self.target if self.at_least else self.value > self.target

    @property
    def goal(self) -> str:
        """The target in words."""
        if self.target is None:
            return ""
        return f"{'at least' if self.at_least else 'under'} {self.target:g} {self.unit}"

    def facts(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"missed": self.missed}
