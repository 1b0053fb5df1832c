"""The one reader of the environment."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set from outside, each as ``DAILIES_<NAME>``; one that is empty counts as not set."""

    model_config = SettingsConfigDict(env_prefix="DAILIES_", env_ignore_empty=True, extra="ignore")

    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("dailies", appauthor=False)))
    """Where everything is kept: the database, the media, the finished films."""
    database_url: str = ""
    """SQLAlchemy URL; empty means an SQLite file in the home folder."""
    engine: str = "animatic"
    """The engine of new films: ``animatic``, ``slate``, ``echo`` or, with a profile, ``echo:toon-128``."""
    echo_weights: Path | None = None
    """JoyAI-Echo weights: the 1.0 file, a 1.5 folder, or a folder of diffusers; without them the package's
    own, of a cartoon world, are used."""
    echo_toon: Path | None = None
    """Weights of the cartoon world, a folder a profile; empty takes those of the package."""
    echo_version: str = ""
    """1.0 or 1.5, for weights that do not say themselves which they are."""
    echo_text: Path | None = None
    """The folder of google/gemma-3-12b-it, which reads the prompts."""
    echo_residency: str = "auto"
    """What stays on the card: ``resident``, ``swap``, ``layers``, or ``auto`` by its free memory."""
    echo_device: str = "auto"
    """Where it runs: a torch device such as ``cuda:1``, or ``auto``."""
    echo_switches: dict[str, bool | int | float] = {}
    """Departures from how the weights were taught as JSON, such as ``{"tau": 0.9}``: see docs/engines.md."""
    embedder: str = "all-minilm-l6-v2"
    """Model for recall: the installed one, ``hashing`` (no model), or any sentence-transformers name."""
    critic_clip: Path | None = None
    """The folder of a picture model such as CLIP, by which the critics know whole people again."""
    critic_face: Path | None = None
    """The folder of a model of faces, by which they know heads again."""
    critic_speaker: Path | None = None
    """The folder of a model of speakers, by which they know voices again."""
    critic_recogniser: Path | None = None
    """The folder of a Whisper model, which writes down what is said; needs ``dailies[critics]``."""
    critic_toon: Path | None = None
    """The folder of the toon world's evaluators; they look at clips of the toon camera and at no others."""
    retakes: int = Field(default=0, ge=0, le=5)
    """How often at most a take with findings is made again without asking (E61)."""
    llm_base_url: str = ""
    """An OpenAI-compatible server, such as ``http://127.0.0.1:8080/v1``; empty: the house writer works."""
    llm_api_key: SecretStr = SecretStr("")
    """The server's key; servers on this machine mostly want none."""
    llm_model: str = ""
    """The model that writes; empty takes the only one the server has."""
    llm_vision_model: str = ""
    """The model that looks at takes; empty leaves that to the measures."""
    llm_cheap_model: str = ""
    """The model for small things such as talk; empty leaves them to the one that writes."""
    llm_timeout: float = Field(default=60.0, gt=0)
    """Seconds of silence after which a try is given up."""
    llm_retries: int = Field(default=3, ge=0, le=20)
    """How often a call that failed is tried again."""
    llm_context: int = Field(default=8_192, ge=2_048)
    """Tokens that every one of the models can hold, prompt and answer together."""
    llm_prices: dict[str, tuple[float, float]] = {}
    """What models cost per million tokens in and out, as JSON: ``{"name": [0.5, 1.5]}``."""
    llm_budget_tokens: int = Field(default=1_000_000, ge=0)
    """The most tokens a film may use; 0 for no limit."""
    llm_budget_cost: float = Field(default=0.0, ge=0)
    """The most a film may cost, in the currency of ``llm_prices``; 0 for no limit."""

    studio_host: str = "127.0.0.1"
    """The address the studio listens at; another than this machine's own needs ``studio_users``."""
    studio_port: int = Field(default=7860, ge=1, le=65_535)
    """Its port."""
    studio_names: list[str] = []
    """Names a browser may call it by beside this machine's own, as JSON: ``["studio.example.org"]``."""
    studio_users: dict[str, SecretStr] = {}
    """Who may come in, name and password, as JSON; empty lets in whoever is at this machine."""
    studio_user_header: str = ""
    """The header in which a reverse proxy says who comes, such as ``X-Forwarded-User``; set by it always."""
    studio_proxies: list[str] = ["127.0.0.1", "::1"]
    """Addresses that proxy calls from, as JSON; the header is believed from nobody else."""
    studio_films: dict[str, list[str]] = {}
    """The films each user may see, by code, as JSON; ``["*"]``, and nothing said, is all of them."""
    studio_upload_mb: int = Field(default=20, ge=1, le=2_000)
    """The largest file the studio takes, in MB."""

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
    def skills(self) -> Path:
        """The user's own skills, a folder each."""
        return self.home / "skills"

    @property
    def films(self) -> Path:
        """Delivered films, a folder each."""
        return self.home / "films"
