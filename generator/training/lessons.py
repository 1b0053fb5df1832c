"""What evaluators learn from: drawings, speech, and what the autoencoders make of both.

Nothing here can take a clip from outside. Lessons come from the numbers of stories alone, so no evaluator has
ever seen a generated picture or heard a generated voice, and none can learn to forgive them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from generator.echo.codec import Codec
from generator.echo.spectrogram import resample
from generator.evaluators.crops import Frames, left_edge, sized
from generator.evaluators.person import CHOICES, HUES
from generator.evaluators.speech import NOTHING
from generator.evaluators.voice import LOWEST, PER_LATENT, WINDOW, Wave, mels
from generator.evaluators.watching import APART, GLIMPSES
from generator.interface import SAMPLE_RATE
from generator.mel import RATE
from generator.toon.world import SYLLABLE, TAGS, Identity, Line, Person, Story
from generator.training.corpus import Corpus, Shot

SEEN, HEARD = 25, 65
"""Frames of a shot that is looked at, and of one that is listened to."""


class Pictures(NamedTuple):
    """Shots to look at, and the people in them: one row each, those of one person next to each other."""

    glimpses: Tensor
    """uint8 [S, 8, 96, 128, 3]."""
    scene: Tensor
    """int64 [S]."""
    people: Tensor
    """int64 [S]: how many are in it."""
    shot: Tensor
    """int64 [R]: where each row is seen."""
    left: Tensor
    """int64 [R]: first pixel of their side."""
    hues: Tensor
    """float32 [R, 3], turns."""
    choices: dict[str, Tensor]
    """int64 [R] each."""
    action: Tensor
    """int64 [R]."""
    opening: Tensor
    """float32 [R, 8]."""
    same: Tensor
    """int64 [R, 2]: the first row of the same person, and the first after them."""


class Sounds(NamedTuple):
    """Shots to listen to, and the lines in them: one row each, those of one voice next to each other."""

    heard: Tensor
    """float32 [S, T, 128]."""
    symbols: Tensor
    """int64 [S, T // 4 + 1]: what a recogniser should write at every latent."""
    shot: Tensor
    """int64 [R]: where each row is heard."""
    start: Tensor
    """int64 [R]: the first mel frame of the line."""
    room: Tensor
    """int64 [R]: mel frames a window can be moved without leaving the line."""
    pitch: Tensor
    """float32 [R], octaves above 90 Hz."""
    tract: Tensor
    """float32 [R], octaves."""
    same: Tensor
    """int64 [R, 2]."""


def pictures(corpus: Corpus, stories: Sequence[int], size: tuple[int, int], codec: Codec | None) -> Pictures:
    """Draw the shots of some stories.

    Everybody wears another handle in half of their shots: who they are must not be told by it.

    Args:
        corpus: whose; its shots have :data:`SEEN` frames.
        stories: their numbers.
        size: width and height they are drawn in, pixels.
        codec: the autoencoder through which every other shot goes; None leaves all as they are.
    """
    glimpses: list[Frames] = []
    scenes: list[tuple[int, int]] = []
    rows: list[tuple[tuple[int, Identity], int, int, Person, list[float]]] = []
    numbers = [APART * n for n in range(GLIMPSES)]
    for number in stories:
        dice = random.Random(f"handles:{corpus.seed}:{number}")  # noqa: S311 — drawing
        for plain in corpus.story(number):
            shot = _with_other_handles(plain, dice) if dice.random() < 0.5 else plain
            drawn = shot.drawn(*size)
            film = redrawn(drawn.frames, codec) if codec and len(glimpses) % 2 else drawn.frames
            for place, person in enumerate(shot.toon.people):
                opening = drawn.opening[person.tag][numbers].tolist()
                who = (number, shot.story.cast[person.tag])
                rows.append((who, len(glimpses), left_edge(place, len(shot.toon.people)), person, opening))
            glimpses.append(sized(film[numbers]))
            scenes.append((shot.toon.scene, len(shot.toon.people)))
    rows.sort(key=lambda row: (row[0][0], repr(row[0][1])))
    cast = [who for who, *_ in rows]
    return Pictures(
        glimpses=torch.from_numpy(np.stack(glimpses)),
        scene=torch.tensor([scene for scene, _ in scenes]),
        people=torch.tensor([people for _, people in scenes]),
        shot=torch.tensor([row[1] for row in rows]),
        left=torch.tensor([row[2] for row in rows]),
        hues=torch.tensor([[getattr(identity, name) for name in HUES] for _, identity in cast]),
        choices={
            name: torch.tensor(
                [getattr(row[3] if name in ("tag", "emotion") else row[0][1], name) for row in rows]
            )
            for name in CHOICES
        },
        action=torch.tensor([int(row[3].action) for row in rows]),
        opening=torch.tensor([row[4] for row in rows]),
        same=_spans(cast),
    )


def sounds(corpus: Corpus, stories: Sequence[int], codec: Codec | None) -> Sounds:
    """Speak the shots of some stories; see :func:`pictures`. They have :data:`HEARD` frames."""
    heard: list[Tensor] = []
    symbols: list[Tensor] = []
    rows: list[tuple[tuple[int, Identity], int, Line]] = []
    for number in stories:
        for shot in corpus.story(number):
            wave = shot.spoken()
            heard.append(mels(resaid(wave, codec) if codec and len(heard) % 2 else wave))
            symbols.append(symbols_of(shot.toon.lines, shot.toon.frames + 1))
            rows += [
                ((number, shot.story.cast[line.speaker]), len(heard) - 1, line) for line in shot.toon.lines
            ]
    rows.sort(key=lambda row: (row[0][0], repr(row[0][1])))
    cast = [who for who, *_ in rows]
    return Sounds(
        heard=torch.stack(heard),
        symbols=torch.stack(symbols),
        shot=torch.tensor([row[1] for row in rows]),
        start=torch.tensor([row[2].start * PER_LATENT for row in rows]),
        room=torch.tensor([max((row[2].end - row[2].start) * PER_LATENT - WINDOW, 0) for row in rows]),
        pitch=torch.tensor([math.log2(identity.voice.pitch / LOWEST) for _, identity in cast]),
        tract=torch.tensor([math.log2(identity.voice.tract) for _, identity in cast]),
        same=_spans(cast),
    )


def symbols_of(lines: Sequence[Line], latents: int) -> Tensor:
    """What to write at every latent: a syllable in the middle of its time, nothing around: int64 [latents].

    The times are known, so there is no need to try all of them, as one must where only the words are.
    """
    symbols = torch.full((latents,), NOTHING)
    for line in lines:
        for number, syllable in enumerate(line.syllables):
            first = line.start + SYLLABLE * number
            symbols[first + 1 : first + SYLLABLE - 1] = syllable + 1
    return symbols


def _with_other_handles(shot: Shot, dice: random.Random) -> Shot:
    tags = list(shot.story.cast)
    new = dict(zip(tags, dice.sample(range(TAGS), len(tags)), strict=True))
    toon = replace(
        shot.toon,
        people=tuple(replace(person, tag=new[person.tag]) for person in shot.toon.people),
        lines=tuple(replace(line, speaker=new[line.speaker]) for line in shot.toon.lines),
    )
    cast = {new[tag]: identity for tag, identity in shot.story.cast.items()}
    return Shot(toon, Story(cast, shot.story.settings), shot.seed)


def redrawn(frames: Frames, codec: Codec) -> Frames:
    """What the picture's autoencoder makes of a drawing."""
    return np.stack(list(codec.decode_video(codec.encode_frames(frames))))


def resaid(wave: Wave, codec: Codec) -> Wave:
    """What the sound's autoencoder and the vocoder make of speech."""
    samples = wave.size * SAMPLE_RATE // RATE
    both = codec.decode_sound(codec.encode_sound(wave, RATE), samples)
    mono = torch.from_numpy(both).mean(dim=0, keepdim=True)
    return np.asarray(resample(mono, SAMPLE_RATE, RATE)[0].float(), np.float32)


def _spans(cast: Sequence[tuple[int, Identity]]) -> Tensor:
    """For every row the first of the same person and the first after them; equal ones are neighbours."""
    first: dict[tuple[int, Identity], int] = {}
    after: dict[tuple[int, Identity], int] = {}
    for row, who in enumerate(cast):
        first.setdefault(who, row)
        after[who] = row + 1
    return torch.tensor([(first[who], after[who]) for who in cast]).view(-1, 2)
