"""An OpenAI-compatible server on this machine, around any model: what the client is tested and timed with.

::

    with Loopback(Scripted({"story": [{"title": "Lamp"}]})) as server:
        ...  # DAILIES_LLM_BASE_URL = server.url

It listens on 127.0.0.1 only. It is no server to work with: one process, no limits, plain HTTP.
"""

from __future__ import annotations

import json
import select
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from agent.llm.request import SKILL
from agent.model import Ending, Message, Misconfigured, Model, Prompt, Said, Tool, ToolCall, Unreachable
from agent.scripted import Fault, Scripted, written

_FINISH = {
    Ending.STOP: "stop",
    Ending.LENGTH: "length",
    Ending.TOOLS: "tool_calls",
    Ending.REFUSED: "content_filter",
}
_TICK = 0.02


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    """By names in lower case."""
    body: Mapping[str, Any]
    """Empty for a GET."""


class Loopback:
    """The server; it answers while its context is open.

    Args:
        model: who answers. The faults of a :class:`agent.scripted.Scripted` become those of a real server.
        key: asked for as the bearer token; empty for none.
        refuses: request fields it answers with status 400, such as ``seed``, ``stream`` or
            ``response_format.json_schema`` (that type of it).
        ignores_stream: whether it answers in one piece whatever is asked.
        counts: whether it counts tokens.
        delay: seconds before each answer.
        piece: characters of an answer sent at a time.
    """

    def __init__(
        self,
        model: Model,
        *,
        key: str = "",
        refuses: frozenset[str] | set[str] = frozenset(),
        ignores_stream: bool = False,
        counts: bool = True,
        delay: float = 0.0,
        piece: int = 8,
    ) -> None:
        self.model = model
        self.key = key
        self.refuses = refuses
        self.ignores_stream = ignores_stream
        self.counts = counts
        self.delay = delay
        self.piece = piece
        self.requests: list[Request] = []
        """Everything asked of it, in order."""
        self.pictures = 0
        """How many pictures it was shown; the model does not get them."""
        self.left = 0
        """How many clients went away before they were answered."""
        self.closing = threading.Event()
        handler = type("Handler", (_Handler,), {"home": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = False  # closing waits for those that still answer
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), name="loopback")

    @property
    def url(self) -> str:
        """The base URL, with ``/v1``."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def chats(self) -> list[Mapping[str, Any]]:
        """The bodies of all chat completions asked of it, in order."""
        return [request.body for request in self.requests if request.path == "/v1/chat/completions"]

    @property
    def served(self) -> list[str]:
        """The models it lists."""
        models = self.model.models
        return list(dict.fromkeys(filter(None, (models.writing, models.vision, models.cheap))))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def declined(self, body: Mapping[str, Any]) -> str:
        """The first field of a request it refuses; empty for none."""
        for name in sorted(self.refuses):
            field, _, kind = name.partition(".")
            if field in body and (not kind or body[field].get("type") == kind):
                return field
        return ""


class _Handler(BaseHTTPRequestHandler):
    home: Loopback

    def handle(self) -> None:
        """Answer a client, who may go away at any time."""
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            self.home.left += 1

    def do_GET(self) -> None:
        if self._let_in({}):
            if self.path == "/v1/models":
                models = [
                    {"id": name, "object": "model", "created": 0, "owned_by": "loopback"}
                    for name in self.home.served
                ]
                self._send(200, {"object": "list", "data": models})
            else:
                self._fail(404, f"there is nothing at {self.path}")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", "0"))))
        if not self._let_in(body):
            return
        if self.path != "/v1/chat/completions":
            self._fail(404, f"there is nothing at {self.path}")
        elif body["model"] not in self.home.served:
            self._fail(404, f"The model `{body['model']}` does not exist", code="model_not_found")
        elif field := self.home.declined(body):
            self._fail(400, f"Unsupported parameter: '{field}' is not supported with this model", param=field)
        else:
            self._chat(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — named by the library
        """Say nothing: what was asked is in ``requests``."""

    def _let_in(self, body: Mapping[str, Any]) -> bool:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.home.requests.append(Request(self.path, headers, body))
        given = headers.get("authorization", "").removeprefix("Bearer ")
        if self.home.key and given != self.home.key:
            self._fail(401, f"Incorrect API key provided: {given}", code="invalid_api_key")
            return False
        return True

    def _chat(self, body: Mapping[str, Any]) -> None:
        prompt, pictures = _prompt(body)
        self.home.pictures += pictures
        if self._silent(self.home.delay):
            return
        try:
            said = self._answer(prompt)
        except Unreachable as error:
            self._fail(500, str(error))
        except Misconfigured as error:
            self._fail(400, str(error))
        else:
            if isinstance(said, Fault):
                self._go_wrong(said, body)
            elif body.get("stream") and not self.home.ignores_stream:
                self._stream(_events(said, body, self.home), whole=True)
            else:
                self._send(200, _completion(said, self.home))

    def _answer(self, prompt: Prompt) -> Said | Fault:
        if isinstance(self.home.model, Scripted):
            return self.home.model.answer(prompt)
        return self.home.model.complete(prompt, lambda _: None)

    def _go_wrong(self, fault: Fault, body: Mapping[str, Any]) -> None:
        match fault.kind:
            case "hang":
                self._silent(float("inf"))
            case "429":
                self._fail(429, "Rate limit reached", code="rate_limit_exceeded", wait=fault.wait)
            case "401":
                self._fail(401, "Incorrect API key provided", code="invalid_api_key")
            case "dropped":
                text = written(fault.of)
                half = Said(text[: len(text) // 2], model=body["model"])
                self._stream(_events(half, body, self.home), whole=False)
            case _:
                self._fail(500, "The server had an error while processing your request")

    def _silent(self, seconds: float) -> bool:
        """Say nothing for a while; True when the client has gone, or the server is closing."""
        waited = 0.0
        while waited < seconds:
            if self.home.closing.wait(_TICK):
                return True
            if _gone(self.connection):
                self.home.left += 1
                return True
            waited += _TICK
        return False

    def _stream(self, events: Iterator[dict[str, Any]], *, whole: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for event in events:
            if not whole and event["choices"] and event["choices"][0]["finish_reason"]:
                return
            self.wfile.write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, status: int, value: Mapping[str, Any], wait: float = 0.0) -> None:
        data = json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if wait:
            self.send_header("Retry-After", f"{wait:g}")
        self.end_headers()
        self.wfile.write(data)

    def _fail(self, status: int, message: str, *, code: str = "", param: str = "", wait: float = 0.0) -> None:
        error = {"message": message, "type": "error", "code": code or None, "param": param or None}
        self._send(status, {"error": error}, wait)


def _gone(connection: socket.socket) -> bool:
    readable, _, _ = select.select([connection], [], [], 0)
    return bool(readable) and connection.recv(1, socket.MSG_PEEK) == b""


def _prompt(body: Mapping[str, Any]) -> tuple[Prompt, int]:
    """A request as the prompt it was made from, without its pictures, and how many there were."""
    messages, pictures = [], 0
    for message in body["messages"]:
        text, shown = _text(message.get("content"))
        messages.append((message, text))
        pictures += shown
    skill = ""
    if messages and messages[0][1].startswith(SKILL):
        first, _, rest = messages[0][1].partition("\n")
        skill = first.removeprefix(SKILL)
        messages[0] = (messages[0][0], rest)
    tools = [tool["function"] for tool in body.get("tools", ())]
    prompt = Prompt(
        skill=skill,
        messages=tuple(_message(message, text) for message, text in messages),
        schema=body.get("response_format", {}).get("json_schema", {}).get("schema"),
        tools=tuple(Tool(t["name"], t["description"], t["parameters"]) for t in tools),
        use="vision" if pictures else "writing",
        answer_tokens=body.get("max_tokens") or body.get("max_completion_tokens") or 2_000,
        temperature=body.get("temperature", 1.0),
        seed=body.get("seed", 0),
    )
    return prompt, pictures


def _text(content: object) -> tuple[str, int]:
    if not isinstance(content, list):
        return str(content or ""), 0
    text = "".join(part["text"] for part in content if part["type"] == "text")
    return text, sum(part["type"] == "image_url" for part in content)


def _message(given: Mapping[str, Any], text: str) -> Message:
    calls = tuple(
        ToolCall(c["id"], c["function"]["name"], c["function"]["arguments"])
        for c in given.get("tool_calls", ())
    )
    return Message(given["role"], text, calls=calls, answers=given.get("tool_call_id", ""))


def _usage(said: Said) -> dict[str, int]:
    return {
        "prompt_tokens": said.tokens_in,
        "completion_tokens": said.tokens_out,
        "total_tokens": said.tokens_in + said.tokens_out,
    }


def _calls(said: Said) -> list[dict[str, Any]]:
    return [
        {"id": c.id, "type": "function", "function": {"name": c.name, "arguments": c.arguments}}
        for c in said.calls
    ]


def _completion(said: Said, home: Loopback) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": said.text}
    if said.calls:
        message["tool_calls"] = _calls(said)
    whole = {
        "id": "loopback",
        "object": "chat.completion",
        "created": 0,
        "model": said.model,
        "choices": [{"index": 0, "message": message, "finish_reason": _FINISH[said.ending]}],
    }
    return whole | {"usage": _usage(said)} if home.counts else whole


def _events(said: Said, body: Mapping[str, Any], home: Loopback) -> Iterator[dict[str, Any]]:
    """An answer in pieces: the text, then the calls, then why it ended, then the count."""
    yield _event(said, {"role": "assistant", "content": ""})
    for piece in _pieces(said.text, home.piece):
        yield _event(said, {"content": piece})
    for index, call in enumerate(_calls(said)):
        arguments = call["function"]["arguments"]
        opened = call | {"index": index, "function": {"name": call["function"]["name"], "arguments": ""}}
        yield _event(said, {"tool_calls": [opened]})
        for piece in _pieces(arguments, home.piece):
            yield _event(said, {"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
    yield _event(said, {}, _FINISH[said.ending])
    if home.counts and body.get("stream_options", {}).get("include_usage"):
        yield _event(said, {}) | {"choices": [], "usage": _usage(said)}


def _event(said: Said, delta: Mapping[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "loopback",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": said.model,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def _pieces(text: str, length: int) -> Iterator[str]:
    return (text[start : start + length] for start in range(0, len(text), length))
