"""Which place a heading names, and the layers it is drawn with."""

from __future__ import annotations

import random
from dataclasses import dataclass

from generator.animatic import exteriors, interiors
from generator.animatic.interiors import Layer
from generator.animatic.mood import Mood
from generator.animatic.railway import has_train
from generator.animatic.wording import dice, says
from generator.interface import Place


@dataclass(frozen=True)
class Backdrop:
    """A place as layers; each is (how much it moves with the camera, how to draw it)."""

    kind: str
    behind: tuple[Layer, ...]
    """From the farthest to the nearest; the first covers the whole picture."""
    front: Layer | None
    """Before the people, for wide shots."""


_INSIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lamp room", ("lamp room", "lantern room", "lighthouse", "lamp", "lantern gallery", "灯塔", "灯室")),
    ("stairs", ("stairs", "staircase", "stairwell", "stair", "楼梯")),
    ("kitchen", ("kitchen", "pantry", "galley", "厨房")),
    ("bedroom", ("bedroom", "dormitory", "nursery", "hotel room", "motel", "attic", "卧室")),
    ("living room", ("living room", "lounge", "sitting room", "parlour", "parlor", "drawing room",
                     "apartment", "flat",
                     "house", "home", "cottage", "dining room", "cabin in", "客厅", "家")),
    ("hospital", ("hospital", "ward", "clinic", "surgery", "infirmary", "emergency room", "医院", "病房")),
    ("school", ("school", "classroom", "class", "lecture hall", "gym", "学校", "教室")),
    ("library", ("library", "archive", "bookshop", "bookstore", "study", "museum", "图书馆", "书房")),
    ("office", ("office", "police station", "newsroom", "bureau", "meeting room", "control room",
                "laboratory", "lab",
                "courtroom", "studio", "precinct", "observatory", "办公室", "警察局")),
    ("workshop", ("workshop", "garage", "shed", "barn", "warehouse", "factory", "basement", "cellar",
                  "boathouse",
                  "engine room", "hangar", "mill", "forge", "bunker", "车间", "车库", "仓库")),
    ("train", ("train", "carriage", "compartment", "subway", "metro", "bus", "tram", "railway car",
               "plane", "airplane",
               "火车", "车厢", "地铁")),
    ("car", ("car", "taxi", "truck", "van", "cab", "pickup", "汽车", "出租车")),
    ("cafe", ("cafe", "café", "coffee*", "diner", "restaurant", "tearoom", "tea house", "canteen", "咖啡*",
              "咖啡", "餐厅",
              "茶馆")),
    ("bar", ("bar", "pub", "tavern", "inn", "saloon", "nightclub", "club", "酒吧")),
    ("shop", ("shop", "store", "bakery", "market", "supermarket", "pharmacy", "bank", "post office",
              "florist", "商店",
              "超市")),
    ("boat cabin", ("boat", "ship", "cabin", "wheelhouse", "yacht", "submarine", "bridge of", "船舱", "船")),
    ("church", ("church", "chapel", "cathedral", "temple", "crypt", "教堂")),
    ("prison", ("prison", "cell", "jail", "dungeon", "cave", "tunnel", "castle", "监狱")),
    ("corridor", ("corridor", "hall", "hallway", "lobby", "foyer", "elevator", "lift", "passage",
                  "station", "theatre",
                  "theater", "airport", "走廊", "大厅")),
)  # fmt: skip
_OUTSIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lighthouse", ("lighthouse", "cliff", "headland", "rocks", "island", "灯塔", "悬崖")),
    ("harbour", ("harbour", "harbor", "pier", "dock", "docks", "jetty", "port", "marina", "wharf", "quay",
                 "码头", "港口")),
    ("platform", ("platform", "train station", "railway station", "station", "railway", "站台", "车站")),
    ("rooftop", ("rooftop", "roof", "terrace", "balcony", "屋顶", "天台")),
    ("boat", ("boat", "ship", "deck", "yacht", "raft", "rowboat", "at sea", "open sea", "甲板", "船")),
    ("sea", ("beach", "sea", "ocean", "shore", "coast", "seaside", "bay", "lake", "lakeside", "river",
             "riverbank", "海",
             "沙滩", "湖", "河")),
    ("forest", ("forest", "wood", "woods", "woodland", "jungle", "trees", "grove", "森林", "树林")),
    ("mountain", ("mountain", "peak", "summit", "valley", "ridge", "alps", "canyon", "glacier", "tundra",
                  "山")),
    ("desert", ("desert", "dune", "dunes", "wasteland", "moon", "mars", "planet", "沙漠")),
    ("school yard", ("school", "schoolyard", "playground", "campus", "hospital", "factory", "学校")),
    ("garden", ("garden", "yard", "backyard", "park", "cemetery", "graveyard", "cottage", "farmhouse",
                "house", "porch",
                "orchard", "花园", "公园", "院子")),
    ("street", ("street", "road", "alley", "city", "town", "square", "avenue", "village", "sidewalk",
                "market", "bridge",
                "shop", "cafe", "café", "bar", "office", "building", "car park", "parking lot",
                "crossroads", "plaza",
                "lane", "bus stop", "街", "路", "城", "巷")),
    ("field", ("field", "meadow", "farm", "hill", "countryside", "plain", "prairie", "pasture", "path",
               "steppe", "田",
               "草地")),
)  # fmt: skip


def kind_of(place: Place) -> str:
    """The kind of place: the last known word of its name decides (``LIGHTHOUSE - KITCHEN`` is a kitchen)."""
    table = _INSIDE if place.interior else _OUTSIDE
    for text in (place.name, place.heading, place.description):
        found = [(_last_place(text, stems), -order, kind) for order, (kind, stems) in enumerate(table)]
        best = max(found)
        if best[0] >= 0:
            return best[2]
    return "room" if place.interior else "field"


def _last_place(text: str, stems: tuple[str, ...]) -> int:
    """Index of the part of ``text`` (split at dashes, commas and slashes) that names one of ``stems``,
    or -1."""
    parts = text.replace("–", "-").replace("—", "-").replace("/", "-").replace(",", "-").split("-")
    return max((i for i, part in enumerate(parts) if says(part, *stems)), default=-1)


def backdrop_of(place: Place, mood: Mood, action: str = "") -> Backdrop:
    """The layers of a place; the same heading always gives the same place.

    ``action`` only says whether a train stands at a platform.
    """
    kind = kind_of(place)
    key = _key(place)

    def own(part: str) -> random.Random:
        return dice("place", key, kind, part)

    if place.interior:
        layers = interiors.interior_layers(kind, mood, place.name, own)
        return Backdrop(kind, tuple(layers), interiors.front_layer(kind, own))
    drawn = _platform(place, action) if kind == "platform" else kind
    return Backdrop(
        kind, tuple(exteriors.exterior_layers(drawn, mood, own)), exteriors.front_layer(drawn, mood, own)
    )


def _platform(place: Place, action: str) -> str:
    """Which of the drawings of a platform: in the country or in town, with or without a train."""
    text = f"{place.name} {place.heading} {place.description}"
    rural = says(text, "country", "rural", "village", "halt", "field", "branch line", "hill", "乡")
    train = has_train(action, place.description)
    return f"{'country ' if rural else ''}platform{' with a train' if train else ''}"


def _key(place: Place) -> str:
    """What identifies a place: its name, else its heading without the time of day."""
    name = place.name.strip() or place.heading.rsplit(" - ", maxsplit=1)[0]
    return " ".join(name.upper().split())
