"""The language models the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.model import Models, Price

if TYPE_CHECKING:
    from agent.llm.server import Server
    from agent.model import Model
    from app.settings import Settings


def model(settings: Settings) -> Model | None:
    """The language model of this machine; None when none is set, and the house writer works.

    Nothing is asked of the server yet, nor is its client loaded.
    """
    if not settings.llm_base_url:
        return None
    from agent.llm.client import Llm

    return Llm(server(settings), named(settings))


def server(settings: Settings) -> Server:
    """Where the models are."""
    from agent.llm.server import Server

    return Server(
        url=settings.llm_base_url.strip(),
        key=settings.llm_api_key.get_secret_value().strip(),
        timeout=settings.llm_timeout,
        retries=settings.llm_retries,
    )


def named(settings: Settings) -> Models:
    """The models by their uses, as far as the settings say: the one that writes may be missing."""
    return Models(
        writing=settings.llm_model,
        vision=settings.llm_vision_model,
        cheap=settings.llm_cheap_model,
        prices={name: Price(*price) for name, price in settings.llm_prices.items()},
        context=settings.llm_context,
    )
