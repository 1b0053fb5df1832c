"""The cameras there are: by name, what each needs, and how it is opened.

A camera is asked for as ``animatic`` or, with a profile, as ``echo:random-tiny``; a film keeps that name.
``echo`` alone is the released network where its weights are named, else the package's own of a cartoon world.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from app.settings import Settings
from generator.interface import Capabilities, Generator, Lab, Unsupported
from tools.errors import ToolError

if TYPE_CHECKING:
    from generator.echo.engine import Setup
    from generator.echo.policy import Switches, Version
    from generator.plugins.plugin import Plugin

WEIGHTS = "https://huggingface.co/jdopensource/JoyAI-Echo"
TOON = "toon-128"
"""The profile that ``echo`` has where no other weights are named."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One kind of camera."""

    name: str
    open: Callable[[Settings, str], Generator]
    """Opens it with a profile; loads its libraries only now."""
    profiles: Mapping[str, str]
    """What may stand behind the colon, and what that is for; an empty one is the default."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An engine as it stands on this machine."""

    name: str
    words: str
    ready: bool
    state: str
    """Its limits, or what is missing and what to do."""

    def facts(self) -> dict[str, Any]:
        """For programs."""
        return {"name": self.name, "words": self.words, "ready": self.ready, "state": self.state}


def camera(settings: Settings, name: str) -> Generator:
    """A camera by name.

    Raises:
        ToolError: there is no such engine, or it has no such profile.
        Unsupported: it cannot work on this machine; the message says what is missing.
    """
    kind, _, profile = name.partition(":")
    engine = ENGINES.get(kind)
    if engine is None:
        raise ToolError(f"got the engine {kind!r}, expected one of: {', '.join(sorted(ENGINES))}")
    if profile not in engine.profiles:
        able = ", ".join(p for p in engine.profiles if p) or "none"
        raise ToolError(f"got the profile {profile!r}, expected one of those of '{kind}': {able}")
    return engine.open(settings, profile)


def lab(plugins: Sequence[Plugin] = ()) -> Lab:
    """Where clips are examined and joined; ``plugins``: what optional models add to the measures."""
    from generator.lab import Lab as OurLab

    return OurLab(plugins=plugins)


def named(engine: str, profile: str) -> str:
    """The name of an engine with a profile: ``echo:random-tiny``; the profile may be empty."""
    return f"{engine}:{profile}" if profile else engine


def standings(settings: Settings) -> list[Standing]:
    """Every engine and profile, and whether it can be used here."""
    return [
        _standing(settings, engine, profile) for engine in ENGINES.values() for profile in engine.profiles
    ]


def inspected(settings: Settings, path: Path) -> dict[str, Any]:
    """What a file or folder of JoyAI-Echo weights holds, read from its headers alone.

    Raises:
        Unsupported: it holds none, or not all, or something that may not be opened; the message names it.
    """
    from generator.echo import checkpoint, profiles, weights

    found = checkpoint.inspect(path, _version(settings))
    rows = weights.plan(found, profiles.RELEASE).rows()
    return {
        "path": str(found.path),
        "form": str(found.form),
        "version": str(found.version),
        "precision": str(found.precision),
        "identity": found.identity,
        "parts": [row._asdict() for row in rows],
    }


def _standing(settings: Settings, engine: Engine, profile: str) -> Standing:
    name, words = named(engine.name, profile), engine.profiles[profile]
    try:
        able = camera(settings, name).capabilities
    except (Unsupported, ToolError) as error:
        return Standing(name, words, ready=False, state=str(error))
    limits = f"{sides(able)}, up to {able.max_frames} frames, {able.max_slots} memories"
    return Standing(name, world(able) or words, ready=True, state=limits)


def sides(able: Capabilities) -> str:
    """How large its pictures can be: ``256 to 1920 px``, or ``128x96 px`` where there is one size."""
    if world(able):
        return f"{able.size[0]}x{able.size[1]} px"
    return f"{able.min_side} to {able.max_side} px"


def world(able: Capabilities) -> str:
    """What a camera shows that was taught another world than ours; empty for all others."""
    return f"{able.facts['profile']}: {able.facts['world']}" if "world" in able.facts else ""


def _animatic(settings: Settings, profile: str) -> Generator:  # noqa: ARG001
    from generator.animatic.engine import Animatic, can_draw

    can_draw()
    return Animatic()


def _slate(settings: Settings, profile: str) -> Generator:  # noqa: ARG001
    from generator.slate import Slate

    return Slate()


def _echo(settings: Settings, profile: str) -> Generator:
    from generator.echo.engine import Echo
    from generator.echo.headers import BadWeights

    if profile or settings.echo_weights is not None:
        return Echo(_setup(settings, profile))
    own = _setup(settings, TOON)
    try:
        return Echo(own)
    except BadWeights as error:
        raise Unsupported(
            f"no weights: {error}. For those of the release download JoyAI-Echo from {WEIGHTS} (LTX-2 "
            "community licence, research only) and set DAILIES_ECHO_WEIGHTS to the file or folder; "
            "`--profile random-tiny` needs none"
        ) from error


def _setup(settings: Settings, profile: str) -> Setup:
    from generator.echo.policy import Version
    from generator.echo.profiles import PROFILES
    from generator.echo.setup import SHIPPED, Setup

    own = profile in PROFILES and PROFILES[profile].shipped
    version = Version.TOON if own else _version(settings)
    return Setup(
        weights=None if profile else settings.echo_weights,
        profile=profile,
        folder=settings.echo_toon or SHIPPED,
        version=version,
        switches=_switches(settings, version),
        text=settings.echo_text,
        residency=settings.echo_residency,
        device=settings.echo_device,
    )


def _switches(settings: Settings, version: Version | None) -> Switches:
    from generator.echo.policy import RELEASED, Switches, defaults

    known = {field.name for field in fields(Switches)}
    if unknown := sorted(settings.echo_switches.keys() - known):
        raise ToolError(
            f"DAILIES_ECHO_SWITCHES: got {', '.join(unknown)}, expected some of: {', '.join(sorted(known))}"
        )
    try:
        taught = RELEASED if version is None else defaults(version)
        return TypeAdapter(Switches).validate_python(asdict(taught) | settings.echo_switches)
    except ValidationError as error:
        raise ToolError(f"DAILIES_ECHO_SWITCHES: {first_fault(error)}") from error


def _version(settings: Settings) -> Version | None:
    from generator.echo.policy import RELEASES, Version

    if not settings.echo_version:
        return None
    if settings.echo_version not in RELEASES:
        raise ToolError(f"DAILIES_ECHO_VERSION: got {settings.echo_version!r}, expected 1.0 or 1.5")
    return Version(settings.echo_version)


def first_fault(error: ValidationError) -> str:
    """The first thing that is wrong, in a sentence: ``tau: got 'much', input should be a valid number``."""
    fault = error.errors()[0]
    where = ".".join(str(step) for step in fault["loc"])
    said = fault["msg"].removeprefix("Value error, ")
    return f"{where}: got {fault['input']!r}, {said[:1].lower()}{said[1:]}" if where else said


ENGINES: Mapping[str, Engine] = {
    engine.name: engine
    for engine in (
        Engine("animatic", _animatic, {"": "a moving storyboard with voices, drawn on the CPU"}),
        Engine("slate", _slate, {"": "a card and a tone for every shot: timing only"}),
        Engine(
            "echo",
            _echo,
            {
                "": "JoyAI-Echo: picture and sound by diffusion, with memory",
                TOON: "the real JoyAI-Echo architecture at laptop size, trained by us on a cartoon world",
                "toon-256": "the same at twice the size",
                "random-tiny": "the same path on a CPU with tiny random weights: noise, to try it",
            },
        ),
    )
}
