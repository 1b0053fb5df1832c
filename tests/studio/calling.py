"""The studio's server in the test's own process, called by whoever the test says."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from pydantic import SecretStr
from starlette.testclient import TestClient

from app.build import Studio, open_studio
from app.settings import Settings
from app.studio import server

HERE = "http://127.0.0.1:7860"
RUN = "/doors/gradio_api/run/"
CALL = "/doors/gradio_api/call/"


@contextmanager
def calling(home: Path, *, peer: str = "127.0.0.1", **given: Any) -> Iterator[TestClient]:
    """A client at this machine, of a studio with these settings."""
    studio = open_studio(Settings(home=home, embedder="hashing", engine="slate", **given))
    # While it is built, Gradio makes event loops of its own, and leaves them open, where none is running.
    app = asyncio.run(_built(studio))
    with TestClient(app, base_url=HERE, client=(peer, 50_000), raise_server_exceptions=False) as client:
        yield client
    studio.database.close()


async def _built(studio: Studio) -> FastAPI:
    return server.build(studio)


def users(**passwords: str) -> dict[str, SecretStr]:
    """For ``studio_users``."""
    return {name: SecretStr(password) for name, password in passwords.items()}


def as_(name: str, password: str) -> dict[str, str]:
    """The header in which a browser says who somebody is."""
    return {"authorization": f"Basic {base64.b64encode(f'{name}:{password}'.encode()).decode()}"}


def answer(client: TestClient, door: str, *given: Any, **headers: str) -> Any:
    """What a door answers; the refusal's words where it refuses."""
    reply = client.post(f"{RUN}{door}", json={"data": given}, headers=headers)
    body = reply.json()
    return body["data"][0] if reply.status_code == 200 else body["error"]


def streamed(client: TestClient, door: str, *given: Any, **headers: str) -> str:
    """The id of a stream that was begun."""
    reply = client.post(f"{CALL}{door}", json={"data": given}, headers=headers)
    return str(json.loads(reply.text)["event_id"])
