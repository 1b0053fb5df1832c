"""The judge of the toon world: a clip against what its shot says, and against who its story is about.

It was taught on drawings and on what the autoencoders make of drawings, never on generated clips: it knows
the world, and not the habits of whom it judges.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from generator.evaluators.crops import Frames, seen, side, sized
from generator.evaluators.networks import Evaluators, loaded
from generator.evaluators.person import HUES, Look, apart
from generator.evaluators.scores import PersonScore, Scores, Vector, VoiceScore
from generator.evaluators.speech import decoded, edits
from generator.evaluators.voice import PER_LATENT, Throat, Wave, mels, windows
from generator.evaluators.watching import GLIMPSES, Around, glimpses, lips
from generator.toon.picture import draw, mouth
from generator.toon.speech import SYLLABLES, speak
from generator.toon.world import (
    Identity,
    Line,
    Person,
    Scene,
    Setting,
    Story,
    ToonShot,
    laid,
)

_AT_ONCE = 64
"""Pictures looked at in one go."""
_POSED = (Scene.ROOM, Scene.FOREST, Scene.STREET)
"""Where somebody is drawn to know them by."""
_WORDS = tuple(range(0, len(SYLLABLES), 4))
"""What they say then: every vowel, and most consonants."""


class Known(NamedTuple):
    """Somebody as the world draws and speaks them."""

    look: Tensor
    """[32], of unit length."""
    voice: Tensor


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges clips of toon cameras.

    Args:
        nets: the evaluators; put into evaluation mode when they are used.
    """

    nets: Evaluators
    _known: dict[tuple[int, Identity], Known] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Judge:
        """A judge with the evaluators of a folder.

        Raises:
            Unsupported: they are not there, or do not fit.
        """
        return cls(loaded(folder))

    @torch.inference_mode()
    def scores(self, frames: Frames, sound: Wave, shot: ToonShot, story: Story | None = None) -> Scores:
        """Judge a clip.

        Args:
            frames: uint8 [T, H, W, 3], RGB; other sizes than 128 x 96 are resized.
            sound: float32 [n], mono, 16 kHz.
            shot: what the clip should show; of two people the first stands on the left.
            story: who they are; without it only what the words say is judged.

        Raises:
            ValueError: frames or sound of another shape.
            KeyError: somebody of the shot is not in the story.
        """
        self.nets.eval()
        pictures, heard = sized(frames), mels(sound)
        around = self.around(pictures)
        said = tuple(syllable for line in shot.lines for syllable in line.syllables)
        understood = self.understood(heard)
        return Scores(
            people=tuple(self._person(pictures, place, shot, story) for place in range(len(shot.people))),
            voices=tuple(
                self._voice(heard, tag, shot, story)
                for tag in dict.fromkeys(line.speaker for line in shot.lines if line.syllables)
            ),
            scene_right=int(around.scene.argmax()) == shot.scene,
            people_right=int(around.people.argmax()) == len(shot.people),
            heard=understood,
            wrong=edits(said, understood),
            said=len(said),
        )

    @torch.inference_mode()
    def around(self, pictures: Frames) -> Around:
        """Where a film of 128 x 96 plays and how many are in it: logits [1, 12] and [1, 3]."""
        found = self.nets.eval().place(seen(pictures[:: max(1, len(pictures) // GLIMPSES)]))
        return Around(found.scene.mean(0, keepdim=True), found.people.mean(0, keepdim=True))

    @torch.inference_mode()
    def look(self, cut: Frames) -> Look:
        """Somebody in all frames of their side, uint8 [T, 96, 80, 3]: one row each."""
        rows = [self.nets.eval().person(seen(cut[n : n + _AT_ONCE])) for n in range(0, len(cut), _AT_ONCE)]
        return Look(
            torch.cat([row.hues for row in rows]),
            {name: torch.cat([row.choices[name] for row in rows]) for name in rows[0].choices},
            torch.cat([row.opening for row in rows]),
            torch.cat([row.vector for row in rows]),
        )

    @torch.inference_mode()
    def throat(self, heard: Tensor, spans: Sequence[tuple[int, int]]) -> Throat:
        """One voice in spans of mel frames of a clip, [T, 128]: one row for all of them."""
        pieces = torch.cat([windows(heard, first, after) for first, after in spans])
        found: Throat = self.nets.eval().voice(pieces)
        return found.together()

    @torch.inference_mode()
    def understood(self, heard: Tensor) -> tuple[int, ...]:
        """The syllables of a clip, mel frames [T, 128]."""
        return decoded(self.nets.eval().speech(heard[None])[0])

    @torch.inference_mode()
    def known(self, tag: int, identity: Identity) -> Known:
        """Somebody as they are drawn and spoken in the world: the mean of three places; remembered."""
        if (tag, identity) not in self._known:
            story = Story({tag: identity}, {scene: Setting(0.0, mirrored=False) for scene in Scene})
            looks, voices = zip(*(self._posed(tag, story, scene) for scene in _POSED), strict=True)
            self._known[tag, identity] = Known(_middle(looks), _middle(voices))
        return self._known[tag, identity]

    def _posed(self, tag: int, story: Story, scene: Scene) -> tuple[Tensor, Tensor]:
        lines = laid([(tag, _WORDS)])
        shot = ToonShot(frames=_long_enough(lines), scene=scene, people=(Person(tag),), lines=lines)
        pictures = sized(draw(shot, story, int(scene)).frames)[::GLIMPSES]
        look = self.look(side(pictures, 0, 1)).together()
        throat = self.throat(mels(speak(shot, story, int(scene))), _spans(lines, tag))
        return look.vector[0], throat.vector[0]

    def _person(self, pictures: Frames, place: int, shot: ToonShot, story: Story | None) -> PersonScore:
        person, cut = shot.people[place], side(pictures, place, len(shot.people))
        frames = self.look(cut)
        look = frames.together()
        chosen = {name: int(logits.argmax()) for name, logits in look.choices.items()}
        moved = lips(np.asarray(frames.opening.sigmoid(), np.float32), mouth(shot, person.tag))
        identity = story.cast[person.tag] if story else None
        return PersonScore(
            tag=person.tag,
            tag_right=chosen["tag"] == person.tag,
            emotion_right=chosen["emotion"] == person.emotion,
            action_right=self._action(cut) == person.action,
            vector=_vector(look.vector),
            hues=_hues(look, identity) if identity else {},
            attributes=_attributes(chosen, identity) if identity else {},
            identity=_cosine(look.vector, self.known(person.tag, identity).look) if identity else None,
            lag=moved.lag if moved else None,
            lips=moved.likeness if moved else None,
        )

    def _action(self, cut: Frames) -> int:
        spells = torch.stack([seen(cut[numbers]) for numbers in glimpses(len(cut))])
        return int(self.nets.action(spells).mean(dim=0).argmax())

    def _voice(self, heard: Tensor, tag: int, shot: ToonShot, story: Story | None) -> VoiceScore:
        throat = self.throat(heard, _spans(shot.lines, tag))
        pitch = float(throat.hertz())
        score = VoiceScore(tag=tag, vector=_vector(throat.vector), pitch=pitch)
        if story is None:
            return score
        identity = story.cast[tag]
        voice = identity.voice
        return VoiceScore(
            tag=tag,
            vector=score.vector,
            pitch=pitch,
            f0=12.0 * abs(math.log2(pitch / voice.pitch)),
            tract=12.0 * abs(float(throat.tract) - math.log2(voice.tract)),
            likeness=_cosine(throat.vector, self.known(tag, identity).voice),
        )


def _spans(lines: Sequence[Line], tag: int) -> list[tuple[int, int]]:
    """First mel frame, and the first after it, of every line of a speaker."""
    return [
        (line.start * PER_LATENT, line.end * PER_LATENT)
        for line in lines
        if line.speaker == tag and line.syllables
    ]


def _long_enough(lines: Sequence[Line]) -> int:
    return math.ceil(lines[-1].end / 8) * 8 + 1


def _hues(look: Look, identity: Identity) -> dict[str, float]:
    turns = look.turns()[0].tolist()
    return {name: apart(turn, getattr(identity, name)) for name, turn in zip(HUES, turns, strict=True)}


def _attributes(chosen: dict[str, int], identity: Identity) -> dict[str, bool]:
    return {name: chosen[name] == getattr(identity, name) for name in ("style", "head", "pattern")}


def _middle(vectors: Sequence[Tensor]) -> Tensor:
    return torch.nn.functional.normalize(torch.stack(list(vectors)).mean(0), dim=0)


def _cosine(one: Tensor, other: Tensor) -> float:
    return float((one.flatten() * other.flatten()).sum())


def _vector(row: Tensor) -> Vector:
    return tuple(round(value, 4) for value in row.flatten().tolist())
