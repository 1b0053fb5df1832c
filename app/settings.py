"""The one reader of the environment."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set from outside, each as ``DAILIES_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="DAILIES_", extra="ignore")

    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("dailies", appauthor=False)))
    """Where everything is kept: the database, the media, the finished films."""
    database_url: str = ""
    """SQLAlchemy URL; empty means an SQLite file in the home folder."""
    engine: str = "animatic"
    """The engine of new films: ``animatic``, ``slate``, ``echo`` or ``echo:random-tiny``."""
    echo_weights: Path | None = None
    """JoyAI-Echo weights: the 1.0 file, a 1.5 folder, or a folder of diffusers."""
    echo_version: str = ""
    """1.0 or 1.5, for weights that do not say themselves which they are."""
    echo_text: Path | None = None
    """The folder of google/gemma-3-12b-it, which reads the prompts."""
    echo_residency: str = "auto"
    """What stays on the card: ``resident``, ``swap``, ``layers``, or ``auto`` by its free memory."""
    echo_device: str = "auto"
    """Where it runs: a torch device such as ``cuda:1``, or ``auto``."""
    echo_switches: dict[str, bool | int | float] = {}
    """Departures from the release as JSON, such as ``{"tau": 0.9}``: see docs/engines.md."""
    embedder: str = "all-minilm-l6-v2"
    """Model for recall: the installed one, ``hashing`` (no model), or any sentence-transformers name."""

    @property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{self.home / 'dailies.db'}"

    @property
    def media(self) -> Path:
        """The media store."""
        return self.home / "media"

    @property
    def work(self) -> Path:
        """What is being made."""
        return self.home / "work"

    @property
    def films(self) -> Path:
        """Delivered films, a folder each."""
        return self.home / "films"
