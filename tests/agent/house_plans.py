"""Whole plans by the house writer, and how they read on paper. Run as a module to renew the snapshots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from agent.caption import caption
from agent.house import House
from generator.interface import Camera, Figure, Grammar, Line, Place, ShotRequest
from tools.story import (
    Action,
    Brief,
    CardDraft,
    CastDraft,
    ScenesDraft,
    Screenplay,
    ScriptScene,
    ShotDraft,
    ShotListDraft,
    Speech,
    StoryDraft,
    shot_code,
)

SNAPSHOTS = Path(__file__).parent / "snapshots"
IDEA = "A lighthouse keeper finds a letter in a bottle on a foggy night."
IDEA_ZH = "奶奶教孙女修一台坏了的收音机"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the house writer answers for one brief."""

    story: StoryDraft
    cast: CastDraft
    scenes: ScenesDraft
    shots: ShotListDraft


def plan(brief: Brief, screenplay: Screenplay | None = None) -> Plan:
    """Ask for the story, the cast, the scenes and the shots, as the director does."""
    house = House()
    story = house.ask("story", {"brief": brief, "screenplay": screenplay}, StoryDraft)
    cast = house.ask("cast", {"story": story, "brief": brief}, CastDraft)
    scenes = house.ask("scenes", {"story": story, "cast": cast, "brief": brief}, ScenesDraft)
    values = {"story": story, "cast": cast, "scenes": scenes, "brief": brief}
    return Plan(story, cast, scenes, house.ask("shots", values, ShotListDraft))


def idea(text: str, seed: int = 0, language: str = "en") -> Plan:
    """The plan of a film from an idea."""
    return plan(Brief(kind="idea", text=text, seed=seed, language=language))


def script(*scenes: ScriptScene) -> Plan:
    """The plan of a film from a screenplay."""
    return plan(Brief(kind="fountain", text="", literal=True), numbered(*scenes))


def numbered(*scenes: ScriptScene, title: str = "A Film") -> Screenplay:
    """A screenplay whose speeches are numbered in order."""
    count, done = 0, []
    for scene in scenes:
        blocks: list[Action | Speech] = []
        for block in scene.blocks:
            if isinstance(block, Speech):
                blocks.append(block.model_copy(update={"index": count}))
                count += 1
            else:
                blocks.append(block)
        done.append(scene.model_copy(update={"blocks": tuple(blocks)}))
    return Screenplay(title=title, scenes=tuple(done))


def scene(heading: str, *blocks: Action | Speech) -> ScriptScene:
    """A scene from a heading such as ``INT. KITCHEN - NIGHT``."""
    inside, _, rest = heading.partition(". ")
    place, _, time = rest.partition(" - ")
    return ScriptScene(heading=heading, interior=inside != "EXT", place=place, time=time, blocks=blocks)


def act(text: str) -> Action:
    """A paragraph of action."""
    return Action(text=text)


def say(speaker: str, text: str, *, how: str = "", ext: str = "", dual: bool = False) -> Speech:
    """A speech; :func:`numbered` gives it its index."""
    return Speech(speaker=speaker, text=text, parenthetical=how, extension=ext, dual=dual, index=0)


LAMP = numbered(
    scene(
        "INT. LAMP ROOM - NIGHT",
        act("Rain runs down the glass. A great brass lamp turns."),
        act("MARA (60s, tall, silver hair in a bun, yellow oilskin coat, low rough voice) trims the wick."),
        act("TOM, 19, thin, curly dark hair, in a red sweater, climbs the last steps with a LETTER."),
        say("TOM", "It came with the boat.", how="out of breath"),
        say("MARA", "Put it with the others."),
        act("She does not turn. Tom looks at the shelf: forty envelopes, none of them open."),
        say("TOM", "This one says tomorrow."),
        act("Mara stops. She takes the letter and opens it with her thumb."),
    ),
    scene(
        "EXT. HARBOUR - DAWN",
        act("A small boat knocks against the quay. Mara waits with a suitcase, a brass key round her neck."),
        say("TOM", "Who will light it tonight?", ext="O.S."),
        act("Tom comes down the steps. She hangs the key round his neck."),
        say("MARA", "Somebody who opens his letters."),
        say("TOM", "I never get any."),
        say("MARA", "You will."),
        act("The boat leaves. Behind Tom, the lamp comes on."),
    ),
    title="The Light",
)


def lamp() -> Plan:
    """The plan of the inline screenplay."""
    return plan(Brief(kind="fountain", text="", literal=True), LAMP)


def requests(made: Plan, language: str = "en") -> Iterator[ShotRequest]:
    """Each shot as the camera is asked for it."""
    cards = {card.tag: card for card in made.cast.characters}
    for number, shot in enumerate(made.shots.shots):
        draft = next(s for s in made.scenes.scenes if s.number == shot.scene)
        heard = dict.fromkeys(line.speaker for line in shot.lines if line.speaker not in shot.tags)
        yield ShotRequest(
            code=shot_code("FILM", shot.scene, 10 * (number + 1)),
            prompt="",
            width=640,
            height=384,
            frames=shot.frames,
            language=language,
            style=made.story.style,
            place=Place(
                heading=draft.heading,
                interior=draft.interior,
                name=draft.place,
                time=draft.time,
                light=draft.light,
                description=draft.description,
            ),
            figures=tuple(_figure(cards[p.tag], p.action, p.expression) for p in shot.people),
            voices=tuple(_figure(cards[tag]) for tag in heard),
            lines=shot.lines,
            action=shot.action,
            props=shot.props,
            camera=shot.camera,
            cuts=shot.cuts,
            sound=shot.sound,
            music=shot.music,
            continuity=shot.continuity,
        )


def _figure(card: CardDraft, action: str = "", expression: str = "") -> Figure:
    return Figure(
        tag=card.tag,
        name=card.name,
        appearance=card.appearance,
        wardrobe=card.wardrobe,
        voice=card.voice,
        action=action,
        expression=expression,
    )


def read_aloud(made: Plan) -> str:
    """A plan as a page one can read: screenplay, cast, scenes, shot list."""
    story = made.story
    page = [story.title.upper(), story.logline, f"Style: {story.style}"]
    page += [f"{beat.name}: {beat.text}" for beat in story.beats]
    for part in story.screenplay.scenes:
        page += ["", part.heading]
        page += [_block(block) for block in part.blocks]
    page += ["", "CAST"]
    page += [f"{c.tag} {c.name}: {c.appearance} | {c.wardrobe} | {c.voice}" for c in made.cast.characters]
    page += ["", "SCENES"]
    page += [f"{s.number} {s.heading}: {s.light}. {s.description}" for s in made.scenes.scenes]
    page += ["", "SHOTS"]
    page += [_shot(number, shot) for number, shot in enumerate(made.shots.shots, start=1)]
    seconds = sum(shot.frames for shot in made.shots.shots) / 25
    return "\n".join([*page, "", f"{len(made.shots.shots)} shots, {seconds:.0f} seconds", ""])


def _block(block: Action | Speech) -> str:
    if isinstance(block, Action):
        return f"    {block.text}"
    how = f" ({block.parenthetical})" if block.parenthetical else ""
    return f"        {block.speaker}{how}: {block.text}"


def _shot(number: int, shot: ShotDraft) -> str:
    page = [
        f"{number}. [{shot.scene}] {shot.coverage.value}, {shot.frames / 25:.2f} s, {_view(shot.camera)}",
        f"   {shot.action}",
    ]
    page += [f"   from frame {cut.frame}: {_view(cut.camera)}" for cut in shot.cuts]
    page += [f"   {p.tag}: {p.action or '-'} / {p.expression}" for p in shot.people]
    page += [
        f'   {line.start:.2f}-{line.end:.2f} {line.speaker}{_heard(line)}: "{line.text}"'
        for line in shot.lines
    ]
    rest = {
        "props": ", ".join(shot.props),
        "sound": shot.sound,
        "music": shot.music,
        "stays": shot.continuity,
    }
    return "\n".join([*page, *(f"   {name}: {text}" for name, text in rest.items() if text)])


def _view(camera: Camera) -> str:
    whom = [f"on {camera.on}"] * bool(camera.on) + [f"over {camera.over}"] * bool(camera.over)
    return ", ".join([camera.scale.value, camera.move.value, camera.angle.value, *whom])


def _heard(line: Line) -> str:
    return " (heard)" if line.voice_over else ""


def captions(made: Plan, grammar: Grammar = "released") -> str:
    """Every caption of a plan."""
    return "\n".join(f"--- {r.code}\n{caption(r, grammar)}\n" for r in requests(made))


PAGES: dict[str, Callable[[], str]] = {
    "screenplay.txt": lambda: read_aloud(lamp()),
    "idea.txt": lambda: read_aloud(idea(IDEA)),
    "idea_zh.txt": lambda: read_aloud(idea(IDEA_ZH)),
    "captions.txt": lambda: captions(lamp()),
    "captions_plain.txt": lambda: captions(lamp(), "plain"),
}
"""What is kept as a snapshot, by file name."""


if __name__ == "__main__":
    for file, page in PAGES.items():
        (SNAPSHOTS / file).write_text(page(), encoding="utf-8")
