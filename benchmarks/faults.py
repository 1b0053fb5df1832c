"""Planted faults and who finds them: hits, and false alarms on clean clips.

The critics see what they see in a film: the request, the measures, and the earlier takes of the same person.
Their thresholds were set on other clips (``clean_clips.TUNED``).
A fault counts as found when a finding of its measure and category begins within two frames of it.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from agent.critic import Finding, Past, findings
from agent.critics.voice import semitones
from benchmarks.cast import CAST
from benchmarks.clean_clips import clean
from benchmarks.figure import Figure
from benchmarks.planting import MISSING, PLAIN, jump, stray_cut, with_sound
from generator.animatic.engine import Animatic
from generator.animatic.sound.soundtrack import soundtrack
from generator.animatic.sound.voices import voice_of
from generator.footage import read_sound
from generator.interface import Clip, ShotRequest
from generator.measure import measure as measured
from generator.truth import read_truth
from tools.records import NoteCategory

NEAR = 2
"""Frames by which a finding may miss the fault."""
AN_INTERVAL = 5.0
"""Semitones, a fourth: the least by which a swapped voice is another one."""
SHOTS = 5
"""Clips of each person."""

EXPECTED: dict[str, tuple[NoteCategory, frozenset[str]]] = {
    "black tail": (NoteCategory.LAYOUT, frozenset({"black"})),
    "frozen half": (NoteCategory.ACTION, frozenset({"frozen"})),
    "jump cut": (NoteCategory.CAMERA, frozenset({"jump", "cut"})),
    "stray cut": (NoteCategory.CAMERA, frozenset({"jump", "cut"})),
    "wrong length": (NoteCategory.SYNC, frozenset({"length"})),
    "clipped sound": (NoteCategory.SYNC, frozenset({"clipping"})),
    "missing line": (NoteCategory.DIALOGUE, frozenset({"speech"})),
    "swapped character": (NoteCategory.APPEARANCE, frozenset({"identity", "clothes"})),
    "swapped voice": (NoteCategory.DIALOGUE, frozenset({"voice"})),
}
"""What each fault is to be called; between two pictures of one place a cut and a jump are the same."""
INTO: dict[str, tuple[int, ...]] = {
    "black tail": (0, 1),
    "frozen half": (0, 2),
    "jump cut": (1, 2),
    "wrong length": (0, 4),
    "clipped sound": (0, 3),
    "stray cut": (0, 2),
    "swapped character": (1, 2, 3),
}
"""Which clips of a story each is planted into: a jump where somebody moves, and so on."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A clip that was judged."""

    code: str
    fault: str
    """Empty for a clean clip."""
    found: bool
    """Whether the fault was found; for a clean clip, whether anything was."""
    said: tuple[str, ...]
    """All findings in words."""


def measure() -> list[Figure]:
    """Shares found by fault, and of clean clips with a finding."""
    trials = run(range(len(CAST)))
    planted, found = (
        Counter(t.fault for t in trials if t.fault and (t.found or every)) for every in (True, False)
    )
    figures = [
        Figure(f"{fault}: {found[fault]} of {planted[fault]} found", found[fault] / planted[fault], "", 0.95,
               at_least=True)
        for fault in EXPECTED
    ]  # fmt: skip
    calm = [trial for trial in trials if not trial.fault]
    alarms = sum(trial.found for trial in calm)
    return [
        *figures,
        Figure(f"false alarms: {alarms} of {len(calm)} clean clips", 100 * alarms / len(calm), "%", 0.5),
        Figure("clips judged", float(len(trials)), ""),
    ]


def run(people: Sequence[int]) -> list[Trial]:
    """Judge the stories of these members of the cast, clean and with every fault."""
    with ProcessPoolExecutor(min(len(people), os.cpu_count() or 1), get_context("spawn")) as pool:
        return [trial for trials in pool.map(story, people) for trial in trials]


def story(person: int, shots: int = SHOTS) -> list[Trial]:
    """The first clips of somebody, each with the earlier ones as its past."""
    requests = clean()[SHOTS * person : SHOTS * person + shots]
    with tempfile.TemporaryDirectory() as name:
        return list(_trials(person, requests, Path(name)))


def _trials(person: int, requests: Sequence[ShotRequest], folder: Path) -> Iterator[Trial]:
    clips = [_render(request, folder / f"clean-{n}") for n, request in enumerate(requests)]
    past: list[Past] = []
    for shot, (request, clip) in enumerate(zip(requests, clips, strict=True)):
        measures = measured(clip)
        said = findings(request, measures, past)
        yield Trial(request.code, "", bool(said), tuple(finding.words for finding in said))
        for fault, bad, frame in _planted(person, shot, request, clips, folder / str(shot)):
            said = findings(request, measured(bad), past)
            hit = any(_hits(finding, fault, frame) for finding in said)
            yield Trial(request.code, fault, hit, tuple(finding.words for finding in said))
        past.append(Past(request.code, request, measures))


def _hits(finding: Finding, fault: str, frame: int) -> bool:
    category, measures = EXPECTED[fault]
    return (
        finding.category is category
        and finding.evidence is not None
        and finding.evidence.measure in measures
        and finding.frame is not None
        and abs(finding.frame - frame) <= NEAR
    )


def _planted(
    person: int, shot: int, request: ShotRequest, clips: Sequence[Clip], folder: Path
) -> Iterator[tuple[str, Clip, int]]:
    """The clip with each fault that goes into it, and the frame it begins at."""
    clip = clips[shot]
    for fault, plant in PLAIN.items():
        if shot in INTO[fault]:
            yield fault, *plant(clip, _made(folder / fault))
    if shot in INTO["jump cut"]:
        more = _render(request.model_copy(update={"frames": request.frames + MISSING}), folder / "longer")
        yield "jump cut", *jump(replace(clip, truth=None), _made(folder / "jump"), more)
    if shot in INTO["stray cut"]:
        yield "stray cut", *stray_cut(clip, _made(folder / "cut"), clips[(shot + 1) % len(clips)])
    if request.lines:
        others = request.model_copy(update={"lines": request.lines[1:]})
        bad = with_sound(clip, _made(folder / "line"), soundtrack(others).samples)
        yield "missing line", bad, round(clip.cues[0].start * request.fps)
    if shot in INTO["swapped character"]:
        yield from _swapped(person, request, clip, folder)


def _swapped(person: int, request: ShotRequest, clip: Clip, folder: Path) -> Iterator[tuple[str, Clip, int]]:
    """The clip with somebody else in it, and with somebody else's voice."""
    other = CAST[partner(person)]
    facts = {name: getattr(other, name) for name in ("name", "appearance", "wardrobe", "voice")}
    figures = (request.figures[0].model_copy(update=facts), *request.figures[1:])
    strange = _render(request.model_copy(update={"figures": figures}), folder / "strange")
    bad = replace(strange, sound=clip.sound, cues=clip.cues)
    yield "swapped character", bad, _entrance(clip, request.figures[0].tag)
    if request.lines:
        bad = with_sound(replace(clip, cues=strange.cues), _made(folder / "voice"), read_sound(strange.sound))
        yield "swapped voice", bad, round(strange.cues[0].start * request.fps)


def partner(person: int) -> int:
    """Who is swapped for somebody: of those with a clearly other voice, the one eleven or more places on."""
    pitch = voice_of(CAST[person]).pitch
    places = [(person + step) % len(CAST) for step in range(11, 11 + len(CAST))]
    return next(n for n in places if abs(semitones(voice_of(CAST[n]).pitch, pitch)) >= AN_INTERVAL)


def _entrance(clip: Clip, tag: str) -> int:
    """The first frame somebody is in, by the clean clip's own account."""
    if clip.truth is None:
        raise RuntimeError("the animatic wrote no truth beside its clip")
    figure = next(figure for figure in read_truth(clip.truth).figures if figure.tag == tag)
    return next(number for number, body in enumerate(figure.body) if body)


def _render(request: ShotRequest, folder: Path) -> Clip:
    return Animatic().render(request, _made(folder), Path, lambda _: None)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
