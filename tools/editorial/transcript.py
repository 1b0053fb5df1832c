"""A screenplay made from the shots: what a film without a script shows and says (decision 0010)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, groupby

from tools.story import (
    Action,
    Block,
    CastDraft,
    SceneDraft,
    ScenesDraft,
    Screenplay,
    ScriptScene,
    ShotDraft,
    Speech,
)


def transcript(title: str, cast: CastDraft, scenes: ScenesDraft, shots: Sequence[ShotDraft]) -> Screenplay:
    """A film as a screenplay: of every shot its action, then its lines; a heading wherever the scene changes.

    Args:
        title: of the film.
        cast: for the names of those who speak.
        scenes: for the headings; one for the scene of every shot.
        shots: in film order, without those that are left out.
    """
    names = {card.tag: card.name for card in cast.characters}
    cards = {card.number: card for card in scenes.scenes}
    speeches = count()
    return Screenplay(
        title=title,
        scenes=tuple(
            _scene(cards[number], [block for shot in run for block in _blocks(shot, names, speeches)])
            for number, run in groupby(shots, key=lambda shot: shot.scene)
        ),
    )


def _scene(card: SceneDraft, blocks: Sequence[Block]) -> ScriptScene:
    return ScriptScene(
        heading=card.heading,
        interior=card.interior,
        place=card.place,
        time=card.time,
        number=str(card.number),
        blocks=tuple(blocks),
    )


def _blocks(shot: ShotDraft, names: Mapping[str, str], speeches: Iterator[int]) -> Iterator[Block]:
    if shot.action:
        yield Action(text=shot.action)
    for line in shot.lines:
        yield Speech(
            speaker=names.get(line.speaker, line.speaker).upper(),
            text=line.text,
            parenthetical=line.delivery,
            extension="O.S." if line.voice_over else "",
            index=next(speeches),
        )
