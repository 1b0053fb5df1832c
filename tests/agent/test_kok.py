from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent import kok
from generator.interface import MAX_SLOTS, Scale
from tools.memory import Past
from tools.records import Reason, SlotKind
from tools.relevance import WEIGHTS, Query, Recalled, relevance

NAMES = {"ID_A": "Mara", "ID_B": "Jonas", "ID_C": "Anna"}


def past(
    position: int, *people: str, scale: Scale = Scale.MEDIUM, speaks: str = "", place: str = "room"
) -> Past:
    return Past(
        shot_id=100 + position,
        take_id=200 + position,
        code=f"LAMP_010_{position * 10 + 10:04d}",
        take_number=1,
        position=position,
        scene_id=1,
        place=place,
        people=people,
        speakers=frozenset({speaks} if speaks else ()),
        props=frozenset(),
        cards=tuple((p, 1) for p in people),
        scale=scale,
        frame=20,
        audio_start=0.5,
        audio_end=4.34,
        still="a" * 64,
        clip="b" * 64,
        sound="c" * 64,
    )


def wanted(*people: str, speaks: str = "", cards: dict[str, kok.Reference] | None = None) -> kok.Wanted:
    return kok.Wanted(people, frozenset({speaks} if speaks else ()), NAMES, cards or {})


def recalled(one: Past, score: float = 0.5) -> Recalled:
    return Recalled(one, score, {Reason.NARRATIVE: score})


def test_a_look_over_a_shoulder_is_no_anchor_for_the_back_and_a_poorer_one_for_the_face() -> None:
    over = replace(past(0, "ID_A", scale=Scale.CLOSE), back="ID_B")
    assert kok.anchor("ID_B", [over], speaking=False) is None
    clean = past(1, "ID_A", scale=Scale.WIDE)
    assert kok.anchor("ID_A", [over, clean], speaking=False) is clean
    words = [c.memory.words for c in kok.select(wanted("ID_A"), [over], []).chosen]
    assert words == ["shows Mara in a close-up"]


def test_a_newcomer_gets_no_slot_and_the_report_says_so() -> None:
    selection = kok.select(wanted("ID_A", "ID_B"), [past(0, "ID_A")], [])
    assert [c.memory.character for c in selection.chosen] == ["ID_A"]
    assert selection.left_out == ("Jonas is new in this shot: nothing to remember yet",)


def test_the_anchor_is_the_shot_that_shows_somebody_alone_and_large() -> None:
    history = [
        past(0, "ID_A", "ID_B", scale=Scale.CLOSE),
        past(1, "ID_A", scale=Scale.WIDE),
        past(2, "ID_A", scale=Scale.CLOSE),
        past(3, "ID_A", scale=Scale.CLOSE),
    ]
    best = kok.anchor("ID_A", history, speaking=False)
    assert best is not None
    assert best.position == 2


def test_for_a_speaker_the_anchor_is_a_shot_in_which_they_speak_alone() -> None:
    history = [past(0, "ID_A", scale=Scale.CLOSE), past(1, "ID_A", scale=Scale.FULL, speaks="ID_A")]
    best = kok.anchor("ID_A", history, speaking=True)
    assert best is not None
    assert best.position == 1


def test_only_the_speaker_s_slot_carries_a_voice() -> None:
    history = [past(0, "ID_A", speaks="ID_A"), past(1, "ID_B", speaks="ID_B")]
    selection = kok.select(wanted("ID_A", "ID_B", speaks="ID_B"), history, [])
    assert {c.memory.character: bool(c.slot.voice) for c in selection.chosen} == {"ID_A": False, "ID_B": True}


def test_a_voice_is_never_taken_from_a_shot_in_which_another_speaks() -> None:
    selection = kok.select(wanted("ID_A", speaks="ID_A"), [past(0, "ID_A", speaks="ID_B")], [])
    assert selection.chosen[0].slot.voice == ""


def test_picture_voice_and_latents_of_a_slot_come_from_one_take() -> None:
    history = [
        replace(past(n, "ID_A", speaks="ID_A"), clip=f"{n}" * 64, sound=f"{n}" * 64, latents=f"{n}" * 64)
        for n in range(4)
    ]
    selection = kok.select(wanted("ID_A", speaks="ID_A"), history, [recalled(p) for p in history])
    for chosen in selection.chosen + kok.native(wanted("ID_A"), history).chosen:
        assert chosen.slot.voice in {"", chosen.slot.clip}
        assert chosen.slot.latents == chosen.slot.clip


def test_a_card_s_own_reference_comes_before_any_shot() -> None:
    cards = {"ID_A": kok.Reference(7, picture="d" * 64, sound="e" * 64, seconds=3.0)}
    selection = kok.select(wanted("ID_A", speaks="ID_A", cards=cards), [past(0, "ID_A")], [])
    (chosen,) = selection.chosen
    assert (chosen.memory.card_id, chosen.memory.take_id, chosen.memory.kind) == (7, None, SlotKind.FIXED)
    assert (chosen.slot.picture, chosen.slot.voice, chosen.slot.audio_end) == ("d" * 64, "e" * 64, 3.0)
    assert (chosen.slot.clip, chosen.slot.latents) == ("", "")


def test_somebody_who_returns_is_remembered_and_the_reason_says_for_how_long_they_were_away() -> None:
    history = [past(0, "ID_A"), *(past(n, "ID_B") for n in range(1, 13))]
    (first, *_) = kok.select(wanted("ID_A"), history, []).chosen
    assert first.memory.take_id == 200
    assert "returns after 12 shots away" in first.memory.words
    assert all(c.memory.take_id != 200 for c in kok.native(wanted("ID_A"), history[1:]).chosen)


def test_more_people_than_slots_is_never_a_reason_to_fail() -> None:
    tags = [f"ID_{chr(65 + n)}" for n in range(12)]
    selection = kok.select(wanted(*tags), [past(n, tag) for n, tag in enumerate(tags)], [])
    assert len(selection.chosen) == MAX_SLOTS
    assert len([w for w in selection.left_out if "no slot left" in w]) == 5


def test_a_recalled_shot_of_little_relevance_is_left_out() -> None:
    assert kok.select(wanted(), [past(0)], [recalled(past(0), kok.LEAST - 0.01)]).chosen == ()


def test_native_is_the_first_three_and_the_newest_four_without_doubles() -> None:
    for length in range(21):
        history = [past(n, "ID_A") for n in range(length)]
        kept = kok.native(wanted("ID_A"), history).chosen
        chosen = [c.memory.take_id for c in kept]
        assert all(c.slot.voice and c.memory.voiced for c in kept)
        expected = sorted({*range(min(3, length)), *range(max(0, length - 4), length)})
        assert chosen == [200 + n for n in expected]


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(sorted(NAMES)), max_size=3), st.sampled_from(list(Scale))),
        max_size=12,
    ),
    st.sets(st.sampled_from(sorted(NAMES)), max_size=3),
    st.data(),
)
def test_whatever_the_past_the_slots_are_numbered_distinct_and_at_most_seven(
    made: list[tuple[set[str], Scale]], people: set[str], data: st.DataObject
) -> None:
    history = [past(n, *sorted(who), scale=scale) for n, (who, scale) in enumerate(made)]
    scores = data.draw(st.lists(st.floats(0, 1), min_size=len(history), max_size=len(history)))
    offered = [recalled(p, s) for p, s in zip(history, scores, strict=True)]
    selection = kok.select(wanted(*sorted(people)), history, offered)
    slots = [c.slot for c in selection.chosen]
    assert [s.ordinal for s in slots] == list(range(len(slots)))
    assert len(slots) <= MAX_SLOTS
    dynamic = [c.memory.take_id for c in selection.chosen if c.memory.kind is SlotKind.DYNAMIC]
    assert len(dynamic) == len(set(dynamic)) <= kok.RECALLED
    assert all(c.memory.words for c in selection.chosen)


def query(**changes: object) -> Query:
    plain = Query(
        position=5,
        scene_id=2,
        place="pier",
        people=("ID_A",),
        props=frozenset({"letter"}),
        cards=(("ID_A", 9),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


EMPTY = replace(past(0), place="elsewhere", scene_id=99)


@pytest.mark.parametrize(
    ("reason", "then", "cosine"),
    [
        (Reason.CHARACTER, replace(EMPTY, people=("ID_A",)), 0.0),
        (Reason.SCENE, replace(EMPTY, place="pier"), 0.0),
        (Reason.PROP, replace(EMPTY, props=frozenset({"letter"})), 0.0),
        (Reason.COSTUME, replace(EMPTY, cards=(("ID_A", 9),)), 0.0),
        (Reason.ACTION, replace(EMPTY, position=4, scene_id=2), 0.0),
        (Reason.NARRATIVE, EMPTY, 0.9),
    ],
)
def test_each_of_the_six_reasons_can_be_the_reason(reason: Reason, then: Past, cosine: float) -> None:
    found = relevance(query(), then, cosine)
    assert found.reason is reason
    assert sum(found.parts.values()) == pytest.approx(found.score)


def test_the_weights_sum_to_one_so_that_a_score_is_at_most_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    then = Past(**{**{f: getattr(EMPTY, f) for f in EMPTY.__dataclass_fields__}, "people": ("ID_A",)})
    assert 0 <= relevance(query(), then, 1.0).score <= 1
