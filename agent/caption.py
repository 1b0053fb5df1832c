"""The caption: the one string a camera reads, compiled from a shot's facts (captions.md, sections 1 to 3).

The released order: one paragraph a person, then ``This video has exactly 1 shot.``, the action with the
dialogue inside it, what is seen when, camera, place and light, sounds and music, style, and who alone
speaks. The plain order puts the style before the camera and, without internal cuts, runs on as one paragraph
without a count. A set-up that begins inside the shot is told as one of several shots, with the lines that
begin in it.
Straight double quotes stand around dialogue and nowhere else: what is quoted is what is spoken.

A camera cuts a caption at 1,500 characters without a word, so a longer one is shortened here, in the order of
:data:`SHORTER`, never in its dialogue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from agent.writing.banks import Language, language_of
from agent.writing.phrases import Phrases, phrases
from agent.writing.sentences import clip, flat, sentence, size, with_article
from generator.interface import Camera, Figure, Grammar, Line, ShotCondition

LIMIT = 1_500
"""The most characters a camera reads."""

Limits = Mapping[str, int]

QUOTES = str.maketrans('"“”「」『』', "'‘’‘’‘’")
"""How quotes outside the dialogue are written, so that a sign is not read aloud."""
TELLING = 2.0
"""Words of dialogue up to which it does not settle the language: ``OK!`` is said in Chinese, too."""

SHORTER: tuple[tuple[str, int], ...] = (
    ("fragments", 0),
    ("description", 14),
    ("continuity", 20),
    ("description", 0),
    ("continuity", 0),
    ("style", 14),
    ("appearance", 16),
    ("sound", 8),
    ("listening", 0),
    ("style", 6),
    ("wardrobe", 8),
    ("voice", 8),
    ("props", 0),
    ("action", 50),
    ("appearance", 8),
    ("expression", 0),
    ("delivery", 8),
    ("light", 6),
    ("action", 30),
    ("sound", 0),
    ("voice", 0),
    ("light", 0),
    ("wardrobe", 4),
    ("appearance", 4),
    ("action", 16),
    ("music", 4),
    ("style", 0),
    ("delivery", 0),
    ("wardrobe", 0),
    ("appearance", 0),
    ("place", 6),
    ("action", 8),
    ("music", 0),
    ("place", 0),
    ("action", 0),
)
"""What gives way, step by step, when a caption is too long: a facet and the words it keeps. The first steps
cost the picture least; names, dialogue, camera and the closing sentence never give way."""


def caption(request: ShotCondition, grammar: Grammar = "released") -> str:
    """The caption of a shot, at most 1,500 characters, in the language of its dialogue.

    Args:
        request: the shot.
        grammar: the order of its sentences: that of the 1.5 film, or the plain one of 1.0.

    Raises:
        ValueError: names and dialogue alone are longer than the limit; says which shot and by how much.
    """
    words = phrases(language(request))
    limits: dict[str, int] = {}
    text = _compile(request, words, limits, grammar)
    for facet, keep in SHORTER:
        if len(text) <= LIMIT:
            return text
        limits[facet] = keep
        text = _compile(request, words, limits, grammar)
    if len(text) > LIMIT:
        raise ValueError(
            f"{request.code}: with everything but names and dialogue left out the caption has {len(text)} "
            f"characters, {len(text) - LIMIT} more than the {LIMIT} a camera reads. "
            "Split the shot or shorten its lines."
        )
    return text


def uncut(request: ShotCondition, grammar: Grammar = "released") -> int:
    """Characters a caption would have with every word in it."""
    return len(_compile(request, phrases(language(request)), {}, grammar))


def language(request: ShotCondition) -> Language:
    """The language of a shot's caption: that of its dialogue, or of all its words where little is said."""
    said = " ".join(line.text for line in request.lines)
    return language_of(said if size(said) > TELLING else f"{request.action} {said}", request.language)


def _plain(text: str) -> str:
    """``text`` on one line, without the quotes that mark dialogue."""
    return flat(text).translate(QUOTES)


def _cut(text: str, facet: str, limits: Limits) -> str:
    """``text`` on one line, within the words ``facet`` may keep."""
    return clip(_plain(text), limits[facet]) if facet in limits else _plain(text)


def _compile(request: ShotCondition, words: Phrases, limits: Limits, grammar: Grammar) -> str:
    speakers = {line.speaker for line in request.lines}
    people = [_person(f, f.tag in speakers, words, limits) for f in request.figures]
    people += [words.unseen.format(person=_person(f, True, words, limits)) for f in request.voices]
    style = _if(words.style, request.style, "style", limits)
    told = [
        [*said, *seen]
        for said, seen in zip(
            _dialogue(request, words, limits), _fragments(request, words, limits), strict=True
        )
    ]
    first, *later = told
    shots = [
        [
            *_action(request, words, limits),
            *first,
            style if grammar == "plain" else "",
            _camera(request.camera, request, words),
            _place(request, words, limits),
            _if(words.props, words.comma.join(request.props), "props", limits),
            _if(words.stays, request.continuity, "continuity", limits),
        ],
        *(
            [*heard, _camera(cut.camera, request, words, later=True)]
            for cut, heard in zip(request.cuts, later, strict=True)
        ),
    ]
    whole = [
        _if(words.sounds, request.sound, "sound", limits),
        _music(request.music, words, limits),
        style if grammar == "released" else "",
        _closing(request, words),
    ]
    if grammar == "plain" and len(shots) == 1:
        return _run_on([*people, *shots[0], *whole], words)
    return "\n\n".join([*people, _numbered(shots, whole, words)])


def _run_on(parts: Sequence[str], words: Phrases) -> str:
    return words.space.join(part for part in parts if part)


def _numbered(shots: Sequence[Sequence[str]], whole: Sequence[str], words: Phrases) -> str:
    """How many shots there are, a line for each, and last what is true of them all."""
    told = [_run_on(shot, words) for shot in shots]
    rest = _run_on(whole, words)
    if len(told) == 1:
        told, head = [f"{told[0]}{words.space}{rest}"], words.one_shot
    else:
        head = words.shots.format(count=len(told))
    lines = [words.shot.format(number=n) + text for n, text in enumerate(told, start=1)]
    return "\n".join([head, *lines, *([rest] if len(told) > 1 else [])])


def _called(request: ShotCondition) -> dict[str, str]:
    """The names of all who are seen or heard, by tag."""
    return {f.tag: _plain(f.name) for f in (*request.figures, *request.voices)}


def _if(form: str, text: str, facet: str, limits: Limits) -> str:
    kept = _cut(text, facet, limits).rstrip(".。")
    return form.format(text=kept) if kept else ""


def _person(figure: Figure, speaks: bool, words: Phrases, limits: Limits) -> str:
    """``ID_A is Mara, …. ID_A wears …. ID_A's voice is ….``"""
    look = _cut(figure.appearance, "appearance", limits).rstrip(".。")
    clothes = with_article(_plain(figure.wardrobe))
    parts = [
        (words.person if look else words.named).format(tag=figure.tag, name=_plain(figure.name), look=look),
        _if(words.wears.replace("{tag}", figure.tag), clothes, "wardrobe", limits),
        _if(words.voice.replace("{tag}", figure.tag), figure.voice, "voice", limits) if speaks else "",
    ]
    return words.space.join(part for part in parts if part)


def _action(request: ShotCondition, words: Phrases, limits: Limits) -> list[str]:
    """What happens, and the faces."""
    done = [sentence(_cut(request.action, "action", limits))]
    for figure in request.figures:
        done += [_listening(figure, request, limits), _face(figure, words, limits)]
    return done


def _dialogue(request: ShotCondition, words: Phrases, limits: Limits) -> list[list[str]]:
    """The dialogue of each set-up, in straight quotes exactly as written: a line is told where it begins,
    but never before one that comes earlier."""
    names, told = _called(request), [list[str]() for _ in request.setups]
    places = list(accumulate((_begun(request, line.start) for line in request.lines), max))
    seen = [
        not line.voice_over and not _turned_away(request.setups[place][2], line.speaker)
        for line, place in zip(request.lines, places, strict=True)
    ]
    last = {line.speaker: number for number, line in enumerate(request.lines) if seen[number]}
    for number, (line, place) in enumerate(zip(request.lines, places, strict=True)):
        name = names.get(line.speaker, line.speaker)
        told[place].append(_said(line, name, words, limits, seen=seen[number]))
        if last.get(line.speaker) == number:
            told[place].append(words.closes.format(name=name))
    return told


def _begun(request: ShotCondition, start: float) -> int:
    """How many internal cuts have been made at ``start`` seconds."""
    return sum(cut.frame <= round(start * request.fps) for cut in request.cuts)


def _turned_away(camera: Camera, tag: str) -> bool:
    """True when a set-up is on somebody else, and does not look over this one's shoulder either."""
    return camera.on not in {"", tag} and camera.over != tag


def _fragments(request: ShotCondition, words: Phrases, limits: Limits) -> list[list[str]]:
    """What each set-up shows from a moment on, in order of time (J22)."""
    told = [list[str]() for _ in request.setups]
    if "fragments" in limits:
        return told
    for fragment in request.fragments:
        text = sentence(_plain(fragment.text)).rstrip(".。")
        told[_begun(request, fragment.start)].append(
            words.moment.format(seconds=f"{round(fragment.start, 1):g}", text=text)
        )
    return told


def _listening(figure: Figure, request: ShotCondition, limits: Limits) -> str:
    """What somebody does that the shot's own action does not tell: ``Tom listens to Mara.``"""
    told = _plain(figure.action)
    silent = figure.tag not in {line.speaker for line in request.lines}
    if not told or not silent or "listening" in limits or told.split(";")[0] in _plain(request.action):
        return ""
    return sentence(told if told.startswith(figure.name) else f"{figure.name} {told}")


def _face(figure: Figure, words: Phrases, limits: Limits) -> str:
    face = _cut(figure.expression, "expression", limits)
    return words.face.format(name=_plain(figure.name), face=face) if face else ""


def _said(line: Line, name: str, words: Phrases, limits: Limits, *, seen: bool) -> str:
    how = _cut(line.delivery, "delivery", limits)
    form = words.says if seen else words.heard
    manner = words.manner.format(how=how) if how else ""
    return form.format(name=name, manner=manner) + f'"{line.text}"' + words.stop_after(line.text)


def _camera(camera: Camera, request: ShotCondition, words: Phrases, *, later: bool = False) -> str:
    """The set-up, and whom it is on where people in frame are left out or it begins ``later`` in the shot."""
    names = {f.tag: _plain(f.name) for f in request.figures}
    shown = [camera.on] if camera.on else [tag for tag in names if tag != camera.over]
    called = words.both.join(names.get(tag, tag) for tag in shown)
    view = words.camera.format(
        scale=words.scales[camera.scale.value],
        angle=words.angles[camera.angle.value],
        move=words.moves[camera.move.value],
    )
    if called and camera.over:
        over = words.over.format(back=names.get(camera.over, camera.over), names=called)
        return f"{view}{words.space}{over}"
    return f"{view}{words.space}{words.on.format(names=called)}" if called and (camera.on or later) else view


def _place(request: ShotCondition, words: Phrases, limits: Limits) -> str:
    place = request.place
    where = words.inside if place.interior else words.outside
    parts = [place.name or place.heading, place.time.lower()]
    told = [
        _if(where, words.comma.join(p for p in parts if p), "place", limits),
        ""
        if place.description in request.action
        else sentence(_cut(place.description, "description", limits)),
        _if(words.light, place.light, "light", limits),
    ]
    return words.space.join(part for part in told if part)


def _music(music: str, words: Phrases, limits: Limits) -> str:
    """Music is always stated, even when there is none."""
    kept = _cut(music, "music", limits).rstrip(".。")
    return words.no_music if not kept or kept in words.silence else words.music.format(text=kept)


def _closing(request: ShotCondition, words: Phrases) -> str:
    """Who alone speaks, that nobody changes, and that nothing is written on the picture."""
    names = _called(request)
    seen = _joined([line.speaker for line in request.lines if not line.voice_over], names, words)
    unseen = _joined([line.speaker for line in request.lines if line.voice_over], names, words)
    parts = [words.nobody if not request.figures else words.stable]
    if seen:
        parts.insert(0, words.only.format(names=seen))
    elif unseen:
        parts.insert(0, words.only_heard.format(names=unseen))
    elif request.figures:
        parts.insert(0, words.silent)
    return words.space.join([*parts, words.no_text])


def _joined(tags: Sequence[str], names: Mapping[str, str], words: Phrases) -> str:
    return words.both.join(names.get(tag, tag) for tag in dict.fromkeys(tags))
