from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent import kok
from generator.interface import MAX_SLOTS, Scale
from tools.memory import Past
from tools.records import Reason, SlotKind
from tools.relevance import (
    ALIKE,
    WEIGHTS,
    Query,
    Recalled,
    best,
    last_seen,
    met,
    relevance,
    same_place,
    same_thing,
)

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


def test_who_speaks_from_outside_the_picture_brings_their_voice_after_those_in_frame() -> None:
    history = [past(0, "ID_A"), past(1, "ID_B", speaks="ID_B"), past(2, "ID_A")]
    chosen = kok.select(wanted("ID_A", speaks="ID_B"), history, []).chosen
    assert [(c.memory.character, c.memory.voiced) for c in chosen] == [("ID_A", False), ("ID_B", True)]
    assert "speaks from outside the picture, with the voice" in chosen[1].memory.words


def test_nobody_out_of_frame_takes_a_slot_without_a_voice_of_their_own() -> None:
    history = [past(0, "ID_A"), past(1, "ID_B", speaks="ID_A")]
    chosen = kok.select(wanted("ID_A", speaks="ID_B"), history, []).chosen
    assert [c.memory.character for c in chosen] == ["ID_A"]


def test_a_card_s_voice_serves_somebody_out_of_frame() -> None:
    cards = {"ID_B": kok.Reference(7, picture="d" * 64, sound="e" * 64, seconds=3.0)}
    (chosen,) = kok.select(wanted(speaks="ID_B", cards=cards), [], []).chosen
    assert (chosen.memory.card_id, chosen.slot.voice) == (7, "e" * 64)


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


def test_only_one_memory_has_nothing_but_like_words_to_speak_for_it() -> None:
    history = [past(n) for n in range(6)]
    weak, strong = [recalled(p, 0.1) for p in history[:3]], [recalled(p, 1.0) for p in history[3:5]]
    chosen = kok.select(wanted(), history, [*strong, *weak]).chosen
    assert [c.memory.take_id for c in chosen] == [203, 204, 200]


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


def test_a_second_shot_of_the_same_adds_nothing_and_another_need_comes_first() -> None:
    rooms = [replace(EMPTY, code=f"R{n}", position=n, place="pier", scale=Scale.WIDE) for n in range(2)]
    letter = replace(EMPTY, code="L", position=2, props=frozenset({"letter"}))
    found = best(query(), [(p, 0.0) for p in (*rooms, letter)], 3)
    assert [r.past.position for r in found] == [2, 1, 0]
    assert [r.reason for r in found[:2]] == [Reason.PROP, Reason.SCENE]
    assert found[2].score == 0


def test_shots_told_in_the_same_words_meet_one_need() -> None:
    alike = [replace(EMPTY, code=f"R{n}", position=n) for n in range(3)]
    found = best(query(), [(p, 0.9) for p in alike], 3)
    assert [r.score > 0 for r in found] == [True, False, False]


def test_somebody_is_remembered_as_last_seen_in_the_same_clothes() -> None:
    before = replace(past(1, "ID_A"), cards=(("ID_A", 8),))
    changed = replace(past(2, "ID_A"), cards=(("ID_A", 9),))
    bandaged = replace(past(3, "ID_A"), cards=(("ID_A", 9),))
    found = best(query(place=""), [(p, 0.0) for p in (before, changed, bandaged)], 3)
    assert (found[0].past.position, found[0].reason) == (3, Reason.COSTUME)
    assert met(query(), before, 0.0, {"ID_A": 3}).get((Reason.COSTUME, "ID_A")) is None


def test_a_close_picture_shows_little_of_its_place() -> None:
    wide, close = (replace(EMPTY, place="pier", scale=s) for s in (Scale.WIDE, Scale.CLOSE))
    assert relevance(query(), wide, 0.0).score > relevance(query(), close, 0.0).score > 0


def test_a_voice_counts_only_where_nobody_else_is_heard() -> None:
    ask = query(people=(), speakers=frozenset({"ID_B"}))
    alone, both = (replace(EMPTY, speakers=frozenset(who)) for who in ({"ID_B"}, {"ID_A", "ID_B"}))
    assert relevance(ask, alone, 0.0).reason is Reason.CHARACTER
    assert relevance(ask, both, 0.0).score == 0


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("pier", "pier", 1.0),
        ("the old pier", "pier", ALIKE),
        ("mara's kitchen", "mara's old kitchen", ALIKE),
        ("room 12", "room 21", 0.0),
        ("", "", 0.0),
    ],
)
def test_a_place_is_known_under_a_longer_name_but_not_its_neighbour(
    one: str, other: str, likeness: float
) -> None:
    assert same_place(one, other) == same_place(other, one) == likeness


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [("key", "key", 1.0), ("brass key", "keys", ALIKE), ("key ring", "key", 0.0), ("钥匙", "钥匙", 1.0)],
)
def test_a_brass_key_is_a_key_and_a_key_ring_is_none(one: str, other: str, likeness: float) -> None:
    assert same_thing(one, other) == same_thing(other, one) == likeness


@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from(sorted(NAMES)), max_size=2),
            st.sampled_from(["pier", "old pier", "room"]),
            st.sets(st.sampled_from(["letter", "key", "brass key"]), max_size=2),
            st.floats(-1, 1),
        ),
        max_size=10,
    )
)
def test_the_best_are_those_that_looking_at_every_shot_again_would_choose(
    made: list[tuple[set[str], str, set[str], float]],
) -> None:
    ask = query(position=len(made), people=("ID_A", "ID_B"), props=frozenset({"letter", "key"}))
    offered = [
        (replace(past(n, *sorted(who), place=place), props=frozenset(props)), cosine)
        for n, (who, place, props, cosine) in enumerate(made)
    ]
    found = best(ask, offered, 4)
    assert len(found) == min(4, len(made))
    seen = last_seen(p for p, _ in offered)
    have: dict[tuple[Reason, str], float] = {}
    for one in found:
        adds = {
            p.position: sum(
                max(0.0, WEIGHTS[n[0]] * v - have.get(n, 0.0)) for n, v in met(ask, p, c, seen).items()
            )
            for p, c in offered
            if p.position not in {f.past.position for f in found[: found.index(one)]}
        }
        assert one.score == pytest.approx(max(adds.values()))
        assert 0 <= one.score <= 1
        assert sum(one.parts.values()) == pytest.approx(one.score)
        cosine = offered[one.past.position][1]
        for need, value in met(ask, one.past, cosine, seen).items():
            have[need] = max(WEIGHTS[need[0]] * value, have.get(need, 0.0))
