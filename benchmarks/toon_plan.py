"""Which trials there are: what is filmed to learn what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from benchmarks.toon_filming import Look, Source, Way
from benchmarks.toon_making import Brings
from benchmarks.toon_memory import Choice
from benchmarks.toon_trials import Scope, Tales, Trial
from generator.interface import MAX_SLOTS

QUICK = Scope(stories=4, shots=4, frames=25, seeds=1)
FULL = Scope(stories=20, shots=6, frames=25, seeds=3)
LONG = Scope(stories=6, shots=30, frames=25, seeds=1)
"""For drift."""
SIDE = Scope(stories=20, shots=8, frames=25, seeds=1)
"""For each way of an ablation."""

MEMORY = (
    Way("none"),
    Way("last", Choice.LAST),
    Way("native", Choice.NATIVE),
    Way("agent", Choice.AGENT),
    Way("wrong", Choice.AGENT, Source.OTHER),
    Way("oracle", Choice.AGENT, Source.TRUE),
)
"""What is remembered: the main question."""
CEILING = (Way("draw", look=Look.DRAWN), Way("recoded", look=Look.RECODED))
ABLATIONS = ("slot-mask", "isolation", "tau", "K", "window", "bank", "return")
WITH = {"with": True, "without": False}
TAUS = (0.8, 0.9, 1.0, 1.1, 1.25)


class Kit(Protocol):
    """Cameras of one profile, set up differently."""

    @property
    def profile(self) -> str:
        """Its name."""

    def camera(
        self, *, teacher: bool = False, slot_mask: bool = True, isolation: bool = True, tau: float = 1.0
    ) -> Brings:
        """The camera as shipped, but for what is said.

        Args:
            teacher: the many-step network.
            slot_mask: Eq. 11, each face with its own voice.
            isolation: Eq. 10, voices apart in the early 70 % of the layers.
            tau: temperature of the picture's self-attention (E35).
        """


def ceiling(kit: Kit, scope: Scope) -> Trial:
    """What the judges say of drawings, and of drawings through the autoencoders; noise changes neither."""
    once = Scope(scope.stories, scope.shots, scope.frames, seeds=1)
    return Trial("ceiling", kit.camera(), CEILING, Tales.PLAIN, once)


def memory(kit: Kit, scope: Scope, *, teacher: bool = False) -> Trial:
    """Every memory on the same stories; of the teacher only the two ends."""
    ways = tuple(way for way in MEMORY if way.name in {"none", "oracle"}) if teacher else MEMORY
    return Trial("teacher" if teacher else "memory", kit.camera(teacher=teacher), ways, Tales.PLAIN, scope)


def returns(kit: Kit, scope: Scope) -> Trial:
    """Somebody returns after fifteen shots: the native bank against the director."""
    ways = tuple(way for way in MEMORY if way.name in {"native", "agent"})
    return Trial("return", kit.camera(), ways, Tales.RETURNS, scope)


def drift(camera: Brings, scope: Scope = LONG, *, name: str = "drift") -> Trial:
    """Thirty shots on what the camera made itself."""
    ways = (Way("recent", Choice.RECENT), *(way for way in MEMORY if way.name in {"native", "agent"}))
    return Trial(name, camera, ways, Tales.PLAIN, scope)


def ablation(name: str, kit: Kit, scope: Scope) -> Mapping[str, Trial]:
    """The trials of an ablation by what is different; one alone when one camera films all its ways.

    Memory is drawn, so that only what is taken away makes a difference; the banks are compared on what they
    make themselves.

    Raises:
        KeyError: there is no such ablation.
    """
    true = Way("true", Choice.NATIVE, Source.TRUE)
    agent = Way("agent", Choice.AGENT, Source.TRUE)

    def plain(*ways: Way, camera: Brings | None = None) -> Trial:
        return Trial(name, camera or kit.camera(), ways, Tales.PLAIN, scope)

    trials: Mapping[str, Callable[[], Mapping[str, Trial]]] = {
        # The native bank keeps every voice; the director keeps only that of who speaks.
        "slot-mask": lambda: {
            word: Trial(name, kit.camera(slot_mask=on), (true,), Tales.PAIRS, scope)
            for word, on in WITH.items()
        },
        "isolation": lambda: {
            word: plain(true, camera=kit.camera(isolation=on)) for word, on in WITH.items()
        },
        "tau": lambda: {f"{tau:g}": plain(agent, camera=kit.camera(tau=tau)) for tau in TAUS},
        "K": lambda: {"": plain(*(replace(true, name=str(k), slots=k) for k in range(MAX_SLOTS + 1)))},
        "window": lambda: {
            "": plain(replace(agent, name="loudest"), replace(agent, name="any", loudest=False))
        },
        "bank": lambda: {
            "": plain(
                Way("First-3", Choice.FIRST), Way("Recent-4", Choice.RECENT), Way("both", Choice.NATIVE)
            )
        },
        "return": lambda: {"": returns(kit, scope)},
    }
    return trials[name]()
