"""A story that remembers by the camera's own rule, without a director: as the release runs, the baseline.

Of every shot the fullest window of its sound and the picture with it are kept (Eq. 8); the first three shots
and the latest four are remembered (Eq. 9; E23, E34). A film is made by the director instead, who chooses.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.echo.layout import LATENTS_PER_SECOND
from generator.echo.memory import Bank
from generator.echo.policy import RELEASED, Switches
from generator.echo.window import choose_window
from generator.footage import read_frames, read_sound
from generator.interface import SAMPLE_RATE, Clip, Generator, MemorySlot, Progress, ShotRequest
from generator.media import write_png


class Story:
    """Shots one after another through one camera: ``S_t``, then ``M_t = U(M_{t-1}, S_t)`` (Eq. 6, 14).

    Args:
        camera: makes the shots.
        switches: how it is set up; decides the length of the window, and at which rate it listens.
    """

    def __init__(self, camera: Generator, switches: Switches = RELEASED) -> None:
        self._camera, self._switches = camera, switches
        self._files: dict[str, Path] = {}
        self.bank: Bank[MemorySlot] = Bank()
        """What is remembered so far."""

    def shoot(self, request: ShotRequest, folder: Path, progress: Progress = lambda _: None) -> Clip:
        """Render a request into ``folder`` with what is remembered in place of its slots; then remember it.

        Raises:
            Unsupported, Cancelled: as :meth:`generator.interface.Generator.render`; nothing is remembered.
        """
        slots = tuple(slot.model_copy(update={"ordinal": n}) for n, slot in enumerate(self.bank.slots))
        told = request.model_copy(update={"slots": slots})
        clip = self._camera.render(told, folder, self._files.__getitem__, progress)
        self.bank = self.bank.remember(self._chosen(clip, folder))
        return clip

    def _chosen(self, clip: Clip, folder: Path) -> MemorySlot:
        """The key moment of a clip as the release chooses it."""
        latents = round(clip.samples / SAMPLE_RATE * LATENTS_PER_SECOND)
        found = choose_window(
            read_sound(clip.sound),
            SAMPLE_RATE,
            frames=clip.frames,
            latents=latents,
            fps=clip.fps,
            window=self._switches.window,
            rate_bug=self._switches.window_rate_slip,
        )
        still = folder / "remembered.png"
        write_png(read_frames(clip.picture, [found.frame])[0], still)
        return MemorySlot(
            ordinal=0,
            picture=self._kept(still),
            clip=self._kept(clip.picture),
            voice=self._kept(clip.sound),
            latents="" if clip.latents is None else self._kept(clip.latents),
            frame=found.frame,
            audio_start=found.audio.start / LATENTS_PER_SECOND,
            audio_end=found.audio.stop / LATENTS_PER_SECOND,
        )

    def _kept(self, path: Path) -> str:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        self._files[sha256] = path
        return sha256
