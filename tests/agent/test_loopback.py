"""The server on this machine speaks as servers do; read here without the client."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from typing import Any

import pytest

from agent.loopback import Loopback
from agent.model import Listen, Misconfigured, Models, Prompt, Said, Unreachable
from agent.scripted import Fault, Scripted

ASK: dict[str, Any] = {
    "model": "scripted",
    "messages": [
        {"role": "system", "content": "Skill: story 1.0.0\nYou write."},
        {"role": "user", "content": "x"},
    ],
}


class Failing:
    """A model that is down."""

    models = Models(writing="down")

    def __init__(self, error: Exception) -> None:
        self._error = error

    def complete(self, prompt: Prompt, listen: Listen) -> Said:  # noqa: ARG002 — it never looks
        raise self._error


def fetch(url: str, body: dict[str, Any] | None = None, key: str = "") -> tuple[int, str, dict[str, str]]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Authorization": f"Bearer {key}"} if key else {})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), dict(error.headers)


def test_it_lists_each_model_once() -> None:
    with Loopback(Scripted({}, Models(writing="w", vision="v", cheap="w"))) as server:
        _, page, _ = fetch(f"{server.url}/models")

    assert [model["id"] for model in json.loads(page)["data"]] == ["w", "v"]


def test_a_stream_ends_with_the_reason_the_count_and_done() -> None:
    with Loopback(Scripted({"story": ["The lamp burns."]}), piece=6) as server:
        _, page, headers = fetch(
            f"{server.url}/chat/completions",
            ASK | {"stream": True, "stream_options": {"include_usage": True}},
        )

    *events, done = [line.removeprefix("data: ") for line in page.split("\n\n") if line]
    chunks = [json.loads(event) for event in events]
    assert headers["Content-Type"] == "text/event-stream"
    assert "".join(c["choices"][0]["delta"].get("content", "") for c in chunks[:-1]) == "The lamp burns."
    assert chunks[-2]["choices"][0]["finish_reason"] == "stop"
    assert chunks[-1]["choices"] == []
    assert chunks[-1]["usage"]["completion_tokens"] > 0
    assert done == "[DONE]"


def test_the_model_gets_the_skill_and_the_messages_without_its_line() -> None:
    model = Scripted({"story": ["x"]})
    with Loopback(model) as server:
        _, page, _ = fetch(f"{server.url}/chat/completions", ASK)

    assert json.loads(page)["choices"][0]["message"]["content"] == "x"
    assert model.prompts[0].skill == "story 1.0.0"
    assert [m.text for m in model.prompts[0].messages] == ["You write.", "x"]


def test_without_the_key_nobody_is_let_in() -> None:
    with Loopback(Scripted({"story": ["x"]}), key="open") as server:
        assert fetch(f"{server.url}/models", key="sesame")[0] == 401
        assert fetch(f"{server.url}/chat/completions", ASK)[0] == 401
        assert fetch(f"{server.url}/models", key="open")[0] == 200


def test_a_refused_field_is_named() -> None:
    with Loopback(Scripted({"story": ["x"]}), refuses={"seed", "response_format.json_schema"}) as server:
        status, page, _ = fetch(f"{server.url}/chat/completions", ASK | {"seed": 1})
        formed = fetch(f"{server.url}/chat/completions", ASK | {"response_format": {"type": "json_schema"}})
        loose = fetch(f"{server.url}/chat/completions", ASK | {"response_format": {"type": "json_object"}})

    assert (status, json.loads(page)["error"]["param"]) == (400, "seed")
    assert (formed[0], loose[0]) == (400, 200)


@pytest.mark.parametrize(
    ("path", "body"),
    [("/elsewhere", None), ("/elsewhere", ASK), ("/chat/completions", ASK | {"model": "other"})],
)
def test_what_is_not_there_is_not_found(path: str, body: dict[str, Any] | None) -> None:
    with Loopback(Scripted({"story": ["x"]})) as server:
        assert fetch(server.url + path, body)[0] == 404


def test_faults_become_those_of_a_server() -> None:
    script = Scripted({"story": [Fault("429", wait=3), Fault("500"), Fault("401"), "at last"]})
    with Loopback(script) as server:
        answers = [fetch(f"{server.url}/chat/completions", ASK) for _ in range(4)]

    assert [status for status, _, _ in answers] == [429, 500, 401, 200]
    assert answers[0][2]["Retry-After"] == "3"


def test_a_model_that_fails_itself_fails_its_clients() -> None:
    for error, status in ((Unreachable("gone"), 500), (Misconfigured("no such thing"), 400)):
        with Loopback(Failing(error)) as server:
            assert fetch(f"{server.url}/chat/completions", ASK | {"model": "down"})[0] == status


def test_nothing_is_left_when_it_closes() -> None:
    before = threading.active_count()
    with Loopback(Scripted({"story": [Fault("hang")]})) as server:
        asking = threading.Thread(target=_ask_in_vain, args=(f"{server.url}/chat/completions",))
        asking.start()
        while not server.chats:
            time.sleep(0.01)
    asking.join()

    assert threading.active_count() == before


def _ask_in_vain(url: str) -> None:
    with pytest.raises(ConnectionError):  # closed without a word
        fetch(url, ASK)
