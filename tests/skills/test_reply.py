from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.answers import ANSWERS, Answer, CastAnswer, Questions, RevisionAnswer, ShotsAnswer, StoryAnswer
from skills.reply import DEEPEST, MOST_FAULTS, Unusable, read

MARA = {"name": "Mara", "appearance": "60s, silver bun", "wardrobe": "yellow oilskin"}
CAST = {"characters": [MARA]}
GOOD = json.dumps(CAST)
LONGER = json.dumps({"characters": [MARA, MARA, MARA, {"name": "Nobody"}]})


def faults(text: str, answer: type[Answer] = CastAnswer) -> tuple[str, ...]:
    with pytest.raises(Unusable) as caught:
        read(text, answer)
    return caught.value.faults


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Sure! {{the cast}} is [1]:\n{GOOD}\nHope {{it}} helps.",
        f"<think>a draft: {LONGER} … no</think>\n{GOOD}",
        f"hm, {{Mara}} will do</THINK>{GOOD}",
        GOOD[:-2] + ",],}",
        json.dumps([MARA]),
        json.dumps({"cast": CAST}),
        json.dumps([CAST]),
        json.dumps({"characters": [MARA | {"voice": None}]}),
        json.dumps({"characters": [MARA | {"voice": "none"}]}),
        GOOD + "\n{}",
        f"{GOOD}\nor in short: [{{}}]",
    ],
)
def test_what_stands_around_an_answer_is_passed_over(text: str) -> None:
    assert read(text, CastAnswer) == CastAnswer.model_validate(CAST)


def test_brackets_and_commas_inside_words_are_words() -> None:
    strange = MARA | {"appearance": 'says "}]," and } and ,] and \\" and <think>{</think>'}
    assert read(f"x {json.dumps([strange])} y", CastAnswer).characters[0].appearance == strange["appearance"]


def test_line_breaks_inside_words_are_taken_and_control_characters_are_not() -> None:
    text = GOOD.replace("silver bun", "silver\nbun\\u0000\\ud800!")
    assert read(text, CastAnswer).characters[0].appearance == "60s, silver\nbun!"


@pytest.mark.parametrize("cut", range(1, len(GOOD) - 1, 7))
def test_an_answer_that_was_cut_off_is_never_completed(cut: int) -> None:
    (fault,) = faults(GOOD[:-cut])
    assert "ends in the middle" in fault or "no JSON" in fault


def test_a_whole_inner_object_is_no_answer_when_the_outer_one_is_cut_off() -> None:
    inner = '{"questions": []}'
    assert "ends in the middle" in faults(f'{{"questions": [{inner}, {inner}', Questions)[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "got an empty answer"),
        ("  \n", "got an empty answer"),
        ("null", "got the text 'null'"),
        ("I cannot do that.", "got the text 'I cannot do that.'"),
        ("<think>on and on", "still thinking"),
        ('{"characters": "none"}', 'characters: got "none", expected a list'),
        ('{"characters": null}', "characters: got null, expected a list"),
        ('{"characters": []}', "characters: got [], expected at least 1 item"),
        ('{"characters" [] }', "the JSON is broken near"),
        ("[" * 200_000, f"more than {DEEPEST} deep"),
        ('{"a":' * 50_000, f"more than {DEEPEST} deep"),
        ('{"a":' + "9" * 5_000 + "}", "a number that cannot be read"),
        ("{}", "characters is missing (the fields of the answer are characters)"),
    ],
)
def test_a_text_without_an_answer_says_what_is_expected(text: str, said: str) -> None:
    assert said in "; ".join(faults(text))


def test_each_fault_says_where_and_what_was_got() -> None:
    text = json.dumps({"characters": [{"name": None, "appearance": "x", "hair": "grey"}, {"name": 3} | CAST]})
    assert faults(text) == (
        "characters[0].name: got null, expected text in quotes",
        "characters[0].wardrobe is missing",
        "characters[0].hair is no field of the answer: leave it out",
        "characters[1].name: got 3, expected text in quotes",
        "characters[1].appearance is missing",
        "and 2 more faults",
    )
    assert len(faults(text)) == MOST_FAULTS


def test_a_choice_that_is_none_is_told_with_those_there_are() -> None:
    change = {"of": "light", "field": "seconds", "value": "3", "line": -1}
    assert faults(json.dumps([change]), RevisionAnswer) == (
        "changes[0].of: got \"light\", expected 'shot', 'character' or 'scene'",
        "changes[0].line: got -1, expected greater than or equal to 0",
    )


def test_no_number_at_all_is_as_good_as_none() -> None:
    shot = '{"scene": 10, "seconds": NaN, "coverage": "single", "action": "Rain."}'
    assert faults(f'{{"shots": [{shot}]}}', ShotsAnswer) == ("shots[0].seconds: got null, expected a number",)


def test_of_several_objects_the_longest_is_meant() -> None:
    assert "characters[3]" in faults(f"first {{}} then {LONGER}")[0]
    assert "ends in the middle" in faults(f"like {GOOD} but {LONGER[:-2]}")[0]


def answered_or_told(text: str, answer: type[Answer]) -> bool:
    try:
        return isinstance(read(text, answer), answer)
    except Unusable as error:
        return 1 <= len(error.faults) <= MOST_FAULTS and bool(str(error).encode())


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(
    text=st.text() | st.text(alphabet='{}[]",:\\ \n#<think>/aA1-'),
    answer=st.sampled_from(list(ANSWERS.values())),
)
def test_no_text_is_more_than_unusable(text: str, answer: type[Answer]) -> None:
    assert answered_or_told(text, answer)


@given(value=values, cut=st.integers(0, 40), answer=st.sampled_from(list(ANSWERS.values())))
def test_no_json_is_more_than_unusable(value: Any, cut: int, answer: type[Answer]) -> None:
    written = json.dumps({"characters": value, "title": value, "shots": [value]})
    assert answered_or_told(written[: len(written) - cut], answer)


@given(
    title=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(
        lambda t: t.strip() and t.strip().casefold() not in {"null", "none"}
    ),
    around=st.text(alphabet="abc \n.,!{}'`"),
)
def test_an_answer_is_found_whatever_its_words_and_whatever_is_around(title: str, around: str) -> None:
    beat = {"name": "turn", "text": title}
    story = {"title": title, "logline": title, "style": title, "beats": [beat, beat, beat]}
    text = f"{around}{json.dumps(story, ensure_ascii=False)}{around}"
    assert read(text, StoryAnswer) == StoryAnswer.model_validate(story)
