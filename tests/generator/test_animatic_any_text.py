"""Whatever is written in a card, a heading or an action, there is a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.animatic.acting.verbs import GESTURES, STANCES
from generator.animatic.engine import Animatic
from generator.animatic.picture import frames_of
from generator.animatic.shot import shot_of
from generator.interface import Angle, Camera, Facing, Figure, Line, Move, Place, Scale, Setup, ShotRequest
from generator.truth import read_truth
from tests.generator.animatic_shots import request, shades, silence

FRAMES = 9
STRANGE = (
    "",
    " \t\n",
    "🙂🔥 smiles 👩‍🚀",
    "שלום עולם",
    "مرحبا بالعالم",
    "他拿着一封信走进厨房",
    "\x00\u202e\u0301",
    "a" * 400,
    "sits, stands up, jumps, falls and hugs herself while driving",
    "a robot dog in a red coat with a green stove on its head",
    "INT./EXT. - - -",
    "{{ 7 * 7 }} <script>%s%n</script>",
)
VERBS = tuple(stem.strip("*") for table in (STANCES, GESTURES) for _, stems in table for stem in stems)
WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(STRANGE),
    st.lists(st.sampled_from(VERBS), min_size=1, max_size=5).map(" and ".join),
)
TAGS = ("ID_A", "ID_B", "ID_C", "ID_D")
CAMERAS = st.builds(
    Camera,
    scale=st.sampled_from(list(Scale)),
    move=st.sampled_from(list(Move)),
    angle=st.sampled_from(list(Angle)),
    on=st.sampled_from(("", *TAGS)),
    over=st.sampled_from(("", *TAGS)),
)
PEOPLE = st.lists(
    st.builds(
        Figure, tag=st.just(""), name=WORDS, appearance=WORDS, wardrobe=WORDS, voice=WORDS, action=WORDS,
        expression=WORDS, facing=st.sampled_from(list(Facing)),
    ),
    max_size=4,
)  # fmt: skip
PLACES = st.builds(Place, heading=WORDS, name=WORDS, time=WORDS, description=WORDS, interior=st.booleans())
SHOTS = st.builds(
    lambda people, line, cut, **facts: request(
        width=160,
        height=128,
        figures=tuple(p.model_copy(update={"tag": tag}) for tag, p in zip(TAGS, people, strict=False)),
        lines=(Line(speaker="ID_A", text=line or "…"),),
        cuts=(Setup(frame=4, camera=cut),),
        **facts,
    ),
    people=PEOPLE,
    place=PLACES,
    camera=CAMERAS,
    cut=CAMERAS,
    action=WORDS,
    style=WORDS,
    sound=WORDS,
    music=WORDS,
    props=st.lists(WORDS, max_size=2).map(tuple),
    line=WORDS,
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(asked=SHOTS)
def test_any_words_give_a_picture_in_every_frame(asked: ShotRequest) -> None:
    for pixels in frames_of(shot_of(asked, silence(asked))):
        assert shades(pixels) > 30
        assert (pixels[:, :, 3] == 255).all()


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(asked=SHOTS)
def test_any_words_at_all_give_a_picture_in_every_frame(asked: ShotRequest) -> None:
    for pixels in frames_of(shot_of(asked, silence(asked))):
        assert shades(pixels) > 30


@settings(max_examples=8, deadline=None)
@given(asked=SHOTS)
def test_any_words_give_a_clip_and_its_truth(
    asked: ShotRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clip = Animatic().render(asked, tmp_path_factory.mktemp("clip"), Path, lambda _: None)
    assert clip.truth is not None
    assert read_truth(clip.truth).frames == FRAMES


@pytest.mark.parametrize("field", ["action", "heading", "appearance", "wardrobe", "line", "sound"])
def test_five_thousand_words_give_a_clip(field: str, tmp_path: Path) -> None:
    words = " ".join(f"{word} {n}" for n, word in zip(range(2_500), VERBS * 20, strict=False))
    person = Figure(tag="ID_A", name="Mara", action="waits")
    changes: dict[str, object] = {"figures": (person,), "width": 160, "height": 128}
    if field in ("action", "sound"):
        changes[field] = words
    elif field == "heading":
        changes["place"] = Place(heading=words, name=words, description=words)
    elif field == "line":
        changes["lines"] = (Line(speaker="ID_A", text=words),)
    else:
        changes["figures"] = (person.model_copy(update={field: words}),)
    clip = Animatic().render(request(**changes), tmp_path, Path, lambda _: None)
    assert clip.frames == FRAMES
