"""Every skill there is, and which of them is used now.

Skills come from three folders: those of the program, the user's, and the film's. Of skills of the same name
the later one is used. Every call looks at the disk first, so a skill that was just saved is used by the next
question, and only what has changed is read again.

A broken skill is never used, never ends the program and never goes unsaid: it is in :attr:`Library.broken`,
and where it would have hidden a good one, the good one stays in use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from skills.fitting import Facts, fits
from skills.hooks import Hook
from skills.loading import Fault, Read, Unloadable, file_in, load
from skills.skill import Skill, SkillKind, When
from tools.errors import NotFound, ToolError

__all__ = ["SOURCES", "Broken", "Facts", "Library", "Loaded", "built_in"]

SOURCES = ("built-in", "user", "film")
"""Where skills come from; the later wins."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A skill in use."""

    skill: Skill
    source: str
    """One of :data:`SOURCES`."""
    path: Path
    """Its file."""
    hides: str = ""
    """The one of the same name it is used instead of: ``built-in 1.0.0``; mostly empty."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A skill that cannot be used."""

    name: str
    """Of its folder."""
    source: str
    path: Path
    line: int
    """From 1."""
    words: str
    """What is wrong, and what is used instead."""


State = tuple[int, int, int]
"""Time of change, size and number of a file: when all are the same, so is its text."""


def built_in() -> Path:
    """The folder of the program's own skills."""
    return Path(__file__).parent


class Library:
    """The skills of a home, or of a film in it.

    Args:
        folders: the user's skills, then the film's; one that is not there is empty.
        own: the program's own, which come before them.
    """

    def __init__(self, *folders: Path, own: Path | None = None) -> None:
        self.folders = dict(zip(SOURCES, (own or built_in(), *folders), strict=False))
        self._known: dict[Path, tuple[State, Read | Unloadable]] = {}

    def prompt(self, hook: Hook, facts: Facts) -> Loaded:
        """The skill that asks the question of a hook point.

        Of those that fit, the latest source, then one with filters before one without, then by name.

        Raises:
            ToolError: none fits.
        """
        fitting = self._fitting(SkillKind.PROMPT, hook, facts)
        if not fitting:
            raise ToolError(f"no prompt skill fits the hook {hook}; {self._way_out(hook)}")
        return fitting[0]

    def knowledge(self, hook: Hook, facts: Facts) -> tuple[Loaded, ...]:
        """All knowledge that fits a hook point, what is nearest to the film first."""
        return self._fitting(SkillKind.KNOWLEDGE, hook, facts)

    def critics(self, facts: Facts) -> tuple[Loaded, ...]:
        """All critics that fit."""
        return self._fitting(SkillKind.CRITIC, Hook.CRITIQUE, facts)

    def all(self) -> tuple[Loaded, ...]:
        """Every skill in use, by name."""
        return self._look()[0]

    @property
    def broken(self) -> tuple[Broken, ...]:
        """Every skill that cannot be used, by source and name."""
        return self._look()[1]

    def named(self, name: str) -> Loaded:
        """The skill in use under a name.

        Raises:
            NotFound: there is none; the message lists what there is, or why it cannot be used.
        """
        loaded, broken = self._look()
        for one in loaded:
            if one.skill.name == name:
                return one
        for fault in broken:
            if fault.name == name:
                raise NotFound(f"the skill {name!r} cannot be used: {fault.path}:{fault.line}: {fault.words}")
        raise NotFound(f"there is no skill {name!r}; there are {', '.join(o.skill.name for o in loaded)}")

    def places(self, name: str = "") -> tuple[Path, ...]:
        """The folders that hold skills, good or broken, in the order of the sources; or those of one name."""
        return tuple(path for _, path in self._folders() if name in {"", path.name})

    def _fitting(self, kind: SkillKind, hook: Hook, facts: Facts) -> tuple[Loaded, ...]:
        found = [
            one
            for one in self.all()
            if one.skill.kind is kind and hook in one.skill.applies_to and fits(one.skill.when, facts)
        ]
        return tuple(sorted(found, key=_nearest_first))

    def _way_out(self, hook: Hook) -> str:
        """What to do when nobody asks the question of a hook point."""
        for one in self.all():
            if one.skill.kind is SkillKind.PROMPT and hook in one.skill.applies_to and one.hides:
                said = f"{one.path} is not for this film and hides the {one.hides} of the same name"
                return f"{said}: give it another name, or widen its `when`"
        faulty = "; ".join(f"{one.path}:{one.line}: {one.words}" for one in self.broken)
        return f"mend {faulty}" if faulty else "`dailies skills list` shows what there is"

    def _look(self) -> tuple[tuple[Loaded, ...], tuple[Broken, ...]]:
        good: dict[str, list[Loaded]] = {}
        broken: list[Broken] = []
        for source, folder in self._folders():
            read = self._read(folder)
            if isinstance(read, Unloadable):
                broken.append(_broken(folder.name, source, read.path, read.faults))
                continue
            rows = good.setdefault(folder.name, [])
            if rows and rows[-1].skill.kind is not read.skill.kind:
                broken.append(_broken(folder.name, source, read.path, (_another_kind(read, rows[-1]),)))
            else:
                rows.append(Loaded(read.skill, source, read.path))
        broken += self._lonely(good)
        used = [replace(rows[-1], hides=_hidden(rows)) for name, rows in sorted(good.items())]
        broken.sort(key=lambda b: (SOURCES.index(b.source), b.name))
        return tuple(used), tuple(_with_stand_in(one, good.get(one.name, [])) for one in broken)

    def _lonely(self, good: dict[str, list[Loaded]]) -> Iterator[Broken]:
        """Take out what needs a skill that is not there, until all that is left has what it needs."""
        while lonely := [rows[-1] for rows in good.values() if _missing(rows[-1].skill, good)]:
            for one in lonely:
                read = self._known[one.path.parent][1]
                line = read.line("requires") if isinstance(read, Read) else 1
                needs = ", ".join(_missing(one.skill, good))
                words = f"it requires {needs}, which is not there; add it or remove `requires`"
                yield _broken(one.skill.name, one.source, one.path, (Fault(line, "S002", words),))
            for one in lonely:
                good[one.skill.name].pop()
                if not good[one.skill.name]:
                    del good[one.skill.name]

    def _folders(self) -> Iterator[tuple[str, Path]]:
        """Everything that is or means to be a skill, by source and name."""
        for source, folder in self.folders.items():
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                meant = path.is_dir() or path.suffix in {".yaml", ".yml", ".md"}
                # Beside the program's own skills stand its modules and the house writer's word banks.
                if file_in(path) if source == SOURCES[0] else meant and not path.name.startswith("."):
                    yield source, path

    def _read(self, folder: Path) -> Read | Unloadable:
        state, known = _state(folder), self._known.get(folder)
        if known is not None and known[0] == state:
            return known[1]
        try:
            read: Read | Unloadable = load(folder)
        except Unloadable as error:
            read = error
        self._known[folder] = (state, read)
        return read


def _state(folder: Path) -> State:
    path = file_in(folder)
    try:
        now = path.lstat() if path else None
    except FileNotFoundError:  # an editor is replacing it
        now = None
    return (now.st_mtime_ns, now.st_size, now.st_ino) if now else (0, 0, 0)


def _nearest_first(one: Loaded) -> tuple[int, bool, str]:
    return -SOURCES.index(one.source), one.skill.when == When(), one.skill.name


def _another_kind(read: Read, row: Loaded) -> Fault:
    """A prompt that knowledge stood in for would leave its question unasked."""
    words = f"a {read.skill.kind} skill cannot stand in for the {row.skill.kind} skill of the same name"
    return Fault(read.line("kind"), "S002", f"{words}; give it another name")


def _missing(skill: Skill, good: dict[str, list[Loaded]]) -> list[str]:
    return [name for name in skill.requires if name not in good]


def _hidden(rows: list[Loaded]) -> str:
    return f"{rows[-2].source} {rows[-2].skill.version}" if len(rows) > 1 else ""


def _broken(name: str, source: str, path: Path, faults: tuple[Fault, ...]) -> Broken:
    more = f" (and {len(faults) - 1} more: `dailies skills lint {name}`)" if len(faults) > 1 else ""
    return Broken(name, source, path, faults[0].line, faults[0].words + more)


def _with_stand_in(broken: Broken, rows: list[Loaded]) -> Broken:
    used = rows[-1] if rows else None
    if used is None or SOURCES.index(used.source) > SOURCES.index(broken.source):
        return broken
    return replace(broken, words=f"{broken.words}; the {used.source} {used.skill.credit} stays in use")
