"""``python -m migrations``: do the migrations lead to exactly the tables the program knows?"""

from __future__ import annotations

import tempfile
from pathlib import Path

from alembic import command

from tools.db import migration_config as config
from tools.db import upgrade

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'check.db'}"
        upgrade(url)
        command.check(config(url))
