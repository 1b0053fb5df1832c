"""The linter: what is wrong with a request, told before anything is rendered. Deterministic, no model.

Every rule has a code that stays; docs/captions.md lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.linting import dialogue, memories, picture, voices, wording
from agent.linting.rule import Finding, Known, Rule, Severity, read
from generator.interface import ShotRequest

__all__ = ["RULES", "Finding", "Known", "Rule", "Severity", "errors", "lint"]

RULES: tuple[Rule, ...] = (
    *wording.RULES,
    *dialogue.RULES,
    *voices.RULES,
    *picture.RULES,
    *memories.RULES,
)
"""Every rule, in the order findings are told."""


def lint(request: ShotRequest, known: Known) -> list[Finding]:
    """Everything the rules find; empty for a request that is as it should be."""
    taken_apart = read(request, known)
    return [
        Finding(rule.code, rule.severity, fault.message, fault.where)
        for rule in RULES
        for fault in rule.faults(taken_apart)
    ]


def errors(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Those that block a render with ``echo``."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
