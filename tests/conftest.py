"""A film database made by the migrations, and a crew whose camera is the slate."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

# Two test workers with two threads each on two cores spend their time waiting for one another: tiny networks
# ran ten times slower. Read by torch when it is first imported, and by the programs the tests start.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from tests.making import Home
from tools.db import Database, open_database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file as the migrations make it; copied for every test."""
    path = tmp_path_factory.mktemp("migrated") / "dailies.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Database:
    """An empty film database."""
    path = tmp_path / "dailies.db"
    shutil.copy(migrated, path)
    return open_database(f"sqlite:///{path}")


@pytest.fixture
def home(database: Database, tmp_path: Path) -> Home:
    """A home folder with a crew that works with the slate and the hashing embedder."""
    return Home(database, tmp_path)
