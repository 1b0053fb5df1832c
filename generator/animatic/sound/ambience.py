"""What a place sounds like when nobody speaks: a bed that is the same in every shot of the place."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from generator.animatic.places.mood import Hour, Mood, mood_of
from generator.animatic.places.place import kind_of, place_key
from generator.animatic.sound.built_up import BUILT_UP
from generator.animatic.sound.mix import at_loudness
from generator.animatic.sound.noises import LOOP, Wide, dice_for, played
from generator.animatic.sound.open_air import OPEN_AIR
from generator.animatic.wording import says
from generator.interface import Place

MAX_LAYERS = 4
"""Sounds of a place at once: more is mud."""

PLACE_LUFS = -31.0
"""Loudness of a place, the same in a shot with words and in one without: 15 LU under them, and no step at a
cut. A place alone is not brought to the loudness of speech: every cut from a talk to an empty room would be a
gust."""

_LAYERS = OPEN_AIR | BUILT_UP


def layers(place: Place, sound: str) -> tuple[str, ...]:
    """Names of the layers heard in ``place``, the loudest first; never none.

    What ``sound`` calls for comes first, then what place, hour and weather bring. What ``sound`` denies
    (``no birds``) is left out.
    """
    mood = mood_of(place, "")
    wanted, denied = _split(sound)
    described = " ".join((place.heading, place.name, place.description, place.light))
    named = _called(_split(described)[0])
    found = [*_called(wanted), *_weather(mood), *named, *_of_the_kind(place, mood)]
    refused = set(_called(denied)) - set(_called(wanted))
    heard = dict.fromkeys(_here(name, mood) for name in found if name not in refused)
    kept = [name for name in heard if name not in refused]
    if set(kept[:MAX_LAYERS]) <= _SPARSE:
        kept.insert(MAX_LAYERS - 1, "room" if place.interior else "snowy air")
    return tuple(kept[:MAX_LAYERS])


def ambience(place: Place, sound: str, count: int) -> npt.NDArray[np.float32]:
    """The sound of ``place`` at its level: float32 [2, count], 48 kHz.

    It begins alike in every shot of the place, whatever its length.
    """
    loop = bed(place_key(place), layers(place, sound))
    return np.take(loop, np.arange(count), axis=1, mode="wrap")


@lru_cache(maxsize=16)
def bed(key: str, names: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """The loop of a place made of these layers: float32 [2, 480000], 48 kHz, not to be written to; its
    loudness is :data:`PLACE_LUFS`, less where there is next to nothing to hear."""
    out = np.zeros((2, LOOP), np.float32)
    for rank, name in enumerate(names):
        layer = _LAYERS[name](dice_for("ambience", name, key))
        out += 0.65**rank / _loud(layer) * layer
    # Wrapped round, so that the resampling of the end knows the beginning.
    round_about = np.concatenate([out[:, -256:], out, out[:, :256]], axis=1)
    lufs = PLACE_LUFS + _HUSHED.get(names[0], 0.0)
    loop = at_loudness(played(round_about)[:, 512:-512], lufs)
    loop.setflags(write=False)
    return loop


def _loud(layer: Wide) -> float:
    """RMS of the louder moments, so that a clock does not tick louder for being silent in between."""
    moments = np.sqrt(np.mean(layer.reshape(2, 50, -1) ** 2, axis=(0, 2)))
    return float(np.percentile(moments, 90))


def _split(text: str) -> tuple[str, str]:
    """``text`` without what it denies, and what it denies."""
    denied = " ".join(_DENIED.findall(text))
    return _DENIED.sub(" ", text), denied


def _called(text: str) -> list[str]:
    return [name for name, stems in _WORDS.items() if says(text, *stems)]


def _weather(mood: Mood) -> list[str]:
    found = []
    if mood.rain:
        found.append("rain")
    if mood.storm:
        found += ["thunder", "wind"]
    if mood.snow:
        found.append("snowy air")
    return found


def _of_the_kind(place: Place, mood: Mood) -> tuple[str, ...]:
    """The bed of the kind of place at the hour and in the weather of the scene."""
    kind = kind_of(place)
    usual = _usual(kind, place.name or place.heading)
    if mood.interior:
        swaps = _BY_NIGHT_INDOORS if mood.hour is Hour.NIGHT else {}
        return tuple(swaps.get(name, name) for name in usual)
    if mood.rain or mood.snow:
        return tuple(name for name in usual if name not in _SHY)
    swaps = _BY_HOUR.get(mood.hour, {})
    changed = tuple(swaps.get(name, name) for name in usual)
    return (*changed, "owl") if kind in _OWLS and mood.hour is Hour.NIGHT else changed


def _usual(kind: str, name: str) -> tuple[str, ...]:
    finer = (bed for words, bed in _FINER.get(kind, ()) if says(name, *words))
    return next(finer, KINDS[kind])


def _here(name: str, mood: Mood) -> str:
    """A sound from outside as it comes through walls."""
    return "rain on windows" if mood.interior and name == "rain" else name


_SPARSE = frozenset({
    "thunder", "gulls", "clock", "monitor", "keyboard", "cups", "music next door", "creaks", "rigging",
    "hammers",
})  # fmt: skip
"""Layers that are silent between their events; a place also has air."""
_DENIED = re.compile(
    r"\b(?:no|without|not)\s+[\w-]+(?:\s+(?:or|and|nor)\s+[\w-]+)?|(?:没有|不要|无)[\u4e00-\u9fff]{1,4}",
    re.IGNORECASE,
)
_SHY = frozenset({"birds", "gulls", "insects", "children"})
"""Who is silent in rain and snow."""
_BY_HOUR = {
    Hour.DAWN: {"birds": "dawn chorus", "insects": "birds"},
    Hour.DUSK: {"insects": "crickets", "children": "birds"},
    Hour.NIGHT: {
        "birds": "crickets",
        "insects": "crickets",
        "gulls": "wind",
        "children": "far city",
        "traffic": "far city",
    },
}
_BY_NIGHT_INDOORS = {"children": "clock", "keyboard": "lamps", "hammers": "creaks", "far city": "clock"}
"""What a room sounds like when those who work or learn in it have gone home."""
_OWLS = frozenset({"forest", "graveyard", "ruins"})
"""Kinds of place with an owl at night."""
KINDS: dict[str, tuple[str, ...]] = {
    "lamp room": ("sea", "wind", "lamps"), "stairs": ("stairwell",), "kitchen": ("fridge", "clock"),
    "bedroom": ("room",), "living room": ("room", "clock"), "hospital": ("ventilation", "monitor"),
    "school": ("room", "children"), "library": ("nave", "clock"), "office": ("ventilation", "keyboard"),
    "workshop": ("lamps", "hammers"), "train": ("train",), "car": ("driving",), "cafe": ("murmur", "cups"),
    "bar": ("murmur", "music next door", "cups"), "shop": ("far city", "lamps"),
    "boat cabin": ("lapping water", "creaks"), "church": ("nave",), "prison": ("drips", "stairwell"),
    "corridor": ("ventilation", "stairwell"), "room": ("room",), "bathroom": ("pipes", "drips"),
    "theatre": ("hall", "creaks"), "laboratory": ("ventilation", "machines"), "spaceship": ("ship hum",),
    "cave": ("drips",), "tent": ("wind", "creaks"), "courtroom": ("nave", "creaks"),
    "throne room": ("nave", "fire"), "greenhouse": ("insects", "drips"), "void": ("dream air", "void"),
    "lighthouse": ("sea", "wind", "gulls"), "harbour": ("lapping water", "gulls", "rigging"),
    "platform": ("far city", "hall", "wind"), "rooftop": ("far city", "wind"),
    "boat": ("sea", "lapping water", "rigging"), "sea": ("sea", "gulls"), "forest": ("leaves", "birds"),
    "mountain": ("howling wind",), "desert": ("desert wind",), "school yard": ("children", "birds"),
    "garden": ("birds", "leaves"), "street": ("traffic", "birds"), "field": ("insects", "birds", "wind"),
    "market": ("murmur", "traffic"), "bridge": ("traffic", "stream", "wind"), "ruins": ("wind", "birds"),
    "swamp": ("frogs", "insects", "lapping water"), "snowfield": ("snowy air", "wind"), "moon": ("void",),
    "alien planet": ("desert wind", "void"), "space": ("void", "ship hum"), "underwater": ("under water",),
    "stadium": ("crowd", "wind"), "graveyard": ("wind", "leaves"),
}  # fmt: skip
"""The bed of every kind of place, the loudest layer first."""
_FINER: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "sea": (
        (("river", "riverbank", "河"), ("stream", "birds")),
        (("lake", "lakeside", "湖"), ("lapping water", "frogs", "birds")),
    ),
    "garden": ((("park", "公园"), ("birds", "children")), (("temple",), ("leaves", "birds", "insects"))),
    "street": ((("village", "lane", "村"), ("birds", "leaves")),),
    "throne room": ((("castle", "城堡"), ("howling wind", "fire")),),
    "corridor": ((("station", "airport", "lobby", "大厅"), ("hall",)),),
    "school": ((("gym", "lecture hall"), ("hall",)),),
    "workshop": ((("factory", "engine room", "mill", "车间"), ("machines",)),),
    "kitchen": ((("galley",), ("lapping water", "creaks")),),
    "platform": ((("country", "village", "乡"), ("insects", "birds", "wind")),),
}
"""Places that are drawn as one kind and sound each their own way: the words of the name, and the bed."""
_HUSHED = {"void": -12.0, "under water": -3.0}
"""Where the first layer is one of these, the place is so many decibels under the usual."""
_WORDS: dict[str, tuple[str, ...]] = {
    "rain": ("rain*", "drizzl*", "downpour", "雨"),
    "thunder": ("thunderstorm", "rolling thunder", "雷雨", "雷暴"),
    "wind": ("wind", "windy", "breeze", "gust*", "gale", "风声", "大风", "微风", "阵风", "风吹"),
    "howling wind": ("howl*", "blizzard", "狂风", "呼啸"),
    "sea": ("wave", "surf", "sea", "ocean", "breakers", "浪", "海"),
    "lapping water": ("lapping", "water against", "水拍"),
    "stream": ("stream", "brook", "creek", "river", "waterfall", "fountain", "溪", "瀑布", "喷泉"),
    "gulls": ("gull*", "seagull*", "海鸥"),
    "birds": ("bird*", "birdsong", "chirp*", "鸟"),
    "crickets": ("cricket*", "蟋蟀", "虫鸣"),
    "insects": ("cicada*", "insect*", "bee", "蝉", "蜜蜂"),
    "owl": ("owl", "猫头鹰"),
    "frogs": ("frog", "蛙"),
    "drips": ("drip*", "cave", "cavern", "grotto", "滴水", "山洞", "洞穴"),
    "fire": ("fire", "fireplace", "campfire", "bonfire", "hearth", "flames", "火声", "炉火", "篝火", "壁炉"),
    "leaves": ("rustling leaves", "leaves", "树叶"),
    "clock": ("clock", "ticking", "ticks", "滴答", "钟的"),
    "fridge": ("fridge", "refrigerator", "冰箱"),
    "ventilation": ("ventilation", "air conditioning", "fan", "空调", "风扇"),
    "machines": ("machine", "machinery", "factory", "generator", "reactor", "机器", "工厂"),
    "ship hum": (
        "spaceship",
        "spacecraft",
        "starship",
        "space station",
        "airlock",
        "飞船",
        "太空站",
        "空间站",
    ),
    "lamps": ("hum", "humming", "buzz*", "嗡嗡"),
    "traffic": ("traffic", "motorway", "highway", "busy street", "车流", "车水马龙"),
    "murmur": ("crowd*", "murmur*", "chatter*", "market", "party", "人群", "人声", "集市"),
    "crowd": ("stadium crowd", "cheering crowd", "roaring crowd", "roar of the crowd", "欢呼声"),
    "under water": ("underwater", "under water", "水下", "海底"),
    "cups": ("cutlery", "dishes", "餐具"),
    "children": ("children playing", "playground", "孩子们"),
    "keyboard": ("typing", "keyboard", "打字", "键盘"),
    "static": ("static", "crackling radio", "radio", "沙沙", "收音机"),
    "music next door": ("muffled music", "faint music", "nightclub", "club music"),
    "creaks": ("creak*", "吱呀"),
    "hall": ("station hall", "theatre", "theater", "airport", "大厅"),
}
"""A layer and the words that call for it."""
