"""How a camera is set up: which weights, which policy, where it runs. Cheap: reads headers, loads nothing."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from generator.echo.checkpoint import TEACHER, BadWeights, Checkpoint, inspect, shipped
from generator.echo.policy import RELEASES, Policy, Switches, Version, defaults, policy
from generator.echo.profiles import PROFILES, RANDOM_TINY, RELEASE, Profile
from generator.echo.residency import Residency
from generator.echo.text import check_folder
from generator.interface import Capabilities, Unsupported

RECIPE = "1"
"""Changes whenever the same request, weights and switches would give another clip."""
SHIPPED = Path(__file__).parents[1] / "toon" / "weights"
"""Where the package's own weights lie, a folder a profile."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the user chose; everything may be left out."""

    weights: Path | None = None
    """A file or folder of released weights; None for those of the package, or tiny random ones."""
    profile: str = RANDOM_TINY.name
    """Which network, when no released weights are named: one whose weights come with the package, or tiny
    random ones."""
    folder: Path = SHIPPED
    """Where the package's own weights lie, a folder a profile."""
    teacher: bool = False
    """Of the package's own: the transformer that was not distilled, in ``steps`` Euler steps."""
    steps: int = 30
    """Of the teacher; the distilled one takes its eight."""
    version: Version | None = None
    """Which memory the weights were taught, when they do not say; 1.5 for random ones."""
    switches: Switches | None = None
    """None: as the weights were taught."""
    text: Path | None = None
    """The folder of the text encoder; only released weights need it."""
    residency: str = "auto"
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class Camera:
    """A set-up that was found possible."""

    profile: Profile
    policy: Policy
    checkpoint: Checkpoint | None
    text: Path | None
    residency: Residency | None
    """None: chosen for each shot by what is free."""
    device: torch.device
    steps: int = 0
    """Euler steps of a teacher; 0: the eight of a distilled network."""

    @property
    def weights(self) -> str:
        """A short name of the weights: of their content, not of their place."""
        return "random" if self.checkpoint is None else self.checkpoint.identity

    def capabilities(self) -> Capabilities:
        """What can be asked of this camera; a change of anything that changes pixels changes the version."""
        switches = asdict(self.policy.switches)
        taught = asdict(defaults(self.policy.version))
        departures = {k: v for k, v in switches.items() if v != taught[k]}
        facts = {
            "policy": str(self.policy.version),
            "profile": self.profile.name,
            "weights": self.weights,
            "device": str(self.device),
            "residency": str(self.residency or "auto"),
        }
        facts |= {"world": self.profile.words} if self.profile.shipped else {}
        facts |= {"steps": f"{self.steps} of the teacher"} if self.steps else {}
        facts |= {"switches": ", ".join(f"{k}={v}" for k, v in departures.items())} if departures else {}
        parts = [RECIPE, self.profile.name, str(self.policy.version), self.weights, *_tail(departures)]
        parts += [f"{TEACHER}{self.steps}"] if self.steps else []
        return Capabilities(
            name="echo",
            version="+".join(parts),
            min_side=self.profile.min_side,
            max_side=self.profile.max_side,
            size=self.profile.size,
            max_frames=self.profile.max_frames,
            first_frame=self.profile.first_frame,
            grammar="plain" if self.policy.version is Version.ONE else "released",
            needs=_needs(self),
            facts=facts,
        )


def prepare(setup: Setup) -> Camera:
    """Look whether a set-up can work.

    Raises:
        Unsupported: weights, profile, device or residency are no good; the message says what was found.
    """
    profile = _profile(setup)
    checkpoint = _shipped(setup, profile) if profile.shipped else _inspected(setup)
    version = checkpoint.version if checkpoint else setup.version or Version.ONE_FIVE
    return Camera(
        profile=profile,
        policy=_policy(version, setup.switches),
        checkpoint=checkpoint,
        text=setup.text,
        residency=_residency(setup.residency),
        device=_device(setup.device),
        steps=setup.steps if setup.teacher else 0,
    )


def _profile(setup: Setup) -> Profile:
    if setup.weights is not None:
        found = RELEASE
    elif setup.profile not in PROFILES or setup.profile == RELEASE.name:
        able = ", ".join(name for name in PROFILES if name != RELEASE.name)
        raise Unsupported(f"got the profile {setup.profile!r}, expected one of: {able}")
    else:
        found = PROFILES[setup.profile]
    if setup.version is Version.TOON and not found.shipped:
        raise Unsupported(f"got the version {setup.version}, expected {' or '.join(RELEASES)}")
    if setup.teacher and not found.shipped:
        raise Unsupported(f"the network '{found.name}' has no teacher: only the package's own weights have")
    if setup.teacher and setup.steps < 1:
        raise Unsupported(f"got {setup.steps} steps of the teacher, expected at least 1")
    return found


def _shipped(setup: Setup, profile: Profile) -> Checkpoint:
    folder = setup.folder / profile.name
    if not folder.is_dir():
        raise BadWeights(
            f"{profile.name} has no weights yet: there is no folder {folder}. `dailies train {profile.name}` "
            "teaches it on this machine (docs/training.md)"
        )
    try:
        return shipped(folder, teacher=setup.teacher)
    except BadWeights as error:
        raise BadWeights(
            f"the weights of {profile.name} cannot be used: {error}. Train it again (docs/training.md)"
        ) from error


def _inspected(setup: Setup) -> Checkpoint | None:
    if setup.weights is None:
        return None
    try:
        found = inspect(setup.weights, setup.version)
    except BadWeights as error:
        raise Unsupported(f"DAILIES_ECHO_WEIGHTS: {error}") from error
    # Asked for at the first prompt; by then a story was written and forty gigabytes were read.
    check_folder(setup.text)
    return found


def _policy(version: Version, switches: Switches | None) -> Policy:
    if switches is not None and switches.one_way and version is not Version.ONE:
        raise Unsupported("the switch one_way is for 1.0: 1.5 lets everybody see everybody")
    return policy(version, switches)


def _residency(name: str) -> Residency | None:
    if name == "auto":
        return None
    if name not in set(Residency):
        raise Unsupported(f"got the residency {name!r}, expected auto, {', '.join(Residency)}")
    return Residency(name)


def _device(name: str) -> torch.device:
    if name == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise Unsupported(f"got the device {name!r}, expected cpu, cuda or cuda:1") from error
    if device.type == "cuda" and not torch.cuda.is_available():
        raise Unsupported(f"got the device {name!r}, but this torch sees no CUDA card; use cpu")
    return device


def _needs(camera: Camera) -> str:
    if camera.profile.shipped:
        return f"nothing; {camera.profile.words}"
    if camera.checkpoint is None:
        return "nothing; tiny random weights: the picture is noise, the path is the true one"
    return "a CUDA card, the text encoder google/gemma-3-12b-it; weights for research only (LTX-2 licence)"


def _tail(departures: dict[str, object]) -> list[str]:
    if not departures:
        return []
    return [hashlib.sha256(repr(sorted(departures.items())).encode()).hexdigest()[:8]]
