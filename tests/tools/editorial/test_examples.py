"""The examples are films worth making."""

from __future__ import annotations

from importlib.resources import files

from tools.editorial.screenplay import Source, read
from tools.story import Action, Screenplay, ScriptScene, speech_seconds


def example(name: str) -> Source:
    return read(files("app.examples").joinpath(name).read_bytes(), name)


def script(name: str) -> Screenplay:
    found = example(name).screenplay
    assert found is not None
    return found


def mentions(scene: ScriptScene, word: str) -> bool:
    return any(word in block.text for block in scene.blocks)


def test_the_short_film_has_three_scenes_two_people_and_few_words() -> None:
    film = script("short.fountain")
    assert film.title == "Twenty Minutes Fast"
    assert len(film.scenes) == 3
    assert {s.speaker for s in film.speeches()} == {"IVO", "TOVA"}
    assert len(film.speeches()) == 7
    assert all(len(s.text.split()) <= 12 for s in film.speeches())
    assert sum(speech_seconds(s.text) for s in film.speeches()) < 20


def test_the_long_film_has_ten_numbered_scenes_and_four_people() -> None:
    film = script("five-minutes.fountain")
    assert [scene.number for scene in film.scenes] == [str(n) for n in range(1, 11)]
    assert {s.speaker for s in film.speeches()} == {"MARA", "NILS", "EMIL", "PETRA"}
    assert all(len(s.text.split()) <= 13 for s in film.speeches())
    assert sum(scene.place == "LAMP ROOM" for scene in film.scenes) == 3


def test_a_person_and_a_whistle_leave_early_and_return_late() -> None:
    scenes = script("five-minutes.fountain").scenes
    assert [i for i, scene in enumerate(scenes) if mentions(scene, "whistle")] == [1, 7, 9]
    seen = [
        i for i, scene in enumerate(scenes) if any(getattr(b, "speaker", "") == "EMIL" for b in scene.blocks)
    ]
    assert seen == [1, 7, 9]
    assert sum(len(scene.blocks) for scene in scenes[2:7]) >= 24


def test_everybody_is_introduced_with_looks_and_a_voice() -> None:
    for name in ("short.fountain", "five-minutes.fountain"):
        film = script(name)
        action = "\n".join(b.text for scene in film.scenes for b in scene.blocks if isinstance(b, Action))
        for person in {s.speaker for s in film.speeches()}:
            assert f"{person} (" in action
        assert action.count("voice") == len({s.speaker for s in film.speeches()})


def test_the_idea_is_an_idea() -> None:
    found = example("idea.txt")
    assert (found.kind, found.screenplay) == ("idea", None)
