"""Where a model is reached, and the connection to it.

It goes to that one address, past proxies and redirects, and takes nothing along but the request and the key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.model import Misconfigured

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_ADDRESS = re.compile(r"https?://(\[[0-9a-fA-F:.]+\]|[^/\s:?#@\[\]]+)(:\d{1,5})?(/[^\s?#]*)?")
_SECRET = 6
"""Characters from which a key is one; what is shorter fills a field, and may stand in any sentence."""
_CONNECTING = 10.0
"""Seconds to wait for a connection at most: a server that is there takes it at once."""
_SENT = frozenset(
    {
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    }
)
"""Headers that go out; the client would add others that it finds in the environment."""


@dataclass(frozen=True, slots=True)
class Server:
    """An OpenAI-compatible server."""

    url: str
    """Its base URL; most end in ``/v1``."""
    key: str = field(default="", repr=False)
    """Sent as the bearer token; empty for servers that want none."""
    timeout: float = 60.0
    """Seconds of silence after which a try is given up."""
    retries: int = 3
    """How often to try again."""

    @property
    def address(self) -> str:
        """The URL as it may be shown: without a name and password in it, or anything after the path."""
        return re.sub(r"//[^/]*@", "//", re.split(r"[?#]", self.url)[0])

    def clean(self, words: str) -> str:
        """Words of the server on one line, at most 300 characters, fit to be shown: never with the key."""
        if len(self.key) >= _SECRET:
            words = words.replace(self.key, "***")
        line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
        return line if len(line) <= 300 else f"{line[:299]}…"

    def client(self) -> AsyncOpenAI:
        """A connection, for one call.

        Raises:
            Misconfigured: the URL or the key is none.
        """
        if not _ADDRESS.fullmatch(self.url):
            raise Misconfigured(
                f"got DAILIES_LLM_BASE_URL={self.address}, expected an address such as http://127.0.0.1:8080/v1"
            )
        if not re.fullmatch(r"[!-~]*", self.key):
            raise Misconfigured(
                "DAILIES_LLM_API_KEY has spaces or letters in it that no key has; copy it once more"
            )
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient, Timeout

        patience = Timeout(self.timeout, connect=min(self.timeout, _CONNECTING))
        key = self.key or "none"  # the client insists on one; _only_ours takes it out again
        return AsyncOpenAI(
            base_url=self.url,
            api_key=key,
            admin_api_key="",
            default_headers={"Authorization": f"Bearer {key}"},
            timeout=patience,
            max_retries=0,
            http_client=DefaultAsyncHttpxClient(
                trust_env=False,
                follow_redirects=False,
                timeout=patience,
                event_hooks={"request": [self._only_ours]},
            ),
        )

    async def _only_ours(self, request: Any) -> None:  # noqa: ANN401 — the client's own request type
        ours = _SENT | {"authorization"} if self.key else _SENT
        for name in [name for name in request.headers if name.lower() not in ours]:
            del request.headers[name]
