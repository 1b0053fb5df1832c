"""A language model behind any OpenAI-compatible server: streamed, cancellable, tried again with patience.

One call, from the inside out: :meth:`Llm._exchange` sends a request and hears the answer, ``_agree`` finds
terms the server takes, ``_insist`` tries again when it fails.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any, TypeVar

from agent.llm import request
from agent.llm.faults import SETTINGS, Asked, Declined, Passing, judge, listed, no_model_answers
from agent.llm.heard import Heard
from agent.llm.server import Server
from agent.llm.terms import Terms
from agent.model import Listen, Misconfigured, Models, Prompt, Said, Unreachable

if TYPE_CHECKING:
    from openai import AsyncOpenAI

T = TypeVar("T")

TICK = 0.25
"""Seconds between two looks at whether to go on waiting."""
_JITTER = random.SystemRandom().random
LONGEST_TOKEN = 8
"""Bytes of a token, on average, that no answer reaches: with more, it has left its length behind."""
LONGEST_WAIT = 60.0
"""Seconds between two tries at most, whatever the server asks for."""


class Llm:
    """A :class:`agent.model.Model` over the network (E45).

    What a server refuses (a schema, a seed, streaming) is left out of the request, and it is remembered for
    that model. A try that fails for a passing reason is made again after 1, 2, 4 … seconds, give or take a
    quarter, or after what the server asks for; ``listen`` then hears the answer again from its beginning.

    Args:
        server: where the model is.
        models: their names; with none for writing, the one model the server has.
        sleep: waits so many seconds.
        clock: seconds that only ever grow.
        jitter: a number from 0 to 1, another one every time.
    """

    def __init__(
        self,
        server: Server,
        models: Models,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = _JITTER,
    ) -> None:
        self._server = server
        self._models = models
        self._sleep = sleep
        self._clock = clock
        self._jitter = jitter
        self._terms: dict[str, Terms] = {}

    @property
    def models(self) -> Models:
        """What there is. Without a name for writing, the server is asked, once.

        Raises:
            Misconfigured: the server has several models, or none.
            Unreachable: it cannot be asked.
        """
        return self._named(_silently)

    def served(self) -> tuple[str, ...]:
        """The models the server says it has.

        Raises:
            Misconfigured: the key or the address is wrong.
            Unreachable: it did not answer.
        """
        return self._insist(lambda: self._list(_silently), _silently)[0]

    def complete(self, prompt: Prompt, listen: Listen) -> Said:
        """Answer a prompt: see :meth:`agent.model.Model.complete`."""
        began = self._clock()
        try:
            name = self._named(listen).named(prompt.use)
            if not name:
                raise Misconfigured(f"no model for {prompt.use}: set {SETTINGS[prompt.use]}")
            heard, attempts = self._insist(lambda: self._agree(prompt, name, listen), listen)
        except Unreachable as error:
            raise Unreachable(f"{error}. Nothing is lost: `dailies resume` goes on") from None
        return heard.said(prompt, name, self._clock() - began, attempts)

    def _named(self, listen: Listen) -> Models:
        if not self._models.writing:
            served, _ = self._insist(lambda: self._list(listen), listen)
            if len(served) != 1:
                there = f"has {listed(served)}" if served else "lists no models"
                raise Misconfigured(
                    f"{self._server.address} {there}: set DAILIES_LLM_MODEL to the one that shall write"
                )
            self._models = replace(self._models, writing=served[0])
        return self._models

    def _insist(self, ask: Callable[[], Coroutine[Any, Any, T]], listen: Listen) -> tuple[T, int]:
        """What ``ask`` gives, and how many tries that took."""
        for attempt in range(1, self._server.retries + 2):
            try:
                return asyncio.run(ask()), attempt
            except Passing as fault:
                if attempt > self._server.retries:
                    raise Unreachable(self._gave_up(fault, attempt)) from None
                self._wait(self._pause(fault, attempt), listen)
        raise AssertionError("the last try either answers or raises")

    async def _agree(self, prompt: Prompt, name: str, listen: Listen) -> Heard:
        terms = self._terms.get(name, Terms())
        async with self._server.client() as client:
            while True:
                try:
                    heard = await self._exchange(client, prompt, name, terms, listen)
                except Declined as declined:
                    terms = declined.terms
                else:
                    self._terms[name] = terms
                    return heard

    async def _exchange(
        self, client: AsyncOpenAI, prompt: Prompt, name: str, terms: Terms, listen: Listen
    ) -> Heard:
        from openai import APIError, NotFoundError

        sent = request.body(prompt, name, terms)
        try:
            heard = await _hear(client, sent, listen, LONGEST_TOKEN * prompt.answer_tokens)
        except APIError as error:
            served = await self._list_if_any(listen) if isinstance(error, NotFoundError) else ()
            raise judge(error, Asked(self._server, prompt.use, terms, sent), served) from None
        except (JSONDecodeError, UnicodeDecodeError):
            raise Passing("what it sent is not JSON") from None
        except NoAnswer as page:
            raise Misconfigured(no_model_answers(self._server, self._server.clean(str(page)))) from None
        if sent.get("stream") and not heard.began:
            # Some servers take no notice of "stream": an answer that is no stream sounds like silence.
            raise Declined(terms.less("stream"))
        if sent.get("stream") and not heard.finish:
            raise Passing("its answer broke off")
        return heard

    async def _list(self, listen: Listen) -> tuple[str, ...]:
        from openai import APIError

        async with self._server.client() as client:
            try:
                return await _while_listening(_listing(client), listen)
            except APIError as error:
                raise judge(error, Asked(self._server)) from None

    async def _list_if_any(self, listen: Listen) -> tuple[str, ...]:
        try:
            return await self._list(listen)
        except (Passing, Misconfigured):
            return ()

    def _pause(self, fault: Passing, attempt: int) -> float:
        if fault.wait is not None:
            return min(fault.wait, LONGEST_WAIT)
        return min(2.0 ** (attempt - 1) * (0.75 + self._jitter() / 2), LONGEST_WAIT)

    def _wait(self, seconds: float, listen: Listen) -> None:
        while seconds > 0:
            listen("")
            self._sleep(min(TICK, seconds))
            seconds -= TICK

    def _gave_up(self, fault: Passing, attempts: int) -> str:
        tried = "once" if attempts == 1 else f"{attempts} times"
        return f"the language model at {self._server.address} did not answer, tried {tried}: {fault}"


class NoAnswer(Exception):
    """What came is a page of some kind, with status 200; the message is what it begins with."""


async def _hear(client: AsyncOpenAI, sent: dict[str, Any], listen: Listen, most: int) -> Heard:
    """The answer; of a stream that runs on beyond ``most`` bytes, what came until then."""
    heard = Heard()
    answer: Any = await _while_listening(client.chat.completions.create(**sent), listen)
    if isinstance(answer, str):
        raise NoAnswer(answer)
    if not sent.get("stream"):
        listen(heard.add(answer))
        return heard
    chunks = aiter(answer)
    while (chunk := await _while_listening(anext(chunks, None), listen)) is not None:
        listen(heard.add(chunk))
        if heard.size > most:
            # Not every server keeps to the length asked for; what comes is paid for.
            heard.finish = "length"
            await answer.close()
            break
    return heard


async def _listing(client: AsyncOpenAI) -> tuple[str, ...]:
    page = await client.models.list()
    return tuple(sorted(model.id for model in page.data or ()))


async def _while_listening(coming: Awaitable[T], listen: Listen) -> T:
    """Await something, calling ``listen`` with nothing every tick; when that raises, the waiting ends."""
    task: asyncio.Future[T] = asyncio.ensure_future(coming)
    try:
        while not (await asyncio.wait({task}, timeout=TICK))[0]:
            listen("")
        return task.result()
    finally:
        if task.cancel():
            await asyncio.wait({task})


def _silently(_: str) -> None:
    """Listen to nothing."""
