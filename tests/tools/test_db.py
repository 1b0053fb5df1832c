from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from tests.making import Home
from tests.tools import drafts
from tools import board, db
from tools.db import Database, open_database
from tools.errors import Busy, ToolError, WrongVersion
from tools.records import Base


def test_the_program_knows_the_newest_migration() -> None:
    scripts = ScriptDirectory.from_config(db.migration_config("sqlite://"))
    assert scripts.get_current_head() == db.SCHEMA


def test_the_migrations_make_every_table(database: Database) -> None:
    assert set(Base.metadata.tables) <= set(inspect(database.engine).get_table_names())


def test_migrations_can_be_undone_and_done_again(tmp_path: Path) -> None:
    from alembic import command

    url = f"sqlite:///{tmp_path / 'd.db'}"
    db.upgrade(url)
    command.downgrade(db.migration_config(url), "base")
    db.upgrade(url)
    open_database(url).close()


def test_a_film_of_the_version_before_is_upgraded_and_loses_nothing(home: Home) -> None:
    from alembic import command

    film, path = home.make(), home.folder / "dailies.db"
    takes, shots = home.takes(), home.shots()
    assert any(take.slots for take in takes)
    home.database.close()
    command.downgrade(db.migration_config(home.database.url), "0001")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE take SET request = json_remove(request, '$.first_frame')")
    again = Home(open_database(home.database.url), home.folder)
    assert (again.film(), again.takes(), again.shots()) == (film, takes, shots)
    assert {(take.latents, len(take.camera)) for take in again.takes()} == {(None, 0)}
    with sqlite3.connect(path.with_suffix(".before-upgrade.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert again.make().rendered == film.rendered


def test_a_database_of_a_newer_version_is_refused_and_left_alone(database: Database, tmp_path: Path) -> None:
    database.close()
    path = tmp_path / "dailies.db"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(WrongVersion, match=r"9999.*Update Dailies"):
        open_database(database.url)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "dailies.db"
    path.write_bytes(b"INT. LAMP ROOM - NIGHT\n" * 100)
    with pytest.raises(ToolError, match="not a Dailies database"):
        open_database(f"sqlite:///{path}")
    assert path.read_bytes() == b"INT. LAMP ROOM - NIGHT\n" * 100


def test_a_locked_database_is_said_in_words_after_a_while(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "LOCK_SECONDS", 0.2)
    impatient = Database(database.url)
    other = sqlite3.connect(tmp_path / "dailies.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy, match="locked by another program"), impatient.write() as session:
        drafts.film(session)
    other.execute("ROLLBACK")
    with impatient.write() as session:
        drafts.film(session)


def test_writers_queue_instead_of_failing(database: Database) -> None:
    def write(number: int) -> None:
        with database.write() as session:
            drafts.film(session, f"Film{number}")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        assert len({f.code for f in board.films(session)}) == 8


def test_a_password_never_reaches_a_message() -> None:
    shown = db._shown("postgresql+psycopg://dailies:secret@localhost/films")
    assert "secret" not in shown


def test_two_processes_that_make_one_new_database_both_succeed(tmp_path: Path) -> None:
    url, errors = f"sqlite:///{tmp_path / 'new.db'}", []

    def start() -> None:
        try:
            open_database(url).close()
        except ToolError as error:
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
