"""The gate before everything the studio serves: who comes, from where, and what they may ask for.

It names the guest in a header of its own that nobody outside can set, so that doors, media and agents over
MCP all see the same guest.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from starlette.responses import PlainTextResponse

from app.studio.limits import limited
from app.studio.streams import Streams
from app.studio.visit import ALONE, EVERY, Guest

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from app.settings import Settings

GUEST = b"x-dailies-guest"
HERE = frozenset(("127.0.0.1", "localhost", "[::1]"))
"""Names of this machine; a page of another name that was made to point here is refused (DNS rebinding)."""
_API = "/doors/gradio_api"
CALL = f"{_API}/call/"
"""Where streams are begun (POST ``NAME``) and read (GET ``NAME/ID``)."""
_NAME = "[a-z][a-z0-9_]*"
SERVED = re.compile(
    rf"/|/health|/upload|/(page|media|delivered)/.+|{_API}/(info|mcp/?|run/{_NAME}|call/{_NAME}(/[0-9a-f]+)?)"
)
"""Gradio's own routes for files, uploads, proxies, queues and its stock page are closed: we need none."""
OPEN = "/health"
"""Says only that the studio is open: answered to everybody, such as the proxy that asks."""
_STRAYING = re.compile(r"(^|[/\\])\.\.?([/\\]|$)|//|[\\\x00-\x1f]")
"""Paths that lead elsewhere once somebody tidies them."""
CALL_BYTES = 2 << 20
"""The largest request but for a file that is brought."""
SLACK = 64 << 10
"""What a form needs around its file, bytes."""
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
_NOBODY = "\0"
"""Compared with where there is no such user, so that a wrong name takes as long as a wrong password."""


class Gate:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._known = frozenset(name.lower() for name in settings.studio_names)
        self._asked = bool(settings.studio_users or settings.studio_user_header)
        self._streams = Streams()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(key.encode(), value.encode()) for key, value in SHIELD.items()]
                message = {**message, "headers": [*message.get("headers", []), *extra]}
            await send(message)

        headers = _headers(scope)
        refusal = self._refusal(scope["path"], headers)
        if refusal is not None:
            await refusal(scope, receive, shielded)
            return
        name = self._guest(scope, headers)
        if name is None and scope["path"] == OPEN:
            name = ""
        if name is None:
            words = {"www-authenticate": 'Basic realm="Dailies", charset="UTF-8"'}
            await PlainTextResponse("who are you?", 401, words)(scope, receive, shielded)
            return
        await self._let_in(name, scope, receive, shielded)

    async def _let_in(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if path.startswith(CALL) and method != "POST" and not self._streams.may_read(name, path):
            await PlainTextResponse("there is no such stream", 404)(scope, receive, send)
            return
        if path.startswith(CALL) and method == "POST":
            send = self._streams.begun_by(name, send)
        kept = [(key, value) for key, value in scope["headers"] if key.lower() != GUEST]
        # Headers hold ASCII: a name is quoted, or it would come out as another on the inside.
        inside = {**scope, "headers": [*kept, (GUEST, quote(name).encode())]}
        most = self._settings.studio_upload_mb << 20
        await limited(self._app, most + SLACK if path == "/upload" else CALL_BYTES)(inside, receive, send)

    def _refusal(self, path: str, headers: Mapping[str, str]) -> PlainTextResponse | None:
        if not SERVED.fullmatch(path) or _STRAYING.search(path):
            return PlainTextResponse("there is no such page", 404)
        address = headers.get("host", "").lower()
        # Where a password is asked for, a foreign name leads nowhere: no browser sends it there.
        if (not self._asked or self._known) and _name(address) not in HERE | self._known:
            return PlainTextResponse("this studio is not called so: see DAILIES_STUDIO_NAMES", 421)
        origin = headers.get("origin", "").lower()
        there = origin.partition("://")[2]
        if origin and there != address and _name(there) not in self._known:
            return PlainTextResponse("a page of another site may not call the studio", 403)
        return None

    def _guest(self, scope: Scope, headers: Mapping[str, str]) -> str | None:
        """Their name; None for nobody the studio knows."""
        settings = self._settings
        if settings.studio_user_header:
            peer = (scope.get("client") or ("",))[0]
            said = headers.get(settings.studio_user_header.lower(), "")
            return said or None if peer in settings.studio_proxies else None
        if not settings.studio_users:
            return ALONE
        name, password = _basic(headers.get("authorization", ""))
        known = settings.studio_users.get(name)
        right = known.get_secret_value() if known is not None else _NOBODY
        same = hmac.compare_digest(right.encode(), password.encode())
        return name if same and known is not None else None


def guest_of(headers: Mapping[str, str], films: Mapping[str, Iterable[str]]) -> Guest:
    """The guest the gate let in; nobody, who may see nothing, where it did not."""
    name = unquote(headers.get(GUEST.decode(), ""))
    return Guest(name, frozenset(films.get(name, (EVERY,)) if name else ()))


def _headers(scope: Scope) -> dict[str, str]:
    """By their names; one that comes twice is said by two, and so by nobody."""
    found: dict[str, str] = {}
    for key, value in scope["headers"]:
        name = key.decode("latin-1").lower()
        found[name] = "" if name in found else _text(value)
    return found


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _name(host: str) -> str:
    """A host without its port."""
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host


def _basic(header: str) -> tuple[str, str]:
    kind, _, coded = header.partition(" ")
    try:
        name, _, password = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return (name, password) if kind.lower() == "basic" else ("", "")
