"""The book of a film's model calls: what they may use up, what they did, and what was answered before."""

from __future__ import annotations

from dataclasses import dataclass

from agent.model import OverBudget, Price
from tools import ledger
from tools.db import Database

LEAST_ANSWER = 256
"""Tokens; with less left, an answer would only be cut off and paid for in vain."""


@dataclass(frozen=True, slots=True)
class Book:
    """A film's calls, within its budget.

    Every call is written in a short transaction of its own, so that it is kept whatever becomes of the step
    that asked. It therefore must not be used while a session for writing is open in the same process: the
    two would wait for each other.

    Args:
        database: where the calls are kept.
        film_id: the film.
        turn_id: the user's turn that the calls belong to, if any.
        most_tokens: what the film may use up in all, prompts and answers; 0 sets no limit.
        most_cost: the same in the currency of the prices; 0 sets no limit. A model without a price costs
            nothing here.
    """

    database: Database
    film_id: int
    turn_id: int | None = None
    most_tokens: int = 0
    most_cost: float = 0.0

    def spent(self) -> ledger.Spent:
        """What the film has used up so far."""
        with self.database.read() as session:
            return ledger.spent(session, self.film_id)

    def allow(self, tokens_in: int, answer_tokens: int, price: Price | None = None) -> int:
        """How long the answer to a prompt of ``tokens_in`` may be: ``answer_tokens``, or what is left.

        Raises:
            OverBudget: not even a short answer is left.
        """
        spent = self.spent()
        left = self._tokens_left(spent, tokens_in, price)
        if left is not None and left < min(answer_tokens, LEAST_ANSWER):
            raise OverBudget(self._refusal(spent, tokens_in))
        return answer_tokens if left is None else min(answer_tokens, left)

    def answered(self, request_digest: str) -> str | None:
        """The newest good answer to this very request, if there is one."""
        with self.database.read() as session:
            return ledger.answered_before(session, self.film_id, request_digest)

    def bad(self, request_digest: str) -> int:
        """How often this very request was given up because no answer could be used."""
        with self.database.read() as session:
            return ledger.bad_before(session, self.film_id, request_digest)

    def write(self, entry: ledger.Entry) -> int:
        """Write a call down; gives its id.

        Raises:
            Busy: another program keeps the database locked.
        """
        with self.database.write("director", self.turn_id) as session:
            return ledger.record_call(session, self.film_id, entry, self.turn_id)

    def _tokens_left(self, spent: ledger.Spent, tokens_in: int, price: Price | None) -> int | None:
        """Tokens left for an answer after a prompt of ``tokens_in``; None without a limit."""
        left: list[float] = []
        if self.most_tokens:
            left.append(self.most_tokens - spent.tokens - tokens_in)
        if self.most_cost and price is not None:
            money = self.most_cost - spent.cost - tokens_in * price.tokens_in / 1e6
            if price.tokens_out:
                left.append(money * 1e6 / price.tokens_out)
            elif money < 0:
                left.append(0)
        return int(max(0, min(left))) if left else None

    def _refusal(self, spent: ledger.Spent, tokens_in: int) -> str:
        used = [f"{spent.tokens:,} of {self.most_tokens:,} tokens"] if self.most_tokens else []
        used += [f"{spent.cost:.2f} of {self.most_cost:.2f} in cost"] if self.most_cost else []
        return (
            f"the film has used up {' and '.join(used)}, and the next prompt alone takes about "
            f"{tokens_in:,} tokens: the model was not asked. Raise DAILIES_LLM_BUDGET_TOKENS or "
            "DAILIES_LLM_BUDGET_COST (0: no limit) and run `dailies resume`."
        )
