from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.caption import caption
from agent.linter import RULES, Finding, Known, Severity, errors, lint
from agent.linting.dialogue import speaking
from agent.timeline import repeats, room, timeline
from generator.interface import (
    Camera,
    Figure,
    Fragment,
    Grammar,
    Line,
    MemorySlot,
    Place,
    Scale,
    Setup,
    ShotRequest,
)
from tests.agent.house_plans import Plan, idea, lamp, plan, requests
from tools.editorial.screenplay import read
from tools.story import Brief

ROOT = Path(__file__).parents[2]
MARA = Figure(
    tag="ID_A",
    name="Mara",
    appearance="a woman, 60s, silver hair in a bun",
    wardrobe="yellow oilskin coat",
    voice="low and rough, unhurried, with a dry edge and long vowels",
)
TOM = Figure(
    tag="ID_B",
    name="Tom",
    appearance="a man, 19, thin",
    wardrobe="red sweater",
    voice="soft and quick, a little high, swallowing the ends of words",
)
LATE = Line(speaker="ID_A", text="You're late.", start=0.5, end=1.5)
FOG = Line(speaker="ID_B", text="The fog.", start=2.0, end=2.7)
FACE = "a" * 64
KEEPS_MARA = MemorySlot(ordinal=0, character="ID_A", picture=FACE, clip=FACE, voice=FACE)
KEEPS_TOM = MemorySlot(ordinal=1, character="ID_B", picture=FACE, clip=FACE)
KNOWN = Known("released", frozenset({"ID_A", "ID_B"}))


def ask(prompt: str = "", grammar: Grammar = "released", **facts: object) -> ShotRequest:
    """A request without fault, with its caption; ``facts`` change it."""
    request = ShotRequest(
        code="LAMP_010_0010",
        prompt="",
        width=640,
        height=384,
        frames=121,
        style="painterly, muted",
        place=Place(heading="INT. LAMP ROOM - NIGHT", name="LAMP ROOM", time="NIGHT", light="one warm lamp"),
        figures=(MARA, TOM),
        lines=(LATE,),
        action="Mara trims the lamp while Tom waits at the door.",
        camera=Camera(scale=Scale.MEDIUM),
        sound="wind against glass",
        slots=(KEEPS_MARA, KEEPS_TOM),
    ).model_copy(update=facts)
    return request.model_copy(update={"prompt": prompt or caption(request, grammar)})


GOOD = ask().prompt


def codes(request: ShotRequest, known: Known = KNOWN) -> set[str]:
    """The codes of what is found."""
    return {finding.code for finding in lint(request, known)}


def reworded(before: str, after: str) -> ShotRequest:
    """The request with its caption changed by hand."""
    assert before in GOOD
    return ask(GOOD.replace(before, after))


def in_chinese(action: str) -> ShotRequest:
    """A request whose dialogue is Chinese."""
    return ask(lines=(Line(speaker="ID_A", text="你今天来得太晚了。", start=0.5, end=3.0),), action=action)


LONG = Line(speaker="ID_A", text="one two three four five " * 4, start=0.5, end=4.5)
ON_TOM = Setup(frame=60, camera=Camera(on="ID_B"))

TRIPS: dict[str, Callable[[], ShotRequest]] = {
    "C001": lambda: ask(GOOD + " " * 1_500),
    "C002": lambda: ask(action="Mara waves to ID_Q."),
    "C003": lambda: reworded("ID_B is Tom", "Tom"),
    "C004": lambda: ask(action="ID_A is tired. Mara trims the lamp."),
    "C005": lambda: reworded("shot1: ", ""),
    "C006": lambda: in_chinese("Mara trims the lamp while Tom waits at the door."),
    "C007": lambda: ask(style="水墨画，留白很多，颜色很淡"),
    "C008": lambda: reworded("No music.", ""),
    "C009": lambda: reworded("No text or subtitles on screen.", ""),
    "D001": lambda: reworded("You're late.", "You are late."),
    "D002": lambda: reworded("Style: painterly", 'A sign says "OPEN". Style: painterly'),
    "D003": lambda: ask(lines=(LONG,)),
    "D004": lambda: ask(figures=(TOM,), voices=(MARA,)),
    "D005": lambda: ask(camera=Camera(on="ID_B")),
    "V001": lambda: ask(sound="wind, a long sigh"),
    "V002": lambda: ask(action="Mara sighs and trims the lamp."),
    "V003": lambda: ask(figures=(MARA.model_copy(update={"voice": "low"}), TOM)),
    "V004": lambda: ask(figures=(MARA.model_copy(update={"voice": ""}), TOM)),
    "V005": lambda: reworded("ID_B wears", "ID_B's voice is soft. ID_B wears"),
    "P001": lambda: ask(figures=(MARA, TOM, TOM.model_copy(update={"tag": "ID_C", "name": "Ines"}))),
    "P002": lambda: ask(fragments=(Fragment(start=3.24, text="a"), Fragment(start=0, text="b"))),
    "P003": lambda: ask(fragments=timeline(("Mara lifts the lamp.", "Mara lifts the lamp!"), 121)),
    "M001": lambda: ask(slots=(KEEPS_MARA, KEEPS_TOM.model_copy(update={"ordinal": 3}))),
    "M002": lambda: ask(slots=(KEEPS_MARA, KEEPS_TOM.model_copy(update={"voice": FACE}))),
    "M003": lambda: ask(slots=(KEEPS_MARA.model_copy(update={"voice": ""}), KEEPS_TOM)),
    "M004": lambda: ask(slots=(KEEPS_MARA,)),
    "M005": lambda: ask(
        slots=(KEEPS_MARA, KEEPS_TOM, KEEPS_TOM.model_copy(update={"ordinal": 2, "character": "ID_C"}))
    ),
}
"""For every rule a request that breaks it."""
WIDER = {"C006"}
"""Those that cannot be broken alone: in a Chinese shot everything else in English is noticed, too."""


def test_a_good_request_has_no_findings() -> None:
    assert lint(ask(), KNOWN) == []


def test_every_rule_has_a_request_that_breaks_it() -> None:
    assert list(TRIPS) == [rule.code for rule in RULES]


@pytest.mark.parametrize("code", list(TRIPS))
def test_a_rule_finds_what_breaks_it_and_says_what_to_do(code: str) -> None:
    found = [finding for finding in lint(TRIPS[code](), KNOWN) if finding.code == code]
    assert len(found) >= 1
    assert found[0].where
    assert len(found[0].message) > 30


@pytest.mark.parametrize("code", [c for c in TRIPS if c not in WIDER])
def test_each_fault_is_found_by_its_own_rule_alone(code: str) -> None:
    assert codes(TRIPS[code]()) == {code}


def test_the_table_of_the_documentation_is_the_rules() -> None:
    page = (ROOT / "docs" / "captions.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w\d{3}) \| (\w+) \| (.+?) \|$", page, re.MULTILINE)
    assert rows == [(rule.code, str(rule.severity), rule.words) for rule in RULES]


def test_errors_are_those_that_block_a_render() -> None:
    mild, grave = (
        Finding("X001", severity, "words", "caption") for severity in (Severity.WARNING, Severity.ERROR)
    )
    assert errors([mild, grave]) == [grave]


# -- dialogue ---------------------------------------------------------------------------------------------


def test_a_line_too_long_for_its_shot_comes_with_a_length_that_would_do() -> None:
    (found,) = [f for f in lint(TRIPS["D003"](), KNOWN) if f.code == "D003"]
    assert "spoken at 7.2 s" in found.message
    assert "lengthen the shot to 193 frames (7.72 s), split it, or cut about 7 words" in found.message


def test_a_line_too_long_for_any_shot_can_only_be_split_or_cut() -> None:
    endless = Line(speaker="ID_A", text="word " * 40)
    (found,) = [f for f in lint(ask(lines=(endless,)), KNOWN) if f.code == "D003"]
    assert "lengthen" not in found.message
    assert "split it, or cut about" in found.message


def test_lines_spoken_together_take_the_time_of_the_longest() -> None:
    pair = (
        Line(speaker="ID_A", text="one two three four five six", start=0.5, end=2.5),
        Line(speaker="ID_B", text="one two three four five six", start=0.75, end=2.75),
    )
    assert speaking(ask(lines=pair)) == pytest.approx(2.75)
    apart = tuple(line.model_copy(update={"start": 0.0, "end": 0.0}) for line in pair)
    assert speaking(ask(lines=apart)) == pytest.approx(4.0)


def test_dialogue_may_have_quotes_and_labels_of_its_own() -> None:
    odd = Line(speaker="ID_A", text='He said "ID_Q is shot7:".', start=0.5, end=2.5)
    assert codes(ask(lines=(odd,))) == set()


def test_a_sign_in_the_action_is_not_taken_for_dialogue() -> None:
    request = ask(action='Mara hangs up a sign that says "CLOSED".')
    assert "'CLOSED'" in request.prompt
    assert codes(request) == set()


def test_lines_in_another_order_are_a_finding() -> None:
    turned = ask(lines=(FOG, LATE), figures=(MARA, TOM))
    assert "D001" in codes(turned.model_copy(update={"lines": (LATE, FOG)}))


def test_somebody_heard_from_outside_need_not_be_seen() -> None:
    off = ask(
        figures=(TOM,),
        voices=(MARA,),
        lines=(LATE.model_copy(update={"voice_over": True}),),
        slots=(KEEPS_TOM.model_copy(update={"ordinal": 0}),),
    )
    assert codes(off) == set()


def test_a_cut_to_the_speaker_shows_who_speaks() -> None:
    assert codes(ask(cuts=(ON_TOM,), lines=(LATE, FOG))) <= {"M003"}
    early = FOG.model_copy(update={"start": 0.2, "end": 0.6})
    assert "D005" in codes(ask(camera=Camera(on="ID_A"), cuts=(ON_TOM,), lines=(early,)))


def test_a_short_word_of_another_language_is_no_mix() -> None:
    shout = Line(speaker="ID_A", text="OK!", start=0.5, end=1.2)
    assert "C006" not in codes(ask(lines=(shout,), action="林婉在灯下写信，然后抬头看着门口。"))


def test_a_chinese_request_is_read_in_chinese() -> None:
    figures = (
        MARA.model_copy(
            update={
                "name": "林婉",
                "appearance": "女，六十多岁",
                "wardrobe": "蓝布衫",
                "voice": "低沉沙哑，不紧不慢，每个字都清楚",
            }
        ),
    )
    said = (Line(speaker="ID_A", text="你今天来得太晚了。", start=0.5, end=2.5),)
    place = Place(heading="内景 灯塔 夜", name="灯塔", light="一盏暖灯")
    facts: dict[str, Any] = {
        "figures": figures,
        "lines": said,
        "place": place,
        "slots": (),
        "style": "水墨画，颜色很淡",
    }
    calm = ask(action="林婉擦着灯，没有回头。", sound="风声", **facts)
    assert codes(calm, Known()) == set()
    assert codes(ask(action="林婉叹了口气，擦着灯。", sound="呼吸声", **facts), Known()) == {"V001", "V002"}


def test_trousers_are_not_a_sound_of_breathing() -> None:
    assert codes(ask(action="Mara folds the pants and opens the door.")) == set()


# -- memory -----------------------------------------------------------------------------------------------


def test_where_memory_is_not_chosen_person_by_person_slots_are_not_looked_at() -> None:
    native = tuple(MemorySlot(ordinal=n, picture=FACE, clip=FACE, voice=FACE) for n in range(7))
    assert codes(ask(slots=native), Known()) == set()


def test_a_newcomer_may_have_the_reference_of_their_card() -> None:
    card = MemorySlot(ordinal=0, character="ID_A", picture=FACE, voice=FACE)
    assert codes(ask(slots=(card,)), Known("released", frozenset())) == set()


# -- fragments --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frames", "count"),
    [(9, 1), (80, 1), (81, 2), (161, 2), (162, 3), (242, 3), (243, 4), (323, 4), (324, 5), (1_000, 5)],
)
def test_a_shot_has_room_for_one_more_fragment_every_3_24_seconds(frames: int, count: int) -> None:
    assert room(frames) == count
    made = timeline(["words"] * 9, frames)
    assert [f.start for f in made] == pytest.approx([3.24 * n for n in range(count)])


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Mara lifts the lamp.", "Mara lifts the lamp again.", True),
        ("Mara lifts the lamp.", "Tom opens the door.", False),
        ("林婉打开收音机", "林婉打开收音机。", True),
        ("林婉打开收音机", "孙女笑了起来", False),
    ],
)
def test_neighbouring_fragments_that_tell_the_same_are_noticed(one: str, other: str, alike: bool) -> None:
    assert repeats([one, other]) == ([1] if alike else [])


def test_fragments_that_rise_and_differ_are_fine() -> None:
    assert codes(ask(fragments=timeline(("Mara lifts the lamp.", "Tom opens the door."), 121))) == set()


# -- whole films ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("grammar", ["released", "plain"])
@pytest.mark.parametrize("film", ["short.fountain", "five-minutes.fountain", "idea.txt", "zh", "lamp"])
def test_the_house_writers_films_have_no_errors(film: str, grammar: Grammar) -> None:
    for request in requests(_film(film)):
        compiled = request.model_copy(update={"prompt": caption(request, grammar)})
        assert errors(lint(compiled, Known(grammar))) == []


def _film(name: str) -> Plan:
    if name in {"zh", "lamp"}:
        return lamp() if name == "lamp" else idea("雨夜，一个守塔人捡到一封信", language="zh")
    data = (ROOT / "app" / "examples" / name).read_bytes()
    source = read(data, name)
    if source.screenplay is None:
        return idea(source.text)
    return plan(Brief(kind="fountain", text="", literal=True), source.screenplay)


WORDS = st.text(max_size=300)


@given(WORDS, st.lists(st.text(min_size=1, max_size=120), max_size=3), WORDS, st.booleans())
@settings(max_examples=100, deadline=None)
def test_whatever_is_planned_its_own_caption_keeps_dialogue_length_and_labels(
    action: str, said: list[str], style: str, cut: bool
) -> None:
    lines = tuple(Line(speaker="ID_A", text=text) for text in said)
    quiet = action.replace("shot", "").replace("ID_", "")
    request = ask(action=quiet, lines=lines, style=style.replace("shot", ""), cuts=(ON_TOM,) * cut)
    assert not {"C001", "C002", "C003", "C005", "C008", "C009", "D001", "D002"} & codes(request)
