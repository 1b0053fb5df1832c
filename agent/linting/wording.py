"""Rules about the caption as a text: its length, its people, its shots, its language, its fixed sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.caption import LIMIT, TELLING, language
from agent.linting.rule import Fault, Reading, Rule, Severity
from agent.writing.banks import language_of
from agent.writing.sentences import size

_TAG = re.compile(r"ID_[A-Z]{1,3}(?![A-Za-z])")
_LABEL = re.compile(r"\bshot(\d+)[:：]")
_NAMES = {"en": "English", "zh": "Chinese"}


def _length(read: Reading) -> Iterator[Fault]:
    count = len(read.request.prompt)
    if count > LIMIT:
        yield Fault(
            "caption",
            f"the caption has {count} characters, {count - LIMIT} more than the {LIMIT} a camera reads: "
            "shorten the action, or split the shot",
        )


def _strangers(read: Reading) -> Iterator[Fault]:
    known = {figure.tag for figure in read.people}
    for tag in dict.fromkeys(_TAG.findall(read.prose)):
        if tag not in known:
            yield Fault(
                tag, f"the caption names {tag}, who is not in the shot: add them to it or leave them out"
            )


def _absent(read: Reading) -> Iterator[Fault]:
    for figure in read.people:
        if _is(read, figure.tag) not in read.prose:
            yield Fault(
                figure.tag,
                f"{figure.name} is in the shot and the caption does not say who that is: expected "
                f"'{_is(read, figure.tag)}…' once; compile the caption again",
            )


def _twice(read: Reading) -> Iterator[Fault]:
    for figure in read.people:
        for anchor in _anchors(read, figure.tag):
            count = read.prose.count(anchor)
            if count > 1:
                yield Fault(
                    figure.tag,
                    f"'{anchor.strip()}' stands {count} times in the caption, expected once: take it out of "
                    "the action and the looks",
                )


def _is(read: Reading, tag: str) -> str:
    return read.words.person.partition("{name}")[0].format(tag=tag)


def _anchors(read: Reading, tag: str) -> list[str]:
    return [_is(read, tag), read.words.wears.partition("{text}")[0].format(tag=tag), voiced(read, tag)]


def voiced(read: Reading, tag: str) -> str:
    """How the words for somebody's voice begin: ``ID_A's voice is``."""
    return read.words.voice.partition("{text}")[0].format(tag=tag)


def _shots(read: Reading) -> Iterator[Fault]:
    count = len(read.request.setups)
    bare = count == 1 and read.known.grammar == "plain"
    found = [int(label) for label in _LABEL.findall(read.prose)]
    wanted = [] if bare else list(range(1, count + 1))
    if found != wanted:
        yield Fault(
            "caption",
            f"got the shot labels {_labels(found)}, expected {_labels(wanted)}: compile the caption again, "
            "and write no 'shot1:' into the action",
        )
    head = read.words.one_shot if count == 1 else read.words.shots.format(count=count)
    if not bare and head not in read.prose:
        yield Fault("caption", f"the caption does not say '{head}': compile it again")


def _labels(numbers: list[int]) -> str:
    return ", ".join(f"shot{n}" for n in numbers) or "none"


def _action_language(read: Reading) -> Iterator[Fault]:
    yield from _foreign(read, {"action": read.request.action})


def _facet_language(read: Reading) -> Iterator[Fault]:
    request = read.request
    facets = {
        "style": request.style,
        "place": request.place.description,
        "light": request.place.light,
        "sound": request.sound,
        "music": request.music,
        "continuity": request.continuity,
    }
    facets |= {f"fragment {n}": f.text for n, f in enumerate(request.fragments, start=1)}
    for figure in read.people:
        looks = (figure.appearance, figure.wardrobe, figure.voice if figure.tag in read.speakers else "")
        facets[figure.tag] = " ".join(looks)
    yield from _foreign(read, facets)


def _foreign(read: Reading, facets: dict[str, str]) -> Iterator[Fault]:
    own = language(read.request)
    for where, text in facets.items():
        if size(text) > TELLING and (other := language_of(text, own)) != own:
            yield Fault(
                where,
                f"this is {_NAMES[other]} in a caption in {_NAMES[own]}, the language of the dialogue: say "
                f"it in {_NAMES[own]}",
            )


def _music(read: Reading) -> Iterator[Fault]:
    stated = read.words.music.partition("{text}")[0]
    if stated not in read.prose and read.words.no_music not in read.prose:
        yield Fault("music", f"the caption says nothing of music: say which, or '{read.words.no_music}'")


def _no_text(read: Reading) -> Iterator[Fault]:
    if read.words.no_text not in read.request.prompt[:LIMIT]:
        yield Fault(
            "caption",
            f"'{read.words.no_text}' is not within the first {LIMIT} characters, all that a camera reads: "
            "compile the caption again",
        )


RULES = (
    Rule("C001", Severity.ERROR, "The caption has at most 1,500 characters.", _length),
    Rule("C002", Severity.ERROR, "Every tag in the caption is somebody in the shot.", _strangers),
    Rule("C003", Severity.ERROR, "Everybody in the shot is introduced: `ID_A is …`.", _absent),
    Rule("C004", Severity.ERROR, "`ID_A is`, `ID_A wears`, `ID_A's voice is` stand once each.", _twice),
    Rule("C005", Severity.ERROR, "There are as many `shotN:` as the caption says and the shot has.", _shots),
    Rule("C006", Severity.ERROR, "The action is in the language of the dialogue.", _action_language),
    Rule("C007", Severity.WARNING, "Everything else is in that language, too.", _facet_language),
    Rule("C008", Severity.ERROR, "Music is stated, even when there is none.", _music),
    Rule("C009", Severity.ERROR, "The no-text sentence is inside the limit.", _no_text),
)
