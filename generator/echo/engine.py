"""The recipe of a take, in order: words, memory, layout, eight steps, sound, picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from generator.echo.layout import LATENTS_PER_SECOND, Grid, grid
from generator.echo.policy import Policy, unpacked
from generator.echo.profiles import Profile
from generator.echo.residency import Size
from generator.echo.sampling import (
    PackedNoise,
    Pair,
    ReleasedNoise,
)
from generator.echo.setup import Setup, prepare
from generator.echo.sidecar import write_latents
from generator.footage import Pixels
from generator.interface import (
    FPS,
    MAX_FRAMES,
    SAMPLE_RATE,
    Capabilities,
    Clip,
    Media,
    Progress,
    ShotRequest,
    Unsupported,
    check,
)
from generator.media import encode

if TYPE_CHECKING:
    from generator.echo.rig import Rig

__all__ = ["Echo", "Setup"]

_WORDS, _MEMORY, _STEPS = 0.03, 0.08, 0.85
"""The fraction of a take that is done after each part: nearly all the time goes into the steps."""
_TELL = 8
"""Frames between two words of progress while the picture is written."""


class Echo:
    """JoyAI-Echo as a :class:`generator.interface.Generator`.

    Nothing is loaded before the first take; what was loaded stays for the next. One take at a time.

    Raises:
        Unsupported: the set-up cannot work here: no such weights, device or residency.
    """

    def __init__(self, setup: Setup) -> None:
        self._camera = prepare(setup)
        self._rig: Rig | None = None
        self._residency = ""

    @property
    def capabilities(self) -> Capabilities:
        """What this camera can do; reads nothing. After a take the facts tell how its weights lived."""
        able = self._camera.capabilities()
        facts = able.facts | ({"residency": self._residency} if self._residency else {})
        return able.model_copy(update={"facts": facts})

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        """Render one take into ``folder``; see :class:`generator.interface.Generator`.

        Raises:
            Unsupported: outside the capabilities, or more than the card can hold; then the message says what
                would fit, and the card is empty again.
            Cancelled: raised by ``progress``, asked after every step.
            ValueError: a memory or a first frame cannot be read.
        """
        check(request, self.capabilities)
        _check_size(request, self._camera.profile)
        progress(0.0)
        if self._rig is None:
            from generator.echo.rig import Rig  # diffusers takes seconds to import

            self._rig = Rig.load(self._camera)
        rig, size = self._rig, _size(request, self._camera.policy)
        self._residency = rig.make_room(request.prompt, size)
        try:
            with _threads(self._camera.profile.threads):
                return _take(rig, request, folder, media, progress)
        except RuntimeError as error:
            if not _full(error):
                raise
        # Outside the handler: an exception being handled keeps the tensors of every frame it passed.
        rig.stage.empty()
        raise Unsupported(f"{request.code}: {rig.too_large(request.prompt, size)}")


def _take(rig: Rig, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
    shot = grid(request.frames, request.height, request.width, request.fps)
    samples = request.frames * SAMPLE_RATE // request.fps
    latents = _generate(rig, request, shot, media, progress)
    with rig.stage.using("audio_vae"), rig.stage.using("vocoder"):
        sound = rig.codec.decode_sound(latents.audio, samples)
    with rig.stage.using("video_vae"):
        frames = _told(rig.codec.decode_video(unpacked(latents.video, shot)), request.frames, progress)
        picture, lossless = encode(
            frames, sound, folder, width=request.width, height=request.height, fps=request.fps
        )
    kept = write_latents(latents, shot, rig.camera.weights, folder)
    return Clip(
        picture=picture,
        sound=lossless,
        frames=request.frames,
        width=request.width,
        height=request.height,
        samples=samples,
        fps=request.fps,
        latents=kept,
    )


def _generate(rig: Rig, request: ShotRequest, shot: Grid, media: Media, progress: Progress) -> Pair:
    """The shot as latents: words and memory laid out around noise, then the eight steps."""
    policy, device, sides = rig.camera.policy, rig.camera.device, (request.width, request.height)
    context = rig.words.context(request.prompt, request.frames)
    progress(_WORDS)
    with rig.stage.using("video_vae"), rig.stage.using("audio_vae"):
        memory = [rig.reader.read(slot, media, *sides).to(device) for slot in request.slots]
        first = rig.reader.still(request.first_frame, media, *sides) if request.first_frame else None
    progress(_MEMORY)
    layout = policy.story(memory, shot, None if first is None else first.to(device), device)
    draw = ReleasedNoise if policy.switches.released_noise else PackedNoise
    noise = draw(torch.Generator(device).manual_seed(request.seed), shot, rig.dtype, policy.widths)

    def told(done: float) -> None:
        progress(_MEMORY + done * (_STEPS - _MEMORY))

    return rig.made(layout, context, noise, remembers=bool(memory), progress=told)


def _check_size(request: ShotRequest, profile: Profile) -> None:
    if not profile.any_size and (request.width, request.height) != profile.size:
        raise Unsupported(
            f"{request.code}: got {request.width}x{request.height}; the network '{profile.name}' was taught "
            f"{profile.size[0]}x{profile.size[1]} alone"
        )


def _full(error: RuntimeError) -> bool:
    """Whether a card had no room; the libraries under torch say so in their own words."""
    return isinstance(error, torch.OutOfMemoryError) or "ALLOC_FAILED" in str(error)


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Use as many threads of the CPU while inside; 0 changes nothing."""
    before = torch.get_num_threads()
    torch.set_num_threads(count or before)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _size(request: ShotRequest, policy: Policy) -> Size:
    longest = policy.window or LATENTS_PER_SECOND * MAX_FRAMES // FPS + 1
    return Size(
        request.width,
        request.height,
        request.frames,
        slots=len(request.slots),
        voice=len(request.slots) * longest,
        first_frame=bool(request.first_frame),
    )


def _told(frames: Iterator[Pixels], count: int, progress: Progress) -> Iterator[Pixels]:
    """The frames as the coder wants them, uint8 [H, W, 4] BGRA, telling how far they are."""
    for number, frame in enumerate(frames, start=1):
        opaque = np.full((*frame.shape[:2], 1), 255, np.uint8)
        yield np.concatenate([frame[..., ::-1], opaque], axis=2)
        if number % _TELL == 0:
            progress(_STEPS + (1 - _STEPS) * number / count)
