"""The database: opening it, its version, and the two kinds of session.

A writing session takes SQLite's write lock when it begins (``BEGIN IMMEDIATE``), so that two writers queue
instead of failing half way; PostgreSQL needs no such help.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry

from tools.errors import Busy, Conflict, NoRoom, ToolError, WrongVersion
from tools.journal import watch

if TYPE_CHECKING:
    from alembic.config import Config

SCHEMA = "0006"
"""Head of migrations/versions: what this program understands. A test holds the two equal."""
LOCK_SECONDS = 5.0
"""How long a writer waits for another before it gives up."""


class FilmSession(Session):
    """A session whose every change is journaled."""


watch(FilmSession)


class Database:
    """A film database, opened and of the right version.

    Args:
        url: SQLAlchemy URL, ``sqlite:///path`` or ``postgresql+psycopg://…``.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = connect(url)
        self._read = sessionmaker(self.engine, class_=FilmSession, expire_on_commit=False)
        writer = self.engine.execution_options(write=True)
        self._write = sessionmaker(writer, class_=FilmSession, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading; whatever it did is rolled back."""
        with spoken_errors(self.url), self._read() as session:
            yield session
            session.rollback()

    @contextmanager
    def write(self, actor: str = "system", turn_id: int | None = None) -> Iterator[Session]:
        """A session for commands; commits at the end, all or nothing.

        Raises:
            Conflict: a row was changed by somebody else in between.
            Busy: the database stayed locked.
            NoRoom: the disk is full or the file read-only.
        """
        with spoken_errors(self.url), self._write.begin() as session:
            session.info.update(actor=actor, turn_id=turn_id)
            yield session

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def connect(url: str) -> Engine:
    """An engine with the settings every connection of ours has."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def schema_version(engine: Engine) -> str | None:
    """The migration the database stands at; None for an empty one."""
    with engine.connect() as connection:
        if not engine.dialect.has_table(connection, "alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def open_database(url: str) -> Database:
    """Open the database and bring it to this program's version.

    A new database is made; an older SQLite one is copied beside itself and upgraded. A PostgreSQL one is
    never upgraded unasked.

    Raises:
        WrongVersion: it was written by a newer Dailies, or it is an older PostgreSQL one.
        NoRoom: its folder cannot be written.
        ToolError: the file is not a database.
    """
    with spoken_errors(url):
        database = Database(url)
        found = schema_version(database.engine)
    if found == SCHEMA:
        return database
    if found is not None and found > SCHEMA:
        database.close()
        raise WrongVersion(
            f"the database {_shown(url)} is at schema {found}; this Dailies knows schemas up to {SCHEMA}. "
            "Update Dailies, or set DAILIES_HOME to another folder. Nothing was changed."
        )
    if found is not None and not url.startswith("sqlite"):
        database.close()
        raise WrongVersion(f"the database is at schema {found}, expected {SCHEMA}: run `dailies db upgrade`")
    upgrade(url, backup=found is not None)
    return database


def upgrade(url: str, *, backup: bool = True) -> None:
    """Run the migrations up to :data:`SCHEMA`, one process at a time."""
    from alembic import command
    from filelock import FileLock

    path = _path(url)
    with spoken_errors(url):
        if path is None:
            command.upgrade(migration_config(url), "head")
            return
        with FileLock(f"{path}.upgrade-lock", timeout=60):
            if backup and path.exists() and schema_version(connect(url)) not in {None, SCHEMA}:
                _copy(path, path.with_suffix(".before-upgrade.db"))
            command.upgrade(migration_config(url), "head")


def _copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)


def migration_config(url: str) -> Config:
    """What Alembic needs to know to work on the database at ``url``."""
    from alembic.config import Config

    import migrations

    config = Config(stdout=sys.stdout)  # alembic's default is what stdout was when it was imported
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["url"] = url
    return config


def _path(url: str) -> Path | None:
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def _shown(url: str) -> str:
    """The database's name without a password."""
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)


@contextmanager
def spoken_errors(url: str) -> Iterator[None]:
    """Turn what the user can mend into a :class:`ToolError`; let everything else pass."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict(
            "somebody else changed this in the meantime; nothing was changed. Try again."
        ) from error
    except (OperationalError, DatabaseError, sqlite3.DatabaseError) as error:
        said = _spoken(str(getattr(error, "orig", None) or error), _shown(url))
        if said is None:
            raise
        raise said from error


def _spoken(words: str, name: str) -> ToolError | None:
    low = words.lower()
    if "locked" in low or "lock timeout" in low:
        return Busy(
            f"the database {name} has been locked by another program for {LOCK_SECONDS:.0f} s. "
            "Close it and try again; nothing was changed."
        )
    if "readonly" in low or "unable to open" in low:
        return NoRoom(f"the database {name} cannot be written: {words}. Check the folder's permissions.")
    if "disk is full" in low or "no space" in low or "disk i/o" in low:
        return NoRoom(
            f"no room left for the database {name}: {words}. "
            "Make space, then run `dailies resume`: finished takes are kept."
        )
    if "not a database" in low or "malformed" in low:
        return ToolError(
            f"{name} is not a Dailies database: {words}. "
            "Move the file away, or set DAILIES_HOME to another folder."
        )
    return None
