"""What a model is told of one shot: what is asked for, who is in it, where it plays."""

from __future__ import annotations

from agent import briefing
from agent.timeline import room
from generator.interface import Camera, Place, ShotCondition
from tools.story import CardDraft


def shot(condition: ShotCondition) -> str:
    """The shot as planned, a fact a line."""
    names = {card.tag: card.name for card in cards(condition)}
    said = [
        f'{names.get(line.speaker, line.speaker)}{" (off screen)" if line.voice_over else ""}: "{line.text}"'
        for line in condition.lines
    ]
    doing = [
        f"{figure.name}: {figure.action or 'no action of their own'}, {figure.expression or 'any face'}"
        for figure in condition.figures
    ]
    facts = [
        ("Seconds", f"{condition.frames / condition.fps:.2f}, room for fragments: {room(condition.frames)}"),
        ("Action", condition.action),
        ("In frame", "; ".join(doing) or "nobody"),
        ("Said", "; ".join(said) or "nothing"),
        ("Camera", "; then ".join(_camera(camera, names) for _, _, camera in condition.setups)),
        ("Things", ", ".join(condition.props)),
        ("Sound", condition.sound),
        ("Music", condition.music),
        ("Style", condition.style),
        ("Stays", condition.continuity),
        ("Fragments", "; ".join(f"{f.start:.2f} s {f.text}" for f in condition.fragments)),
    ]
    return "\n".join(f"{name}: {' '.join(text.split())}" for name, text in facts if text)


def scene(place: Place) -> str:
    """Where and when a shot plays, in a line."""
    parts = [
        f"{'inside' if place.interior else 'outside'}, {place.name or place.heading}",
        place.time.lower(),
        f"light: {place.light}" if place.light else "",
        place.description,
    ]
    return "; ".join(part for part in parts if part)


def cast(condition: ShotCondition, tokens: int) -> str:
    """The cards of those who are seen or heard, as they stand now, a line each."""
    return briefing.cast(cards(condition), tokens)


def cards(condition: ShotCondition) -> list[CardDraft]:
    """Those who are seen or heard, as cards."""
    return [
        CardDraft(
            tag=figure.tag,
            name=figure.name,
            appearance=figure.appearance,
            wardrobe=figure.wardrobe,
            voice=figure.voice,
        )
        for figure in (*condition.figures, *condition.voices)
    ]


def _camera(camera: Camera, names: dict[str, str]) -> str:
    whom = f", on {names.get(camera.on, camera.on)}" if camera.on else ""
    over = f", over {names.get(camera.over, camera.over)}'s shoulder" if camera.over else ""
    return f"{camera.scale}, {camera.angle}, {camera.move}{whom}{over}"
