"""How a camera is set up: which weights, which policy, where it runs. Cheap: reads headers, loads nothing."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from generator.echo.checkpoint import BadWeights, Checkpoint, inspect
from generator.echo.policy import RELEASED, Policy, Switches, Version, policy
from generator.echo.profiles import RANDOM_TINY, RELEASE, Profile
from generator.echo.residency import Residency
from generator.echo.text import check_folder
from generator.interface import Capabilities, Unsupported

RECIPE = "1"
"""Changes whenever the same request, weights and switches would give another clip."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the user chose; everything may be left out."""

    weights: Path | None = None
    """A file or folder of released weights; None for tiny random ones."""
    version: Version | None = None
    """Which memory the weights were taught, when they do not say; 1.5 for random ones."""
    switches: Switches = RELEASED
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

    @property
    def weights(self) -> str:
        """A short name of the weights: of their content, not of their place."""
        return "random" if self.checkpoint is None else self.checkpoint.identity

    def capabilities(self) -> Capabilities:
        """What can be asked of this camera; a change of anything that changes pixels changes the version."""
        switches = asdict(self.policy.switches)
        departures = {k: v for k, v in switches.items() if v != getattr(RELEASED, k)}
        facts = {
            "policy": str(self.policy.version),
            "profile": self.profile.name,
            "weights": self.weights,
            "device": str(self.device),
            "residency": str(self.residency or "auto"),
        }
        facts |= {"switches": ", ".join(f"{k}={v}" for k, v in departures.items())} if departures else {}
        parts = [RECIPE, self.profile.name, str(self.policy.version), self.weights, *_tail(departures)]
        return Capabilities(
            name="echo",
            version="+".join(parts),
            min_side=self.profile.min_side,
            max_side=self.profile.max_side,
            size=self.profile.size,
            first_frame=True,
            grammar="plain" if self.policy.version is Version.ONE else "released",
            needs=_needs(self),
            facts=facts,
        )


def prepare(setup: Setup) -> Camera:
    """Look whether a set-up can work.

    Raises:
        Unsupported: weights, device or residency are no good; the message says what was found.
    """
    checkpoint = _inspected(setup)
    version = checkpoint.version if checkpoint else setup.version or Version.ONE_FIVE
    return Camera(
        profile=RANDOM_TINY if checkpoint is None else RELEASE,
        policy=_policy(version, setup.switches),
        checkpoint=checkpoint,
        text=setup.text,
        residency=_residency(setup.residency),
        device=_device(setup.device),
    )


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


def _policy(version: Version, switches: Switches) -> Policy:
    if switches.one_way and version is not Version.ONE:
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
    if camera.checkpoint is None:
        return "nothing; tiny random weights: the picture is noise, the path is the true one"
    return "a CUDA card, the text encoder google/gemma-3-12b-it; weights for research only (LTX-2 licence)"


def _tail(departures: dict[str, object]) -> list[str]:
    if not departures:
        return []
    return [hashlib.sha256(repr(sorted(departures.items())).encode()).hexdigest()[:8]]
