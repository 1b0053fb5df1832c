"""The gate before everything the studio serves: who comes, from where, and what they may ask for.

It names the guest in a header of its own that nobody outside can set, so that doors, media and agents over
MCP all see the same guest.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from app.studio.visit import ALONE, EVERY, Guest

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from app.settings import Settings

GUEST = b"x-dailies-guest"
HERE = frozenset(("127.0.0.1", "localhost", "[::1]"))
"""Names of this machine; a page of another name that was made to point here is refused (DNS rebinding)."""
_API = "/doors/gradio_api"
SERVED = ("/page/", "/media/", "/delivered/", f"{_API}/run/", f"{_API}/call/", f"{_API}/mcp/")
EXACTLY = frozenset(("/", "/health", "/upload", f"{_API}/info", f"{_API}/mcp"))
"""Gradio's own routes for files, uploads, proxies and its stock page are closed: we need none."""
SHIELD = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "media-src 'self' blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


class Gate:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._names = HERE | {name.lower() for name in settings.studio_names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        name = self._guest(headers)
        if name is None:
            words = {"www-authenticate": 'Basic realm="Dailies", charset="UTF-8"'}
            await PlainTextResponse("who are you?", 401, words)(scope, receive, send)
            return
        kept = [(key, value) for key, value in scope["headers"] if key.lower() != GUEST]
        inside = {**scope, "headers": [*kept, (GUEST, name.encode())]}

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(key.encode(), value.encode()) for key, value in SHIELD.items()]
                message = {**message, "headers": [*message.get("headers", []), *extra]}
            await send(message)

        await self._app(inside, receive, shielded)

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> PlainTextResponse | None:
        path = scope["path"]
        if path not in EXACTLY and not path.startswith(SERVED):
            return PlainTextResponse("there is no such page", 404)
        host = _name(headers.get("host", ""))
        if self._settings.studio_host in HERE and host not in self._names:
            return PlainTextResponse("this studio is not called so: see DAILIES_STUDIO_NAMES", 421)
        origin = headers.get("origin", "")
        if origin and _name(origin.partition("://")[2]) not in self._names | {host}:
            return PlainTextResponse("a page of another site may not call the studio", 403)
        return None

    def _guest(self, headers: Mapping[str, str]) -> str | None:
        """Their name; None for nobody the studio knows."""
        settings = self._settings
        if settings.studio_user_header:
            return headers.get(settings.studio_user_header.lower()) or None
        if not settings.studio_users:
            return ALONE
        name, password = _basic(headers.get("authorization", ""))
        known = settings.studio_users.get(name)
        right = known is not None and hmac.compare_digest(
            known.get_secret_value().encode(), password.encode()
        )
        return name if right else None


def guest_of(headers: Mapping[str, str], films: Mapping[str, Iterable[str]]) -> Guest:
    """The guest the gate let in."""
    name = headers.get(GUEST.decode()) or ALONE
    return Guest(name, frozenset(films.get(name, (EVERY,))))


def _name(host: str) -> str:
    """A host without its port."""
    return (host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host).lower()


def _basic(header: str) -> tuple[str, str]:
    kind, _, coded = header.partition(" ")
    try:
        name, _, password = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return (name, password) if kind.lower() == "basic" else ("", "")
