from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.animatic.grain import grain_over
from generator.animatic.palette import Light, rgb
from generator.animatic.pen import Pen
from generator.animatic.places.exteriors import PLACES
from generator.animatic.places.mood import Hour, mood_of
from generator.animatic.places.place import kind_of
from generator.animatic.places.rooms import DRAWN
from generator.animatic.places.style import scheme_of, styled
from generator.animatic.places.told import told_by
from generator.animatic.places.weather import lightning, splashes
from generator.interface import Camera, Move, Place, Scale
from tests.generator.animatic_shots import pictures, request, silence

ROOMS = (
    "LAMP ROOM", "KITCHEN", "LIVING ROOM", "BEDROOM", "BATHROOM", "OFFICE", "CORRIDOR", "STAIRS", "WORKSHOP",
    "TRAIN",
    "CAR", "SHOP", "CAFE", "BAR", "HOSPITAL", "LABORATORY", "SCHOOL", "LIBRARY", "SHIP CABIN", "CHURCH",
    "PRISON",
    "THEATRE", "COURTROOM", "THRONE ROOM", "GREENHOUSE", "SPACESHIP", "TENT", "CAVE", "ROOM",
)  # fmt: skip
OPEN = (
    "FIELD", "FOREST", "BEACH", "LIGHTHOUSE", "HARBOUR", "MOUNTAIN", "STREET", "MARKET", "BRIDGE", "STADIUM",
    "PLATFORM", "ROOFTOP", "SHIP DECK", "SCHOOL YARD", "GARDEN", "DESERT", "RUINS", "GRAVEYARD", "SWAMP",
    "SNOWFIELD",
    "MOON", "ALIEN PLANET", "SPACE", "UNDERWATER", "VOID",
)  # fmt: skip
Numbers = npt.NDArray[np.float64]


def place(name: str, time: str = "DAY", *, inside: bool = True, description: str = "") -> Place:
    heading = f"{'INT' if inside else 'EXT'}. {name} - {time}"
    return Place(heading=heading, name=name, time=time, interior=inside, description=description)


def seen(where: Place, width: int = 192, height: int = 128, **changes: object) -> Numbers:
    """The empty place in a wide shot: float [H, W, 3], RGB."""
    shown = {"figures": (), "camera": Camera(scale=Scale.WIDE), **changes}
    asked = request(place=where, width=width, height=height, frames=1, **shown)
    return pictures(asked, 0, sound=silence(asked))[0][:, :, 2::-1].astype(float)


def small(picture: Numbers) -> Numbers:
    """Averages of blocks of 16 pixels: what is left of a picture at a glance."""
    height, width, _ = picture.shape
    return np.asarray(picture.reshape(height // 16, 16, width // 16, 16, 3).mean(axis=(1, 3)))


def shades(picture: Numbers) -> int:
    """How many clearly different colours a picture has."""
    return len(np.unique((picture // 8) @ np.array([1024, 32, 1])))


def near(picture: Numbers, code: int, far: float = 42.0) -> int:
    """How many pixels are close to a colour."""
    target = np.array(rgb(code)) * 255
    return int((np.abs(picture - target).max(axis=2) < far).sum())


@pytest.fixture(scope="module")
def days() -> dict[str, Numbers]:
    """All kinds of place by day, all with one name but for the word that tells the kind."""
    shown = {name: seen(place(name)) for name in ROOMS}
    return shown | {f"EXT {name}": seen(place(name, inside=False)) for name in OPEN}


def test_every_kind_of_place_has_a_name_that_leads_to_it() -> None:
    assert {kind_of(place(name)) for name in ROOMS} == set(DRAWN)
    found = {kind_of(place(name, inside=False)) for name in OPEN}
    assert found == {kind for kind in PLACES if not kind.startswith(("platform w", "country"))}


def test_any_two_kinds_of_place_look_different(days: dict[str, Numbers]) -> None:
    glances = {name: small(picture) for name, picture in days.items()}
    for (one, first), (other, second) in combinations(glances.items(), 2):
        assert np.abs(first - second).mean() > 4, (one, other)


def test_no_place_is_blank_or_loud(days: dict[str, Numbers]) -> None:
    for name, picture in days.items():
        assert shades(picture) > 25, name
        spread = picture.max(axis=2) - picture.min(axis=2)
        assert np.mean(spread > 190) < 0.05, name


@pytest.mark.parametrize("inside", [True, False])
def test_night_is_darker_than_day_and_still_has_lights(inside: bool) -> None:
    for name in (
        ("LIVING ROOM", "CAFE", "OFFICE", "TENT") if inside else ("STREET", "BRIDGE", "MARKET", "GARDEN")
    ):
        day, night = seen(place(name, inside=inside)), seen(place(name, "NIGHT", inside=inside))
        assert night.mean() < day.mean() * 0.85, name
        assert np.percentile(night.max(axis=2), 99.5) > 1.6 * np.median(night.max(axis=2)), name


def test_the_middle_where_people_stand_is_calmer_than_the_whole(days: dict[str, Numbers]) -> None:
    calm = 0
    for picture in days.values():
        grey = picture.mean(axis=2)
        edges = np.abs(np.diff(grey, axis=1))
        calm += bool(edges[30:, 70:122].mean() < edges.mean() * 1.35)
    assert calm > 0.8 * len(days)


def test_a_place_is_the_same_in_every_shot() -> None:
    here = place("KITCHEN", description="A green stove.")
    first = seen(here, prompt="one")
    assert np.array_equal(first, seen(here, prompt="two"))
    close = seen(here, camera=Camera(scale=Scale.MEDIUM))
    assert not np.array_equal(first, close)


@pytest.mark.parametrize("name", ["ROOM", "KITCHEN", "LIVING ROOM", "LIBRARY"])
def test_a_room_keeps_its_furniture_at_night(name: str) -> None:
    pair = [seen(place(name, time)) for time in ("DAY", "NIGHT")]
    edges = [np.abs(np.diff(picture.mean(axis=2), axis=1)).ravel() for picture in pair]
    assert np.corrcoef(*edges)[0, 1] > 0.7


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("A green stove.", 0x4F7F55),
        ("Red curtains.", 0xB8433C),
        ("A purple door.", 0x6D4C86),
        ("The walls are painted blue.", 0x3F6CA5),
        ("Yellow walls.", 0xE0BC4A),
        ("An orange sofa.", 0xD9813A),
        ("绿色的炉子", 0x4F7F55),
        ("红窗帘", 0xB8433C),
        ("一张紫色的沙发", 0x6D4C86),
    ],
)
def test_what_the_words_name_is_there_in_its_colour(words: str, code: int) -> None:
    plain, told = (seen(place("KITCHEN", description=text)) for text in ("", words))
    assert near(told, code) > near(plain, code) + 90


@pytest.mark.parametrize(
    "words",
    ["a piano", "a lathe in the corner", "candles", "a long table", "a bed", "posters", "a broken window",
     "crates",
     "a ladder", "a statue", "一架钢琴", "海报", "一张长桌"],
)  # fmt: skip
def test_what_the_words_name_without_a_colour_is_drawn(words: str) -> None:
    plain, told = (seen(place("CORRIDOR", description=text)) for text in ("", words))
    assert (np.abs(plain - told).max(axis=2) > 24).sum() > 60


def test_things_in_the_open_air_are_drawn_too() -> None:
    plain, told = (
        seen(place("FIELD", inside=False, description=text)) for text in ("", "A red tent, a bench.")
    )
    assert near(told, 0xB8433C) > near(plain, 0xB8433C) + 90


@pytest.mark.parametrize("words", ["No curtains.", "Bare walls.", "没有窗帘"])
def test_what_the_words_deny_is_missing(words: str) -> None:
    plain, told = (seen(place("LIVING ROOM", description=text)) for text in ("", words))
    assert (np.abs(plain - told).max(axis=2) > 24).sum() > 60


def test_the_colour_of_one_thing_is_not_that_of_the_next() -> None:
    told = told_by("Red curtains and a green stove, a long table; no piano. A bed with a blue cover.")
    assert told.colors["curtains"] == rgb(0xB8433C)
    assert told.colors["stove"] == rgb(0x4F7F55)
    assert told.has("long table")
    assert not told.has("table")
    assert told.missing == {"piano"}


@pytest.mark.parametrize(
    ("name", "inside", "kind"),
    [
        ("SPACE STATION", True, "spaceship"),
        ("THE KING'S THRONE ROOM", True, "throne room"),
        ("飞船驾驶舱", True, "spaceship"),
        ("国家图书馆", True, "library"),
        ("皇宫大殿", True, "throne room"),
        ("MARKET SQUARE", False, "market"),
        ("BRIDGE OVER THE RIVER", False, "bridge"),
        ("FROZEN LAKE", False, "snowfield"),
        ("上海街头", False, "street"),
        ("雪原", False, "snowfield"),
        ("墓地", False, "graveyard"),
        ("DREAM", False, "void"),
    ],
)
def test_longer_names_win_over_words_inside_them(name: str, inside: bool, kind: str) -> None:
    assert kind_of(place(name, inside=inside)) == kind


def test_a_moon_in_the_description_is_not_where_we_are() -> None:
    assert kind_of(place("ZORB", inside=False, description="The moon is high over the water.")) == "field"


@pytest.mark.parametrize("heading", ["", "😀🌊", "غرفة قديمة", "ZORB " * 5000, "INT. - ", "—"])
@pytest.mark.parametrize("inside", [True, False])
def test_unknown_places_are_calm_and_plausible(heading: str, inside: bool) -> None:
    picture = seen(Place(heading=heading, interior=inside))
    assert shades(picture) > 25


STYLES = (
    "film noir",
    "warm",
    "watercolour",
    "comic book",
    "1970s",
    "horror",
    "sci-fi",
    "pastel",
    "水彩",
    "恐怖",
)


@pytest.mark.parametrize("style", STYLES)
def test_style_words_change_the_picture_but_not_the_place(style: str) -> None:
    plain, bent = seen(place("CAFE")), seen(place("CAFE"), style=style)
    assert np.abs(plain - bent).mean() > 3
    lines = [np.abs(np.diff(picture.mean(axis=2), axis=1)).ravel() for picture in (plain, bent)]
    assert np.corrcoef(*lines)[0, 1] > 0.85


def test_black_and_white_has_no_colour_even_at_night_under_lamps() -> None:
    picture = seen(place("STREET", "NIGHT", inside=False), style="film noir")
    assert np.percentile(picture.max(axis=2) - picture.min(axis=2), 99) < 40


def test_a_film_is_painted_in_a_few_hues_that_its_style_decides() -> None:
    words = ("a quiet film", "a tale of salt", "restless and young", "rivers")
    assert len({scheme_of(style) for style in words}) == len(words)
    scheme = scheme_of("a quiet film")
    assert scheme == scheme_of("A quiet film.")
    hues = (scheme.wood, scheme.leaf, scheme.water, scheme.cloth, scheme.accent)
    for red, green, blue in np.random.default_rng(3).random((60, 3)):
        pulled = scheme.pull((red, green, blue))
        hue = Light()(pulled)
        assert all(0 <= channel <= 1 for channel in hue)
        high, low = max(pulled), min(pulled)
        if high - low > 0.2:
            turn = _hue(pulled)
            assert min(abs((known - turn + 0.5) % 1 - 0.5) for known in hues) < 0.04


def _hue(color: tuple[float, float, float]) -> float:
    red, green, blue = color
    high, low = max(color), min(color)
    if high == red:
        return ((green - blue) / (high - low) / 6) % 1
    if high == green:
        return (2 + (blue - red) / (high - low)) / 6
    return (4 + (red - green) / (high - low)) / 6


@pytest.mark.parametrize(
    ("style", "grain"),
    [
        ("", 0.0),
        ("16mm", 0.5),
        ("Super 8 home movie", 1.0),
        ("film grain", 0.5),
        ("胶片颗粒", 0.5),
        ("no grain", 0.0),
    ],
)
def test_grain_is_there_when_the_style_asks_for_it(style: str, grain: float) -> None:
    assert mood_of(place("ROOM"), style).grain == grain


def test_grain_changes_from_frame_to_frame_and_keeps_the_light() -> None:
    def grained(frame: int, strength: float) -> Numbers:
        pixels = np.full((96, 160, 4), 128, np.uint8)
        canvas = skia.Surface(
            pixels, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
        ).getCanvas()
        canvas.clear(skia.Color4f(0.5, 0.5, 0.5, 1.0))
        grain_over(canvas, strength, frame, 160, 96)
        return pixels[:, :, :3].astype(float)

    first, again, second = grained(1, 0.5), grained(1, 0.5), grained(2, 0.5)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, second)
    assert abs(first.mean() - grained(1, 0.0).mean()) < 2
    assert 1 < first.std() < grained(1, 1.0).std()


@pytest.mark.parametrize(
    "words", ["Rain.", "Snow falls.", "Thick fog.", "An autumn day, falling leaves.", "大雪"]
)
def test_weather_is_seen(words: str) -> None:
    clear, bad = (seen(place("GARDEN", inside=False, description=text)) for text in ("", words))
    assert np.abs(clear - bad).mean() > 2


def test_drops_splash_on_the_ground_only_when_it_rains_outdoors() -> None:
    def rings(words: str, *, inside: bool, frame: int) -> int:
        surface = skia.Surface(160, 96)
        canvas = surface.getCanvas()
        canvas.scale(20, 20)
        canvas.translate(4, 3.5)
        splashes(Pen(canvas, Light()), mood_of(place("YARD", inside=inside, description=words), ""), frame)
        return int(surface.toarray()[:, :, 3].astype(bool).sum())

    assert rings("Rain.", inside=False, frame=3) > 20
    assert rings("Rain.", inside=True, frame=3) == rings("", inside=False, frame=3) == 0


def test_a_storm_flashes_now_and_then_and_the_same_way_every_time() -> None:
    flashes = [lightning(frame) for frame in range(241)]
    assert flashes == [lightning(frame) for frame in range(241)]
    assert max(flashes) > 0.6
    assert 0.01 < np.mean([flash > 0.1 for flash in flashes]) < 0.2


def test_colour_words_of_furniture_do_not_make_it_night() -> None:
    dark = Place(heading="INT. KITCHEN", name="KITCHEN", description="A dark green stove, a lamp.")
    assert mood_of(dark, "").hour is Hour.DAY


def test_layers_still_cover_the_picture_at_both_ends_of_a_track() -> None:
    for name in ("FOREST", "STREET", "MARKET", "VOID", "SPACE"):
        asked = request(
            place=place(name, inside=False), figures=(), frames=9,
            camera=Camera(scale=Scale.WIDE, move=Move.TRACK_RIGHT),
        )  # fmt: skip
        for picture in pictures(asked, 0, 8, sound=silence(asked)):
            rim = picture[4:-4, [0, 1, -2, -1], :3].max(axis=2)
            assert (rim > 4).mean() > 0.98, name


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.text(max_size=40))
def test_any_words_give_a_description_a_scheme_and_a_light(words: str, style: str) -> None:
    told_by(words)
    light = styled(Light(), style)
    assert all(0 <= channel <= 1 for channel in light((0.4, 0.6, 0.2)))
    assert 0 <= scheme_of(style).cloth < 1


@pytest.mark.parametrize(("name", "inside"), [("HOSPITAL", True), ("SPACESHIP", True), ("STADIUM", False)])
def test_white_lamps_at_night_do_not_make_a_place_brown(name: str, inside: bool) -> None:
    picture = seen(place(name, "NIGHT", inside=inside))
    assert picture[:, :, 0].mean() < 1.02 * picture[:, :, 2].mean()


def test_there_is_no_night_where_there_is_no_air(days: dict[str, Numbers]) -> None:
    dimmed = {name: seen(place(name, "NIGHT", inside=False)).mean() / days[f"EXT {name}"].mean()
              for name in ("MOON", "FIELD")}  # fmt: skip
    assert dimmed["MOON"] > 0.87
    assert dimmed["FIELD"] < 0.75


@pytest.mark.parametrize("name", ["FIELD", "ALIEN PLANET", "STREET"])
def test_nothing_shows_through_where_sky_and_ground_meet(name: str) -> None:
    asked = request(place=place(name, inside=False), width=160, height=128, figures=(), frames=1,
                    camera=Camera(scale=Scale.EXTREME_WIDE))  # fmt: skip
    assert (pictures(asked, 0, sound=silence(asked))[0][:, :, 3] == 255).all()
