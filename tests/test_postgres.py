"""The same film on PostgreSQL: migrations, journal, checkpoints. Skipped where no server is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.making import Home
from tools import board, db, jobs
from tools.db import open_database
from tools.errors import WrongVersion
from tools.records import JobState

pytestmark = pytest.mark.slow


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them off the PATH."""
    found = shutil.which("initdb")
    homes = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((home for home in reversed(homes) if (home / "initdb").exists()), None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a private server on a socket in a temporary folder."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    # A socket's path may be about 100 characters long, so not under pytest's own folder.
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as name:
        data, user = Path(name) / "data", "postgres" if os.geteuid() == 0 else None
        if user:
            shutil.chown(name, user)
        words = [f"{programs}/initdb", "-D", str(data), "-U", "dailies", "--auth=trust", "-E", "UTF8"]
        subprocess.run(words, user=user, check=True, capture_output=True)
        control = [f"{programs}/pg_ctl", "-D", str(data), "-w"]
        options = f"-k {name} -c listen_addresses='' -c fsync=off"
        start = [*control, "-o", options, "-l", f"{name}/log", "start"]
        subprocess.run(start, user=user, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield f"postgresql+psycopg://dailies@/postgres?host={name}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], user=user, check=True, capture_output=True)


def test_a_film_is_made_on_postgresql_and_its_journal_is_whole(server: str, tmp_path: Path) -> None:
    database = open_database(server)
    home = Home(database, tmp_path)
    job_id = home.begin()
    assert home.run(job_id).state is JobState.WAITING
    for _ in range(2):
        with database.write("user") as session:
            jobs.tell(session, job_id, "yes")
        outcome = home.run(job_id)
    assert outcome.state is JobState.DONE
    film = home.film()
    assert film.rendered == film.shots
    assert film.frames == sum(t.request.frames for t in home.takes())
    with database.read() as session:
        tools = [e.tool for e in board.journal(session, film.id)]
    assert tools.count("takes.finish_take") == film.shots
    database.close()


def test_the_migrations_lead_to_the_models_on_postgresql_too(server: str) -> None:
    from alembic import command

    open_database(server).close()
    command.check(db.migration_config(server))


def test_an_older_postgresql_database_is_never_upgraded_unasked(server: str) -> None:
    from alembic import command
    from sqlalchemy import text

    database = open_database(server)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(WrongVersion, match="dailies db upgrade"):
        open_database(server)
    with database.engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{db.SCHEMA}'"))
    database.close()
    command.downgrade(db.migration_config(server), "base")
    open_database(server).close()
