from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.studio import gate
from tests.studio.calling import CALL, RUN, answer, as_, calling, streamed, users
from tools.errors import ToolError


@pytest.fixture(scope="module")
def home(made: Path) -> Path:
    """The finished film; these tests change nothing of it."""
    return made


@pytest.fixture(scope="module")
def alone(home: Path) -> Iterator[TestClient]:
    with calling(home) as client:
        yield client


@pytest.fixture(scope="module")
def asked(home: Path) -> Iterator[TestClient]:
    films = {"ada": ["OTHER"], "zoë": ["OTHER"]}
    known = users(ada="moth", bo="lamp", zoë="ünïque")
    with calling(home, studio_users=known, studio_films=films) as client:
        yield client


CLOSED = (
    "/doors/",
    "/doors/config",
    "/doors/gradio_api/config",
    "/doors/gradio_api/upload",
    "/doors/gradio_api/upload_progress",
    "/doors/gradio_api/file=/etc/passwd",
    "/doors/gradio_api/file/etc/passwd",
    "/doors/gradio_api/proxy=http://127.0.0.1:9/",
    "/doors/gradio_api/queue/join",
    "/doors/gradio_api/queue/data",
    "/doors/gradio_api/queue/status",
    "/doors/gradio_api/stream/1/1/1/playlist.m3u8",
    "/doors/gradio_api/heartbeat/1",
    "/doors/gradio_api/component_server",
    "/doors/gradio_api/run/../upload",
    "/doors/gradio_api/run/films/",
    "/doors/gradio_api/api/films",
    "/doors/gradio_api/call/v2/films",
    "/doors/gradio_api/cancel",
    "/doors/gradio_api/reset",
    "/doors/gradio_api/runs",
    "/doors/gradio_api/openapi.json",
    "/doors/gradio_api/mcp/sse",
    "/doors/gradio_api/mcp/schema",
    "/doors/gradio_api/mcp/messages/",
    "/doors/gradio_api/mcp/../file=/etc/passwd",
    "/doors/monitoring",
    "/doors/login",
    "/doors/static/x.js",
    "/doors/svelte/x.js",
    "/doors/theme.css",
    "/docs",
    "/openapi.json",
    "/page",
    "/media/",
    "/media",
    "/page//app.js",
)


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_gradios_own_routes_are_closed(alone: TestClient, path: str, method: str) -> None:
    reply = alone.request(method, path)
    assert reply.status_code == 404
    assert "passwd" not in reply.text
    assert "root:" not in reply.text


def test_a_page_of_another_name_that_leads_here_is_refused(alone: TestClient) -> None:
    for host in ("evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost@evil.example", ""):
        assert alone.get("/", headers={"host": host}).status_code == 421, host
    for host in ("127.0.0.1:7860", "localhost", "LOCALHOST:80", "[::1]:7860"):
        assert alone.get("/", headers={"host": host}).status_code == 200, host


def test_a_page_of_another_site_may_not_call(alone: TestClient) -> None:
    for origin in (
        "https://evil.example",
        "null",
        "http://127.0.0.1:9999",
        "http://127.0.0.1.evil.example:7860",
    ):
        reply = alone.post(f"{RUN}films", json={"data": []}, headers={"origin": origin})
        assert reply.status_code == 403, origin
        assert alone.get("/", headers={"origin": origin}).status_code == 403
        assert (
            alone.post("/upload", files={"file": ("a.txt", b"x")}, headers={"origin": origin}).status_code
            == 403
        )
    own = alone.post(f"{RUN}films", json={"data": []}, headers={"origin": "http://127.0.0.1:7860"})
    assert own.status_code == 200


def test_a_name_from_the_settings_may_call(home: Path) -> None:
    with calling(home, studio_names=["studio.example.org"]) as client:
        for headers in (
            {"host": "studio.example.org", "origin": "https://studio.example.org"},
            {"host": "127.0.0.1:7860", "origin": "https://Studio.Example.org"},
        ):
            assert client.post(f"{RUN}films", json={"data": []}, headers=headers).status_code == 200


def test_a_guest_names_themselves_by_password_alone(asked: TestClient) -> None:
    assert asked.get("/").status_code == 401
    assert asked.get("/health").json() == {"studio": "open"}
    assert asked.get("/").headers["www-authenticate"].startswith("Basic")
    for headers in (
        as_("bo", "wrong"),
        as_("bo", ""),
        as_("nobody", "lamp"),
        as_("", ""),
        as_("nobody", "\0"),
        {"authorization": "Basic ????"},
        {"authorization": "Bearer lamp"},
        {"authorization": "Basic " + base64.b64encode(b"\xff\xfe:x").decode()},
        {"x-dailies-guest": "bo"},
        {"X-Forwarded-User": "bo"},
    ):
        assert asked.get("/", headers=headers).status_code == 401, headers
        assert asked.post(f"{RUN}films", json={"data": []}, headers=headers).status_code == 401
    assert asked.get("/", headers=as_("bo", "lamp")).status_code == 200


def test_the_header_of_the_gate_cannot_be_forged(asked: TestClient) -> None:
    forged = {"x-dailies-guest": "bo", "X-DAILIES-GUEST": "bo"}
    told = answer(asked, "settings", "", **forged, **as_("ada", "moth"))
    assert told["guest"] == {"name": "ada", "all": False, "films": ["OTHER"]}


def test_a_name_beyond_ascii_is_the_same_name_inside(asked: TestClient) -> None:
    told = answer(asked, "settings", "", **as_("zoë", "ünïque"))
    assert told["guest"] == {"name": "zoë", "all": False, "films": ["OTHER"]}


def test_whoever_passed_no_gate_sees_nothing() -> None:
    nobody = gate.guest_of({}, {})
    assert nobody.name == ""
    assert not nobody.may_see("LAMP")


def test_a_proxy_says_who_comes(home: Path) -> None:
    with calling(home, studio_user_header="X-Forwarded-User", studio_films={"ada": ["OTHER"]}) as client:
        assert client.get("/").status_code == 401
        assert client.get("/", headers={"x-forwarded-user": ""}).status_code == 401
        assert client.get("/", headers=as_("ada", "x")).status_code == 401
        told = answer(client, "settings", "", **{"x-forwarded-user": "ada"})
        assert told["guest"]["name"] == "ada"
        twice = client.get("/", headers=[("x-forwarded-user", "bo"), ("x-forwarded-user", "ada")])
        assert twice.status_code == 401


def test_nobody_but_the_proxy_is_believed(home: Path) -> None:
    with calling(home, peer="192.0.2.7", studio_user_header="X-Forwarded-User") as client:
        forged = {"x-forwarded-user": "ada", "x-forwarded-for": "127.0.0.1", "forwarded": "for=127.0.0.1"}
        assert client.get("/", headers=forged).status_code == 401


def test_refusals_carry_the_shield_and_nothing_of_the_machine(alone: TestClient, home: Path) -> None:
    for path in ("/", "/nowhere", "/page/../../../etc/passwd", f"{RUN}nothing", "/media/LAMP/x"):
        reply = alone.get(path)
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert "Traceback" not in reply.text
        assert str(home) not in reply.text
        assert "server" not in reply.headers


def test_a_call_may_be_only_so_large(alone: TestClient) -> None:
    large = b'{"data": ["' + b"x" * gate.CALL_BYTES + b'"]}'
    reply = alone.post(f"{RUN}films", content=large, headers={"content-type": "application/json"})
    assert reply.status_code == 413

    def pieces() -> Iterator[bytes]:
        yield from (large[at : at + 65_536] for at in range(0, len(large), 65_536))

    unsaid = alone.post(f"{RUN}films", content=pieces(), headers={"content-type": "application/json"})
    assert unsaid.status_code == 413
    assert "larger than 2 MB" in unsaid.json()["error"]


def test_a_stream_is_read_by_whoever_began_it_and_nobody_else(asked: TestClient) -> None:
    mine = streamed(asked, "health", **as_("bo", "lamp"))
    assert len(mine) == 32
    assert asked.get(f"{CALL}health/{mine}", headers=as_("ada", "moth")).status_code == 404
    assert asked.get(f"{CALL}health/{'0' * 32}", headers=as_("bo", "lamp")).status_code == 404
    reply = asked.get(f"{CALL}health/{mine}", headers=as_("bo", "lamp"))
    assert reply.status_code == 200
    assert "python" in reply.text


def test_a_stream_under_anothers_name_for_a_session_gives_nothing(asked: TestClient) -> None:
    body = {"data": [], "session_hash": "abc"}
    begun = asked.post(f"{CALL}health", json=body, headers=as_("bo", "lamp"))
    assert begun.status_code == 200
    assert asked.get(f"{CALL}health/abc", headers=as_("ada", "moth")).status_code == 404


def test_a_door_is_never_opened_by_a_link(alone: TestClient) -> None:
    for path in (f"{RUN}stop", f"{RUN}films", f"{CALL}health"):
        assert alone.get(path).status_code in {404, 405}


def test_others_are_let_in_only_where_somebody_asks_who_they_are() -> None:
    from app.settings import Settings
    from app.studio.opening import _guarded

    for address in ("0.0.0.0", "::", "192.0.2.1", ""):
        with pytest.raises(ToolError, match="open to others"):
            _guarded(Settings(), address)
    _guarded(Settings(studio_users=users(bo="lamp")), "0.0.0.0")
    _guarded(Settings(), "127.0.0.1")
