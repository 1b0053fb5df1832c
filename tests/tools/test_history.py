from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agent.test_kok import past
from tools.embedding import HashingEmbedder
from tools.history import History
from tools.memory import Past
from tools.relevance import Query, best

EMBEDDER = HashingEmbedder(64)


def history(pasts: list[Past], words: list[str]) -> History:
    made = History(1, EMBEDDER.name, EMBEDDER.size)
    vectors = EMBEDDER.embed(words) if words else np.zeros((0, 64), np.float32)
    made._learn(pasts, {p.shot_id: v for p, v in zip(pasts, vectors, strict=True)})
    return made


def query(position: int, *people: str, place: str = "") -> Query:
    return Query(position, 9, place, people, frozenset(), ())


def test_what_is_told_of_before_comes_first() -> None:
    made = history([past(0), past(1), past(2)], ["a red kite", "the lamp is lit", "bread and tea"])
    found = made.recall(query(9), EMBEDDER.embed(["the lamp went out"])[0], 3)
    assert found[0].past.position == 1


def test_a_later_shot_is_never_remembered() -> None:
    made = history([past(n, "ID_A") for n in range(6)], ["the lamp"] * 6)
    found = made.recall(query(3, "ID_A"), EMBEDDER.embed(["the lamp"])[0], 9)
    assert {r.past.position for r in found} == {0, 1, 2}


def test_a_shared_person_is_found_among_thousands_of_better_worded_shots() -> None:
    crowd = [past(n, "ID_B") for n in range(1, 3000)]
    made = history([past(0, "ID_A"), *crowd], ["a kite"] + ["the lamp is lit"] * len(crowd))
    found = made.recall(query(5000, "ID_A"), EMBEDDER.embed(["the lamp is lit"])[0], 1)
    assert found[0].past.position == 0


def test_an_empty_history_recalls_nothing() -> None:
    assert history([], []).recall(query(3), EMBEDDER.embed(["x"])[0], 4) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(["ID_A", "ID_B"])), st.text("abcd ", max_size=12)), max_size=20
    )
)
def test_the_index_gives_what_scoring_every_shot_would_give(made: list[tuple[set[str], str]]) -> None:
    pasts = [past(n, *sorted(who)) for n, (who, _) in enumerate(made)]
    words = [text for _, text in made]
    ask, vector = query(len(made), "ID_A", place="room"), EMBEDDER.embed(["abcd dcba"])[0]
    found = history(pasts, words).recall(ask, vector, 4)
    scored = [(p, float(EMBEDDER.embed([w])[0] @ vector)) for p, w in zip(pasts, words, strict=True)]
    assert [round(r.score, 4) for r in found] == [round(r.score, 4) for r in best(ask, scored, 4)]


def test_a_place_and_a_thing_are_found_under_longer_names_among_thousands() -> None:
    crowd = [past(n, place="street") for n in range(2, 3000)]
    then = [past(0, place="old pier"), replace(past(1, place="field"), props=frozenset({"brass key"}))]
    made = history([*then, *crowd], ["a kite", "a kite"] + ["the lamp is lit"] * len(crowd))
    ask = replace(query(5000, place="pier"), props=frozenset({"key"}))
    found = made.recall(ask, EMBEDDER.embed(["a ship on the sea"])[0], 2)
    assert {r.past.position for r in found} == {0, 1}


def test_a_voice_is_found_among_thousands_though_nobody_is_seen() -> None:
    crowd = [past(n, "ID_B") for n in range(1, 3000)]
    made = history([past(0, speaks="ID_A"), *crowd], ["a kite"] + ["the lamp is lit"] * len(crowd))
    ask = replace(query(5000), speakers=frozenset({"ID_A"}))
    assert made.recall(ask, EMBEDDER.embed(["the lamp is lit"])[0], 1)[0].past.position == 0


def test_hashed_vectors_have_length_one_and_are_the_same_everywhere() -> None:
    vectors = EMBEDDER.embed(["the lamp", "", "灯 🏮", "LAMP the"])
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.allclose(lengths[[0, 2, 3]], 1)
    assert lengths[1] == 0
    assert float(vectors[0] @ vectors[3]) > 0.9


def test_a_shot_forgotten_is_gone() -> None:
    made = history([past(0), past(1)], ["the lamp", "the lamp"])
    made._seen = {100: (200, 1), 101: (201, 1)}
    made._forget([100])
    assert [p.position for p in made.before(9)] == [1]
    assert [r.past.position for r in made.recall(query(9), EMBEDDER.embed(["the lamp"])[0], 4)] == [1]


def test_the_newer_of_two_equals_comes_first() -> None:
    made = history([past(0), replace(past(1))], ["the lamp", "the lamp"])
    assert made.recall(query(9), EMBEDDER.embed(["the lamp"])[0], 1)[0].past.position == 1
