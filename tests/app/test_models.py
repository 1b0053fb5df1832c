"""The settings name a model, and ``dailies doctor`` says whether it is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from agent.loopback import Loopback
from agent.model import Message, Models, Price, Prompt
from agent.scripted import Scripted
from app.health import Check, examine
from app.models import model
from app.settings import Settings

KEY = "sk-0123456789"


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment with a home of its own and no model."""
    monkeypatch.setenv("DAILIES_HOME", str(tmp_path))
    monkeypatch.setenv("DAILIES_EMBEDDER", "hashing")
    return monkeypatch


def doctor() -> Check:
    return next(check for check in examine(Settings()) if check.name == "language model")


def test_without_a_server_there_is_no_model(env: pytest.MonkeyPatch) -> None:
    env.delenv("DAILIES_LLM_BASE_URL", raising=False)

    assert model(Settings()) is None


def test_the_settings_name_models_prices_and_context(env: pytest.MonkeyPatch) -> None:
    env.setenv("DAILIES_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    env.setenv("DAILIES_LLM_MODEL", "large")
    env.setenv("DAILIES_LLM_CHEAP_MODEL", "small")
    env.setenv("DAILIES_LLM_CONTEXT", "32768")
    env.setenv("DAILIES_LLM_PRICES", json.dumps({"large": [0.5, 1.5]}))

    made = model(Settings())

    assert made is not None
    assert made.models == Models(
        writing="large", cheap="small", prices={"large": Price(0.5, 1.5)}, context=32_768
    )
    assert made.models.named("vision") == ""


def test_a_model_made_from_the_settings_answers(env: pytest.MonkeyPatch) -> None:
    with Loopback(Scripted({"story": ["The lamp."]}), key=KEY) as server:
        env.setenv("DAILIES_LLM_BASE_URL", server.url)
        env.setenv("DAILIES_LLM_API_KEY", KEY)
        made = model(Settings())
        assert made is not None
        said = made.complete(Prompt("story 1.0.0", (Message("user", "x"),)), lambda _: None)

    assert said.text == "The lamp."


def test_the_key_is_not_shown_with_the_settings(env: pytest.MonkeyPatch) -> None:
    env.setenv("DAILIES_LLM_API_KEY", KEY)

    assert KEY not in repr(Settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEOUT", "0"),
        ("RETRIES", "-1"),
        ("CONTEXT", "12"),
        ("PRICES", '{"large": [1]}'),
        ("BUDGET_COST", "-2"),
    ],
)
def test_a_setting_out_of_range_is_refused(env: pytest.MonkeyPatch, name: str, value: str) -> None:
    env.setenv(f"DAILIES_LLM_{name}", value)

    with pytest.raises(ValidationError, match=f"llm_{name.lower()}"):
        Settings()


def test_the_doctor_says_that_the_house_writer_works(env: pytest.MonkeyPatch) -> None:
    env.delenv("DAILIES_LLM_BASE_URL", raising=False)

    check = doctor()

    assert check.optional
    assert "the house writer works; set DAILIES_LLM_BASE_URL" in check.words


def test_the_doctor_names_the_models_by_their_use(env: pytest.MonkeyPatch) -> None:
    with Loopback(Scripted({}, Models(writing="large", vision="seer"))) as server:
        env.setenv("DAILIES_LLM_BASE_URL", server.url)
        env.setenv("DAILIES_LLM_MODEL", "large")
        env.setenv("DAILIES_LLM_VISION_MODEL", "seer")

        check = doctor()

    assert check.fine
    assert check.words == f"writing: large, vision: seer at {server.url}"


def test_the_doctor_says_which_model_is_missing(env: pytest.MonkeyPatch) -> None:
    with Loopback(Scripted({}, Models(writing="large"))) as server:
        env.setenv("DAILIES_LLM_BASE_URL", server.url)
        env.setenv("DAILIES_LLM_MODEL", "larger")

        check = doctor()

    assert not check.fine
    assert "larger is not among what it has: large" in check.words


def test_the_doctor_says_when_nobody_answers(env: pytest.MonkeyPatch) -> None:
    env.setenv("DAILIES_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    env.setenv("DAILIES_LLM_API_KEY", KEY)

    check = doctor()

    assert not check.fine
    assert "did not answer, tried once" in check.words
    assert KEY not in check.words
