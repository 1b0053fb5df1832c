"""The plug-ins of the critics that the settings ask for."""

from __future__ import annotations

from pathlib import Path

from generator.plugins.picture_model import PictureModel
from generator.plugins.plugin import Plugin
from generator.plugins.recogniser import Words, recogniser
from generator.plugins.toon import ToonModel
from generator.plugins.voice_model import VoiceModel


def chosen(
    clip: Path | None = None,
    face: Path | None = None,
    speaker: Path | None = None,
    words: Path | None = None,
    toon: Path | None = None,
) -> tuple[Plugin, ...]:
    """One plug-in for each folder that is given; none is loaded before it first looks or listens.

    Args:
        clip: a CLIP model, for whole people.
        face: any image encoder that was trained on faces.
        speaker: a model with an x-vector head.
        words: a Whisper model, of transformers or of faster-whisper.
        toon: the evaluators of the toon world.

    Raises:
        Unsupported: a folder or a library is not there; the message says what to do.
    """
    plugins: list[Plugin] = []
    if clip is not None:
        plugins.append(PictureModel("clip", clip))
    if face is not None:
        plugins.append(PictureModel("face", face))
    if speaker is not None:
        plugins.append(VoiceModel(speaker))
    if words is not None:
        plugins.append(Words(recogniser(words)))
    if toon is not None:
        plugins.append(ToonModel(toon))
    return tuple(plugins)
