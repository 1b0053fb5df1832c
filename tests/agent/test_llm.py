"""The client against a true server on this machine: streaming, giving way, trying again, giving up."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.llm.client import LONGEST_WAIT, Llm
from agent.llm.schema import strict
from agent.llm.server import Server
from agent.llm.terms import Terms, lesser
from agent.loopback import Loopback
from agent.model import Ending, Message, Misconfigured, Models, Prompt, Said, Tool, ToolCall, Unreachable
from agent.scripted import Calls, Fault, Scripted
from agent.tokens import estimate, estimate_prompt
from generator.interface import Cancelled
from skills.answers import ANSWERS, StoryAnswer

KEY = "sk-0123456789"
PNG = b"\x89PNG\r\n\x1a\n and so on"
ANSWER = {"title": "The Lamp", "logline": "A keeper lights it once more."}
WROTE = json.dumps(ANSWER)
PROMPT = Prompt(
    "story 1.0.0",
    (Message("system", "You write stories."), Message("user", "A lighthouse.")),
    schema=StoryAnswer.model_json_schema(),
    seed=7,
)


@dataclass
class Line:
    """A client and the server it talks to, with what was heard and slept."""

    server: Loopback
    llm: Llm
    heard: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def ask(self, prompt: Prompt = PROMPT) -> Said:
        return self.llm.complete(prompt, self.heard.append)


Open = Callable[..., Line]


@pytest.fixture
def line() -> Iterator[Open]:
    """Opens a server that says so and so to a story, and a client to it."""
    open_servers: list[Loopback] = []

    def open_line(
        *answers: object,
        models: Models = Models(writing="scripted", vision="scripted"),  # noqa: B008 — frozen
        key: str = "",
        timeout: float = 5.0,
        retries: int = 3,
        **switches: Any,
    ) -> Line:
        server = Loopback(Scripted({"story": answers or (ANSWER,)}), **switches)
        open_servers.append(server.__enter__())
        slept: list[float] = []
        where = Server(server.url, key=key, timeout=timeout, retries=retries)
        return Line(server, Llm(where, models, sleep=slept.append, jitter=lambda: 0.5), slept=slept)

    yield open_line
    for server in open_servers:
        server.__exit__(None, None, None)


@contextmanager
def plain_server(
    status: int, headers: Mapping[str, str], page: bytes = b""
) -> Iterator[tuple[str, list[str]]]:
    """A server that gives one answer to everything; what it was asked for is listed."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.do_GET()

        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def client(url: str, **server: Any) -> Llm:
    return Llm(Server(url, retries=0, **server), Models(writing="scripted"))


def test_pieces_are_heard_in_order_and_make_the_answer(line: Open) -> None:
    talk = line(piece=5)

    said = talk.ask()

    assert said.text == WROTE == "".join(talk.heard)
    assert len([piece for piece in talk.heard if piece]) == -(-len(WROTE) // 5)
    assert said.ending is Ending.STOP
    assert said.model == "scripted"
    assert said.attempts == 1
    assert said.seconds > 0


def test_tokens_are_those_the_server_counts(line: Open) -> None:
    talk = line()

    said = talk.ask()

    assert said.counted
    assert said.tokens_out == estimate(WROTE)
    assert said.tokens_in > 0


def test_tokens_nobody_counts_are_estimated(line: Open) -> None:
    said = line(counts=False).ask()

    assert not said.counted
    assert (said.tokens_in, said.tokens_out) == (estimate_prompt(PROMPT), estimate(WROTE))


def test_the_server_is_told_the_skill_the_schema_and_the_limits(line: Open) -> None:
    talk = line()

    talk.ask()

    (sent,) = talk.server.chats
    assert sent["messages"][0]["content"].splitlines()[0] == "Skill: story 1.0.0"
    assert sent["response_format"]["json_schema"]["name"] == "story"
    assert sent["response_format"]["json_schema"]["schema"] == strict(StoryAnswer.model_json_schema())
    assert (sent["seed"], sent["max_tokens"], sent["temperature"]) == (7, 2_000, 0.7)
    asked = talk.server.model
    assert isinstance(asked, Scripted)
    assert asked.prompts[0].messages == PROMPT.messages


def test_a_conversation_without_a_system_message_gets_one(line: Open) -> None:
    talk = line()

    talk.ask(Prompt("story 1.0.0", (Message("user", "A lighthouse."),)))

    assert [m["content"] for m in talk.server.chats[0]["messages"]] == ["Skill: story 1.0.0", "A lighthouse."]


# Giving way


@pytest.mark.parametrize("field", ["stream_options", "stream", "seed", "temperature", "max_tokens"])
def test_a_field_the_server_refuses_is_left_out_from_then_on(line: Open, field: str) -> None:
    talk = line(refuses={field})

    assert talk.ask().text == WROTE
    assert talk.ask().text == WROTE
    assert [field in sent for sent in talk.server.chats] == [True, False, False]
    assert "".join(talk.heard) == WROTE * 2


def test_the_newer_name_of_the_limit_is_tried(line: Open) -> None:
    talk = line(refuses={"max_tokens"})

    talk.ask()

    assert talk.server.chats[-1]["max_completion_tokens"] == 2_000


def test_without_a_schema_the_form_of_the_answer_is_written_out(line: Open) -> None:
    talk = line(refuses={"response_format.json_schema"})

    assert talk.ask().text == WROTE

    sent = talk.server.chats[-1]
    assert sent["response_format"] == {"type": "json_object"}
    assert '"logline"' in sent["messages"][-1]["content"]
    assert sent["messages"][-1]["content"].startswith("A lighthouse.")


def test_a_server_that_takes_no_form_at_all_is_asked_in_words(line: Open) -> None:
    talk = line(refuses={"response_format", "seed", "stream", "max_tokens", "max_completion_tokens"})

    assert talk.ask().text == WROTE

    sent = talk.server.chats[-1]
    assert set(sent) == {"model", "messages", "temperature"}
    assert "must fit this JSON schema" in sent["messages"][-1]["content"]


def test_a_server_that_takes_no_notice_of_streaming_is_asked_again_without(line: Open) -> None:
    talk = line(ignores_stream=True)

    assert [talk.ask().text, talk.ask().text] == [WROTE, WROTE]
    assert ["stream" in sent for sent in talk.server.chats] == [True, False, False]


@given(st.text(max_size=80), st.booleans())
def test_giving_way_comes_to_an_end_whatever_the_server_says(complaint: str, vague: bool) -> None:
    sent = dict.fromkeys(("stream", "stream_options", "seed", "temperature", "max_tokens", "response_format"))
    terms: Terms | None = Terms()
    steps = 0
    while terms is not None:
        steps += 1
        left = sent.keys() - terms.without - ({"response_format"} if terms.form == "text" else set())
        terms = lesser(terms, dict.fromkeys(left), complaint, vague=vague)
        assert steps < 10


# Trying again


def test_a_passing_failure_is_tried_again_after_longer_and_longer_waits(line: Open) -> None:
    talk = line(Fault("500"), Fault("500"), Fault("429"), ANSWER)

    said = talk.ask()

    assert said.text == WROTE
    assert said.attempts == 4
    assert sum(talk.slept) == pytest.approx(1 + 2 + 4)
    assert max(talk.slept) <= 0.5


def test_the_server_says_how_long_to_wait(line: Open) -> None:
    talk = line(Fault("429", wait=7), Fault("429", wait=900), ANSWER)

    talk.ask()

    assert sum(talk.slept) == pytest.approx(7 + LONGEST_WAIT)


def test_after_the_last_try_the_user_reads_what_happened_and_what_to_do(line: Open) -> None:
    talk = line(Fault("429"), retries=2)

    with pytest.raises(Unreachable, match=r"tried 3 times: too many requests \(429\).*`dailies resume`"):
        talk.ask()

    assert len(talk.server.chats) == 3


def test_an_answer_that_breaks_off_is_asked_for_again(line: Open) -> None:
    talk = line(Fault("dropped", of=ANSWER), ANSWER)

    said = talk.ask()

    assert (said.text, said.attempts) == (WROTE, 2)


def test_a_server_that_keeps_silent_is_given_up(line: Open) -> None:
    talk = line(Fault("hang"), timeout=0.3, retries=1)

    with pytest.raises(Unreachable, match=r"tried 2 times: it was silent for 0.3 s"):
        talk.ask()

    assert len(talk.server.chats) == 2


def test_where_nobody_listens_the_address_is_named() -> None:
    with pytest.raises(Unreachable, match=r"http://127.0.0.1:9/v1 did not answer, tried once: no connection"):
        client("http://127.0.0.1:9/v1").complete(PROMPT, lambda _: None)


# Stopping


def test_waiting_can_be_stopped_at_once(line: Open) -> None:
    talk = line(Fault("hang"))
    threads = threading.active_count()

    def stop(_: str) -> None:
        raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        talk.llm.complete(PROMPT, stop)

    assert time.monotonic() - began < 1.0
    assert until(lambda: talk.server.left == 1)
    assert until(lambda: threading.active_count() <= threads)


def test_an_answer_under_way_can_be_stopped(line: Open) -> None:
    talk = line("word " * 20_000, piece=5)

    def stop(piece: str) -> None:
        if piece:
            raise Cancelled

    with pytest.raises(Cancelled):
        talk.llm.complete(PROMPT, stop)

    assert until(lambda: talk.server.left == 1)


def test_the_wait_before_another_try_can_be_stopped(line: Open) -> None:
    talk = line(Fault("429", wait=60))

    def stop(_: str) -> None:
        if talk.slept:
            raise Cancelled

    with pytest.raises(Cancelled):
        talk.llm.complete(PROMPT, stop)

    assert sum(talk.slept) < 1.0


def test_silence_is_heard_at_least_twice_a_second(line: Open) -> None:
    talk = line(delay=0.8)

    talk.ask()

    assert talk.heard[:2] == ["", ""]


def until(holds: Callable[[], bool], seconds: float = 1.0) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


# What only the user can mend


def test_a_wrong_key_is_said_once_and_never_shown(line: Open) -> None:
    talk = line(key=KEY)
    talk.server.key = "another"

    with pytest.raises(Misconfigured, match=r"DAILIES_LLM_API_KEY") as caught:
        talk.ask()

    assert KEY not in str(caught.value)
    assert "***" in str(caught.value)
    assert len(talk.server.chats) == 1
    assert KEY not in repr(Server(talk.server.url, key=KEY))


@pytest.mark.parametrize("key", ["two words 123", "schlüssel-123", "one\nX-Other: two"])
def test_a_key_that_cannot_be_one_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(Misconfigured, match="DAILIES_LLM_API_KEY has spaces or letters") as caught:
        client("http://127.0.0.1:9/v1", key=key).complete(PROMPT, lambda _: None)
    assert key not in str(caught.value)


def test_the_key_goes_to_the_server_and_nowhere_else(line: Open) -> None:
    talk = line(key=KEY)
    talk.server.key = KEY

    said = talk.ask()

    assert talk.server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(talk.server.chats)
    assert KEY not in repr(said)


def test_nothing_from_the_environment_goes_along(line: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-theirs")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-theirs")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: theirs\nX-Theirs: theirs")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    talk = line()

    talk.ask()

    headers = talk.server.requests[0].headers
    assert "authorization" not in headers
    assert "theirs" not in json.dumps(dict(headers))


def test_a_model_that_is_not_there_is_answered_with_those_that_are(line: Open) -> None:
    talk = line(models=Models(writing="poet"))

    with pytest.raises(Misconfigured, match=r"no model 'poet' .* it has scripted. Set DAILIES_LLM_MODEL"):
        talk.ask()


def test_a_redirect_is_not_followed() -> None:
    with (
        plain_server(200, {}) as (elsewhere, asked),
        plain_server(307, {"Location": f"{elsewhere}/chat/completions"}) as (url, _),
        pytest.raises(Misconfigured, match=r"another address; set DAILIES_LLM_BASE_URL"),
    ):
        client(url).complete(PROMPT, lambda _: None)

    assert asked == []


@pytest.mark.parametrize(
    ("status", "words", "setting"),
    [
        (400, "This model's maximum context length is 4096 tokens", "DAILIES_LLM_CONTEXT"),
        (400, "the request exceeds the available context size (n_ctx 2048)", "DAILIES_LLM_CONTEXT"),
        (429, "You exceeded your current quota, please check your plan", "DAILIES_LLM_API_KEY"),
        (402, "Payment required", "DAILIES_LLM_API_KEY"),
        (403, "Forbidden", "DAILIES_LLM_API_KEY"),
        (400, "API key not valid", "DAILIES_LLM_API_KEY"),
        (404, "Not Found", "DAILIES_LLM_BASE_URL"),
        (418, "I am a teapot", r"refused the request \(418\)"),
    ],
)
def test_what_cannot_pass_is_not_tried_again_and_names_the_setting(
    status: int, words: str, setting: str
) -> None:
    page = json.dumps({"error": {"message": words}}).encode()
    with (
        plain_server(status, {"Content-Type": "application/json"}, page) as (url, asked),
        pytest.raises(Misconfigured, match=setting),
    ):
        Llm(Server(url, retries=3), Models(writing="scripted")).complete(PROMPT, lambda _: None)
    assert asked.count("/v1/chat/completions") == 1


def test_a_web_page_at_the_address_is_not_taken_for_an_answer() -> None:
    with (
        plain_server(200, {"Content-Type": "text/html"}, b"<html>Welcome</html>") as (url, _),
        pytest.raises(Misconfigured, match=r"<html>Welcome</html>. Check DAILIES_LLM_BASE_URL"),
    ):
        client(url).complete(PROMPT, lambda _: None)


def test_words_of_a_server_cannot_steer_the_terminal() -> None:
    page = json.dumps({"error": {"message": "no\x1b[2J\nway " + "x" * 900}}).encode()
    with (
        plain_server(403, {"Content-Type": "application/json"}, page) as (url, _),
        pytest.raises(Misconfigured) as caught,
    ):
        client(url).complete(PROMPT, lambda _: None)

    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("url", ["nonsense", "ftp://there/v1", "http://", "http://user:word@there/v1"])
def test_an_address_that_is_none_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(Misconfigured, match=r"expected an address such as http://") as caught:
        client(url).complete(PROMPT, lambda _: None)
    assert "word" not in str(caught.value)


# Which model


def test_the_only_model_of_a_server_writes(line: Open) -> None:
    talk = line(models=Models())

    assert talk.ask().text == WROTE
    assert talk.llm.models.writing == "scripted"
    assert [request.path for request in talk.server.requests].count("/v1/models") == 1


def test_with_several_models_the_user_chooses() -> None:
    several = Scripted({}, Models(writing="large", vision="seer", cheap="small"))
    with (
        Loopback(several) as server,
        pytest.raises(Misconfigured, match=r"has large, seer, small: set DAILIES_LLM_MODEL"),
    ):
        _ = Llm(Server(server.url), Models()).models


def test_without_a_model_that_sees_only_seeing_is_off(line: Open) -> None:
    talk = line(models=Models(writing="scripted"))

    assert talk.ask().text == WROTE
    with pytest.raises(Misconfigured, match=r"DAILIES_LLM_VISION_MODEL"):
        talk.ask(Prompt("story 1.0.0", PROMPT.messages, use="vision"))


# Endings, tools, pictures


@pytest.mark.parametrize(
    ("answer", "text", "ending"),
    [
        (Fault("truncated", of="once upon a time"), "once upo", Ending.LENGTH),
        (Fault("refusal", of="I will not."), "I will not.", Ending.REFUSED),
        (Fault("empty"), "", Ending.STOP),
    ],
    ids=["cut off", "refused", "empty"],
)
def test_how_an_answer_ended_is_told(line: Open, answer: Fault, text: str, ending: Ending) -> None:
    said = line(answer).ask()

    assert (said.text, said.ending) == (text, ending)


@pytest.mark.parametrize("refuses", [set(), {"stream"}], ids=["streamed", "whole"])
def test_tools_are_offered_and_called(line: Open, refuses: set[str]) -> None:
    calls = Calls([("look", {"shot": "LIGHT_010_0020"}), ("cut", {})], text="Let me see.")
    talk = line(calls, refuses=refuses, piece=3)
    look = Tool("look", "Show a shot.", {"type": "object", "properties": {"shot": {"type": "string"}}})
    asked = Prompt("story 1.0.0", (Message("user", "Show me the second shot."),), tools=(look,))

    said = talk.ask(asked)

    assert said.text == "Let me see."
    assert said.ending is Ending.TOOLS
    assert said.calls == (
        ToolCall("call_1", "look", '{"shot": "LIGHT_010_0020"}'),
        ToolCall("call_2", "cut", "{}"),
    )
    assert talk.server.chats[0]["tools"][0]["function"]["name"] == "look"


def test_what_a_tool_answered_goes_back_with_its_call(line: Open) -> None:
    talk = line()
    call = ToolCall("call_9", "look", "{}")
    messages = (
        Message("user", "Show me."),
        Message("assistant", "", calls=(call,)),
        Message("tool", "A dark room.", answers="call_9"),
    )

    talk.ask(Prompt("story 1.0.0", messages))

    model = talk.server.model
    assert isinstance(model, Scripted)
    assert model.prompts[0].messages[1:] == messages


def test_pictures_are_shown_as_they_are(line: Open, tmp_path: Path) -> None:
    still, photo = tmp_path / "still.png", tmp_path / "photo"
    still.write_bytes(PNG)
    photo.write_bytes(b"\xff\xd8\xff\xe0 jpeg")
    talk = line()

    talk.ask(Prompt("story 1.0.0", (Message("user", "Look.", pictures=(still, photo)),), use="vision"))

    assert talk.server.pictures == 2
    _, *shown = talk.server.chats[0]["messages"][1]["content"]
    assert [part["image_url"]["url"].partition(",")[0] for part in shown] == [
        "data:image/png;base64",
        "data:image/jpeg;base64",
    ]


# The strict schema


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_a_strict_schema_closes_every_object_and_wants_every_property(name: str) -> None:
    schema = strict(ANSWERS[name].model_json_schema())

    for node in nodes(schema):
        assert not {"default", "title", "minLength", "format"} & node.keys()
        assert "$ref" not in node or set(node) == {"$ref"}
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])


def test_a_strict_schema_keeps_a_property_that_is_called_like_a_keyword() -> None:
    schema = strict(StoryAnswer.model_json_schema())

    assert schema["properties"]["title"]["description"] == "Two to five words."


def test_the_schema_given_is_not_changed() -> None:
    given = StoryAnswer.model_json_schema()
    strict(given)
    assert given == StoryAnswer.model_json_schema()


def nodes(schema: object) -> Iterator[Mapping[str, Any]]:
    """Every schema inside a schema; names of properties are none."""
    if isinstance(schema, list):
        for item in schema:
            yield from nodes(item)
    if isinstance(schema, Mapping):
        yield schema
        for key, value in schema.items():
            for inner in value.values() if key in {"properties", "$defs"} else [value]:
                yield from nodes(inner)
