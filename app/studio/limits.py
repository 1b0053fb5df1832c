"""A request larger than it may be is cut off while it comes in: nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


def limited(app: ASGIApp, most: int) -> ASGIApp:
    """An application that is never given more than ``most`` bytes; whoever sends more is answered 413."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        came, started = 0, False

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            # To the application the sender is gone: what it began to read, it forgets.
            return {"type": "http.disconnect"} if came > most else message

        async def answer(message: Message) -> None:
            nonlocal started
            if came <= most or started:
                started = True
                await send(message)

        if _said(scope) > most:
            await _refusal(most)(scope, receive, send)
            return
        try:
            await app(scope, counted, answer)
        except Exception:
            if came <= most or started:
                raise
        if came > most and not started:
            await _refusal(most)(scope, receive, send)

    return run


def _said(scope: Scope) -> int:
    """Bytes the sender announces; 0 where they do not say."""
    found = next((value for key, value in scope["headers"] if key.lower() == b"content-length"), b"0")
    return int(found) if found.isdigit() else 0


def _refusal(most: int) -> JSONResponse:
    return JSONResponse({"error": f"that is larger than {most / 2**20:.0f} MB: make it smaller"}, 413)
