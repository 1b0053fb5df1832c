from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.clothing import dressed, still_worn
from agent.stage import Stage
from agent.toolbox import finding, shelf
from agent.toolbox.kit import Hand
from generator.interface import Line, Scale
from tests.making import Home
from tests.tools import drafts
from tools import board, memory, planning, talk
from tools.errors import NotFound, ToolError
from tools.story import ShotListDraft

SNAPSHOTS = Path(__file__).parent / "snapshots" / "tools"


@pytest.fixture
def hand(home: Home) -> Iterator[Hand]:
    """A film that is planned and not yet confirmed, and a turn to change it in."""
    line = Line(speaker="ID_A", text="It is late.", start=0.5, end=1.5)
    spoken = drafts.shot(10, "ID_A", "ID_B", frames=121).model_copy(
        update={"lines": (line,), "sound": "steady rain, a clock", "music": "piano"}
    )
    shots = (drafts.shot(10, "ID_A"), spoken, drafts.shot(20, "ID_B"))
    with home.database.write("user") as session:
        film_id = drafts.film(session)
        planning.write_story(session, film_id, drafts.STORY, "house 1")
        planning.write_cast(session, film_id, drafts.CAST)
        planning.write_scenes(session, film_id, drafts.SCENES)
        planning.write_shots(session, film_id, ShotListDraft(shots=shots))
        turn_id = planning.open_turn(session, film_id, "user", "a wish")
    yield Hand(home.crew(), film_id, turn_id)
    home.database.close()


def use(hand: Hand, tool: str, stage: Stage = Stage.FINISHED, **arguments: object) -> shelf.Result:
    return shelf.use(hand, stage, tool, json.dumps(arguments))


def shots(hand: Hand) -> list[board.ShotRow]:
    with hand.reading() as session:
        return board.shots(session, hand.film_id)


@pytest.mark.parametrize("name", sorted(shelf.ITEMS))
def test_a_model_sees_every_tool_as_in_its_snapshot(name: str) -> None:
    """To take the tools as they are: delete the file, run this twice, and read the difference."""
    tool = shelf.described(shelf.ITEMS[name])
    seen = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
    text = json.dumps(seen, indent=2, ensure_ascii=False) + "\n"
    path = SNAPSHOTS / f"{name}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was not there; it has been written: look at it")
    assert path.read_text(encoding="utf-8") == text


def test_every_snapshot_is_of_a_tool() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.json")} == set(shelf.ITEMS)


@pytest.mark.parametrize("stage", Stage)
def test_all_tools_together_leave_room_in_a_small_context(stage: Stage) -> None:
    from agent.tokens import estimate

    drawn = [(t.name, t.description, t.parameters) for t in shelf.offered(stage)]
    assert estimate(json.dumps(drawn)) < 3_000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("not json", "not JSON"),
        ("[1]", "expected an object"),
        ('{"shot": 1, "secnds": 4}', "no argument 'secnds', expected 'seconds'"),
        ("{}", "'shot' is missing"),
        ('{"shot": "1", "seconds": "long"}', "'seconds': got 'long'"),
        ('{"shot": "99", "action": "x"}', "got shot 99, expected 1 to 3"),
        ('{"shot": "1", "scale": "gigantic"}', "expected one of: extreme wide, wide"),
        ('{"shot": "1", "character": "Otto", "doing": "runs"}', "expected one of the cast: MARA, JONAS"),
        ('{"shot": "1", "character": "JONAS", "doing": "runs"}', "JONAS is not in frame"),
        ('{"shot": "1", "seconds": 30}', "expected 1 to 9.64 s"),
        ('{"shot": "2", "seconds": 1}', "its dialogue needs"),
        ('{"shot": "2", "line": 4, "text": "No."}', "got line 4, expected one of the shot's lines: 1:"),
    ],
)
def test_arguments_that_cannot_be_are_answered_with_what_can(hand: Hand, arguments: str, words: str) -> None:
    result = shelf.use(hand, Stage.FINISHED, "change_shot", arguments)
    assert not result.done
    assert words in result.text


def test_a_wrong_name_is_answered_with_the_nearest(hand: Hand) -> None:
    assert "did you mean swap_shots?" in use(hand, "swap_shot", first="1", second="2").text
    assert "there are show_story" in use(hand, "make_coffee").text


def test_a_tool_is_refused_where_the_work_is_not_so_far(hand: Hand) -> None:
    result = use(hand, "retake", Stage.SHOTS, shots="1")
    assert result.text == (
        "retake cannot be used now, while the director is at: shots. "
        "Nothing is rendered yet: the shot list waits for a yes."
    )
    assert "rewrite_story" not in {t.name for t in shelf.offered(Stage.FINISHED)}


@given(st.text(max_size=60), st.sampled_from(sorted(shelf.ITEMS)))
def test_no_arguments_whatever_raise(arguments: str, tool: str) -> None:
    """Those that are no object never come as far as the film."""
    assert not shelf.use(None, Stage.STORY, tool, f"[{arguments}").done  # type: ignore[arg-type]


def test_a_shot_changes_in_what_was_said_and_in_nothing_else(hand: Hand) -> None:
    before = shots(hand)[1].plan
    assert use(hand, "change_shot", shot=2, scale="closeup", music="none", props=["lamp", "letter"]).done
    after = shots(hand)[1].plan
    assert (after.camera.scale, after.music, after.props) == (Scale.CLOSE, "", ("lamp", "letter"))
    same = {"camera": before.camera, "music": before.music, "props": before.props}
    assert after.model_copy(update=same) == before


def test_closer_is_one_scale_closer_and_ends_at_the_closest(hand: Hand) -> None:
    for scale in (Scale.MEDIUM_CLOSE, Scale.CLOSE, Scale.EXTREME_CLOSE):
        assert use(hand, "change_shot", shot="1", scale="closer").done
        assert shots(hand)[0].plan.camera.scale is scale
    assert not use(hand, "change_shot", shot="1", scale="closer").done


def test_one_wish_can_be_for_several_shots(hand: Hand) -> None:
    assert use(hand, "change_shot", shot="1-3", sound="wind").done
    assert [row.plan.sound for row in shots(hand)] == ["wind"] * 3
    assert use(hand, "change_shot", shot="all", without="rain").text.startswith("nothing was changed in")


def test_rain_goes_from_the_sound_and_the_clock_stays(hand: Hand) -> None:
    assert use(hand, "change_shot", shot="2", without="rain").done
    assert shots(hand)[1].plan.sound == "a clock"


def test_a_line_can_be_whispered_changed_and_cut(hand: Hand) -> None:
    assert use(hand, "change_shot", shot="2", character="Mara", delivery="whispering").done
    assert shots(hand)[1].plan.lines[0].delivery == "whispering"
    assert use(hand, "change_shot", shot="2", line=1, text="It is very late now, and it rains.").done
    line = shots(hand)[1].plan.lines[0]
    assert line.end - line.start == pytest.approx(8 / 3, abs=0.01)
    assert use(hand, "change_shot", shot="2", line=-1, text="none").done
    assert shots(hand)[1].plan.lines == ()
    assert "MARA says nothing" in use(hand, "change_shot", shot="2", character="her", delivery="loudly").text


def test_new_clothes_also_replace_the_old_ones_in_what_must_stay(hand: Hand) -> None:
    use(hand, "change_shot", shot="2", continuity="MARA still wears a yellow coat")
    assert use(hand, "change_wardrobe", character="her", wardrobe="red coat", from_shot="2").done
    assert shots(hand)[1].plan.continuity == "MARA still wears a red coat"
    with hand.reading() as session:
        worn = [memory.cards_at(session, hand.film_id, n)["ID_A"].wardrobe for n in range(3)]
    assert worn == ["a yellow coat", "a red coat", "a red coat"]


@pytest.mark.parametrize(
    ("wardrobe", "words", "worn"),
    [
        ("yellow oilskin coat and dark sea boots", "red coat", "red oilskin coat and dark sea boots"),
        ("yellow oilskin coat and dark sea boots", "black boots", "yellow oilskin coat and black sea boots"),
        ("a yellow coat", "a red coat", "a red coat"),
        ("plain coat, flat cap", "dark green coat", "dark green plain coat, flat cap"),
        ("grey jacket, flat cap", "a long wool jacket", "long wool jacket, flat cap"),
        ("grey jacket", "a ball gown", "ball gown"),
        ("grey jacket", "a red dress and white shoes", "red dress and white shoes"),
        ("黄色雨衣和深色靴子", "红色雨衣", "红色雨衣和深色靴子"),
    ],
)
def test_a_piece_of_clothing_changes_and_the_rest_stays(wardrobe: str, words: str, worn: str) -> None:
    assert dressed(wardrobe, words) == worn


@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_any_clothes_can_be_changed_in_any_words(wardrobe: str, words: str) -> None:
    assert isinstance(dressed(wardrobe, words), str)
    assert isinstance(still_worn("a red coat", wardrobe, words), str)


@pytest.mark.parametrize(
    ("name", "place"),
    [("3", 2), ("#3", 2), ("shot 3", 2), ("020_0010", 2), ("LAMP_020_0010", 2), ("0020", 1), ("last", 2),
     ("第3个镜头", 2)],
)  # fmt: skip
def test_a_shot_is_found_as_people_call_it(hand: Hand, name: str, place: int) -> None:
    with hand.reading() as session:
        assert finding.shot(session, hand.film(session), name).position == place


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("0010", r"2 shots are called: say its place: 1 \(LAMP_010_0010\), 3"),
        ("9", "got shot 9, expected 1 to 3"),
        ("the red one", "expected a place from 1 to 3, or a code such as LAMP_010_0010"),
        ("here", "which shot is meant"),
    ],
)
def test_a_shot_that_cannot_be_told_is_asked_for(hand: Hand, name: str, words: str) -> None:
    with hand.reading() as session, pytest.raises(NotFound, match=words):
        finding.shot(session, hand.film(session), name)


@pytest.mark.parametrize(
    ("names", "places"), [("1-3", [0, 1, 2]), ("3, 1", [0, 2]), ("1 and 2", [0, 1]), ("all", [0, 1, 2])]
)
def test_several_shots_are_found(hand: Hand, names: str, places: list[int]) -> None:
    with hand.reading() as session:
        found = finding.shots(session, hand.film(session), names)
    assert [row.position for row in found] == places


def test_here_is_the_shot_that_was_last_spoken_of(hand: Hand) -> None:
    with hand.writing() as session:
        talk.say(session, hand.film_id, talk.DIRECTOR, "Shot 2 is longer now.")
        talk.say(session, hand.film_id, talk.USER, "why did you remember shot 1 here?")
    with hand.reading() as session:
        assert finding.shot(session, hand.film(session), "here").position == 1


def test_her_is_the_only_woman_and_else_whoever_was_last_named(hand: Hand) -> None:
    with hand.reading() as session:
        film = hand.film(session)
        assert finding.person(session, film, "her").name == "MARA"
        assert finding.person(session, film, "his").name == "JONAS"
        with pytest.raises(NotFound, match="MARA or JONAS: say the name"):
            finding.person(session, film, "their")
    with hand.writing() as session:
        talk.say(session, hand.film_id, talk.USER, "I like Jonas")
    with hand.reading() as session:
        assert finding.person(session, hand.film(session), "their").name == "JONAS"


def test_a_scale_that_is_nearly_one_is_understood() -> None:
    assert finding.one_of(Scale, "close up", "scale") is Scale.CLOSE
    with pytest.raises(ToolError, match="got 'huge' as the scale"):
        finding.one_of(Scale, "huge", "scale")


def test_a_shot_is_put_in_and_taken_out(hand: Hand) -> None:
    assert use(hand, "insert_shot", after="1", action="Rain on the glass.", characters="Mara, Jonas").done
    fresh = shots(hand)[1]
    assert (fresh.code, fresh.plan.tags, fresh.plan.coverage) == (
        "LAMP_010_0015",
        ("ID_A", "ID_B"),
        "two-shot",
    )
    assert use(hand, "omit_shot", shot="2").done
    assert use(hand, "restore_shot", shot="2").done
    assert use(hand, "move_shot", shot="2", to=4).done
    assert shots(hand)[3].code == "LAMP_010_0015"


def test_shorter_takes_air_and_says_when_there_is_none_left(hand: Hand) -> None:
    assert "instead of" in use(hand, "shorten").text
    assert use(hand, "shorten", to=1).text.endswith("without leaving a shot out")
    assert "has no air to lose" in use(hand, "shorten").text
    assert "cannot be shorter" in use(hand, "shorten", shot="1").text
    assert use(hand, "hold_longer", shot="1", by=9).done
    assert "no camera films a longer shot" in use(hand, "hold_longer", shot="1").text


def test_the_house_says_what_only_a_model_can(hand: Hand) -> None:
    assert "follows no notes" in use(hand, "revise_shot", shot="1", note="warmer").text
    assert "language model" in use(hand, "rewrite_story", Stage.STORY, wish="a happy end").text
    assert use(hand, "confirm").text == "nothing waits for a yes right now"
    assert "nothing to take back" in use(hand, "undo").text
    assert "nothing to do again" in use(hand, "redo").text


def test_looking_changes_nothing(hand: Hand) -> None:
    before = shots(hand)
    assert use(hand, "show_story").text.startswith("Title: The Lamp")
    assert "LAMP_010_0010" not in use(hand, "show_shots", first="2").text
    assert "Line 1: MARA: “It is late.”" in use(hand, "show_shot", shot="2").text
    assert "has no take yet" in use(hand, "why_memory", shot="2").text
    assert shots(hand) == before
