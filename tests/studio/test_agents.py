from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

from app.studio.doors import doors
from app.studio.listing import BEGIN, END, listing
from app.studio.rooms import ROOMS
from tests.app.running import ROOT
from tests.studio.calling import as_
from tests.studio.serving import Served, open_studio

T = TypeVar("T")
USERS = json.dumps({"ada": "moth", "bo": "lamp"})
SHOT = "LAMP_010_0010"


@pytest.fixture(scope="module")
def shared(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A studio that asks who comes; ada may not see LAMP."""
    import shutil

    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("agents") / "home"))
    films = json.dumps({"ada": ["OTHER"]})
    with open_studio(home, DAILIES_STUDIO_USERS=USERS, DAILIES_STUDIO_FILMS=films) as served:
        yield served


def agent(served: Served, doing: Callable[[ClientSession], Awaitable[T]], **headers: str) -> T:
    """What an agent over MCP finds."""

    async def run() -> T:
        url = f"{served.url}doors/gradio_api/mcp/"
        async with (
            httpx.AsyncClient(headers=headers, timeout=30) as client,
            streamable_http_client(url, http_client=client) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await doing(session)

    return asyncio.run(run())


def words(served: Served, tool: str, given: dict[str, Any], **headers: str) -> tuple[bool, str]:
    """Whether a tool did it, and what it said."""

    async def use(session: ClientSession) -> tuple[bool, str]:
        result = await session.call_tool(tool, given)
        said = "".join(part.text for part in result.content if isinstance(part, TextContent))
        return not result.isError, said

    return agent(served, use, **headers)


def test_every_door_is_a_tool_with_its_docs(shared: Served) -> None:
    async def tools(session: ClientSession) -> dict[str, Any]:
        return {tool.name: tool for tool in (await session.list_tools()).tools}

    found = agent(shared, tools, **as_("bo", "lamp"))
    assert set(found) == {door.name for door in doors(ROOMS)}
    assert "Who changed what" in found["journal"].description
    assert found["journal"].inputSchema["properties"]["shot"]["description"].startswith("only what touched")
    assert "request" not in found["journal"].inputSchema["properties"]


def test_an_agent_directs_a_film(shared: Served) -> None:
    bo = as_("bo", "lamp")
    done, said = words(shared, "say", {"film": "LAMP", "words": "shot 1 closer"}, **bo)
    assert done, said
    assert "reply" in json.loads(said)
    done, said = words(
        shared, "note", {"film": "LAMP", "shot": SHOT, "text": "too dark", "only_note": True}, **bo
    )
    assert done, said
    done, said = words(shared, "approve", {"film": "LAMP", "shot": SHOT, "take": "v001"}, **bo)
    assert done, said
    done, said = words(shared, "journal", {"film": "LAMP"}, **bo)
    assert "too dark" in said
    assert '"bo"' in said


def test_an_agent_may_do_what_its_user_may_and_nothing_else(shared: Served) -> None:
    refusals = [
        words(shared, tool, given, **as_("ada", "moth"))
        for tool, given in (
            ("board", {"film": "LAMP"}),
            ("say", {"film": "LAMP", "words": "shot 1 closer"}),
            ("approve", {"film": "LAMP", "shot": SHOT, "take": "v001"}),
        )
    ]
    for done, said in refusals:
        assert not done
        assert "there is no film 'LAMP' here" in said
        assert "Traceback" not in said
    assert json.loads(words(shared, "films", {}, **as_("ada", "moth"))[1])["films"] == []


def test_an_agent_without_a_password_is_not_let_in(shared: Served) -> None:
    for headers in ({}, as_("bo", "wrong"), {"x-dailies-guest": "bo"}):
        reply = httpx.post(f"{shared.url}doors/gradio_api/mcp/", json={}, headers=headers)
        assert reply.status_code == 401


def test_the_documented_doors_are_the_doors() -> None:
    told = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    between = told.partition(BEGIN)[2].partition(END)[0]
    assert between.strip() == listing().strip(), "run: python -m app.studio.listing --write"


def test_the_examples_of_the_documents_work(shared: Served) -> None:
    told = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    known = {door.name for door in doors(ROOMS)}
    named = set(re.findall(r"gradio_api/(?:run|call)/([a-z_]+)", told))
    assert named
    assert {name.removesuffix("_whole") for name in named} <= known
    for name, body in re.findall(r"gradio_api/run/([a-z_]+) [^\n]*-d '([^']+)'", told):
        reply = httpx.post(
            f"{shared.url}doors/gradio_api/run/{name}",
            content=body,
            headers={"content-type": "application/json", **as_("bo", "lamp")},
            timeout=30,
        )
        assert reply.status_code == 200, (name, reply.text)
