"""How much of what a shot depends on is remembered, on stories that recall was not tuned on.

Forty stories of some thirty-five shots: the even ones were learned from, the odd ones, in other words, are
measured (docs/decisions/0012). recall@4 asks of each policy the four shots it holds most relevant: the newest
four of the native bank, which may also be judged by all seven of its slots.
"""

from __future__ import annotations

from benchmarks.figure import Figure
from benchmarks.stories.policies import Watched, studio, watch
from benchmarks.stories.scoring import REASONS, fields, score
from benchmarks.stories.writing import held, learned
from tools.sentences import SentenceEmbedder


def measure() -> list[Figure]:
    """Recall@4 by policy and reason, what reaches the camera, and how much of it is needed."""
    with studio(SentenceEmbedder()) as crew:
        seen = [watch(crew, story) for story in learned()]
        new = [watch(crew, story) for story in held()]
    shots = sum(len(one.story.shots) for one in (*seen, *new))
    return [Figure("stories", len(seen) + len(new), ""), Figure("shots", shots, ""), *_figures(seen, new)]


def _figures(seen: list[Watched], new: list[Watched]) -> list[Figure]:
    policies = ("ours", "embeddings only", "native")
    scores = {policy: score(new, policy) for policy in policies}
    figures = [
        Figure("recall@4, ours", scores["ours"].recall, "", 0.95, at_least=True),
        Figure("recall@4, ours, on the stories learned from", score(seen, "ours").recall, ""),
        Figure("recall@4, embeddings only", scores["embeddings only"].recall, ""),
        Figure("recall@4, native", scores["native"].recall, ""),
    ]
    figures += [
        Figure(f"recall@4, {reason}, {policy}", scores[policy].by_reason[reason], "")
        for reason in REASONS
        for policy in policies
    ]
    for policy, found in scores.items():
        figures += [
            Figure(f"needs held by all slots, {policy}", found.held, ""),
            Figure(f"slots chosen a shot, {policy}", found.chosen, ""),
            Figure(f"share that serves a need, {policy}", found.needed, ""),
            Figure(f"share of any use, {policy}", found.useful, ""),
        ]
    figures += [
        Figure(f"share of needs {way} by the plans' fields", share, "") for way, share in fields(new).items()
    ]
    return figures
