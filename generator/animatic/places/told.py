"""What the description of a place says stands there, in which colour, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.animatic.palette import Color, colour_in
from generator.animatic.wording import first_place, is_han, words

_STEMS: dict[str, tuple[str, ...]] = {
    "stove": ("stove", "oven", "cooker", "range", "炉"),
    "fridge": ("fridge", "refrigerator", "icebox", "冰箱"),
    "cupboards": ("cupboard", "cabinet", "kitchen unit", "橱柜", "柜子"),
    "curtains": ("curtain", "drapes", "窗帘", "帘子"),
    "window": ("window", "窗户", "窗子", "破窗", "窗"),
    "piano": ("piano", "grand piano", "harpsichord", "钢琴"),
    "lathe": ("lathe", "drill press", "machine", "machinery", "sewing machine", "printing press", "机床",
              "车床",
              "机器"),
    "clock": ("clock", "钟"),
    "candles": ("candle", "candelabra", "candlelight", "蜡烛", "烛"),
    "long table": ("long table", "banquet table", "dining table", "conference table", "长桌", "餐桌"),
    "table": ("table", "desk", "workbench", "桌", "工作台"),
    "bookshelf": ("bookshelf", "bookshelves", "bookcase", "books", "shelves", "shelf", "书架", "书柜"),
    "bed": ("bed", "cot", "bunk", "mattress", "床"),
    "poster": ("poster", "notice", "placard", "billboard", "海报"),
    "picture": ("painting", "picture", "portrait", "photograph", "framed photo", "油画", "画像", "照片"),
    "map": ("map", "chart", "地图"),
    "plant": ("plant", "potted plant", "fern", "palm", "pot of flowers", "植物", "盆栽", "绿植"),
    "flowers": ("flower", "rose", "bouquet", "tulip", "sunflower", "花"),
    "fireplace": ("fireplace", "hearth", "fire", "壁炉"),
    "crates": ("crate", "box", "boxes", "cardboard box", "箱"),
    "barrels": ("barrel", "cask", "keg", "oil drum", "木桶", "酒桶"),
    "sofa": ("sofa", "couch", "settee", "沙发"),
    "armchair": ("armchair", "rocking chair", "easy chair", "throne", "扶手椅", "摇椅"),
    "chair": ("chair", "stool", "椅", "凳"),
    "mirror": ("mirror", "镜子", "镜"),
    "rug": ("rug", "carpet", "地毯"),
    "lamp": ("lamp", "lantern", "floor lamp", "台灯", "落地灯", "灯笼"),
    "wardrobe": ("wardrobe", "closet", "locker", "衣柜"),
    "door": ("door", "gate", "门"),
    "television": ("television", "tv", "television set", "screen", "monitor", "电视", "屏幕"),
    "flag": ("flag", "banner", "pennant", "旗"),
    "ladder": ("ladder", "梯子"),
    "statue": ("statue", "bust", "sculpture", "雕像", "塑像"),
    "bathtub": ("bathtub", "bath tub", "tub", "浴缸"),
    "bicycle": ("bicycle", "bike", "自行车"),
    "tree": ("christmas tree", "tree", "树"),
    "bench": ("bench", "park bench", "pew", "长椅", "长凳"),
    "fence": ("fence", "railing", "picket fence", "栅栏", "篱笆"),
    "fountain": ("fountain", "喷泉"),
    "well": ("well", "水井"),
    "car": ("car", "truck", "van", "taxi", "汽车", "卡车", "出租车"),
    "tent": ("tent", "帐篷"),
    "campfire": ("campfire", "bonfire", "篝火"),
    "rocks": ("rock", "boulder", "stone", "岩石", "石头"),
    "sign": ("sign", "signpost", "neon sign", "招牌", "路牌"),
    "boat": ("boat", "rowboat", "小船", "渔船"),
    "snowman": ("snowman", "雪人"),
    "lamp post": ("lamp post", "lamppost", "street lamp", "streetlight", "street light", "路灯"),
    "walls": ("wall", "wallpaper", "墙"),
    "floor": ("floor", "floorboard", "地板"),
}  # fmt: skip
_NONE = ("no", "without", "never", "没有", "无")
_ENDS = re.compile(
    r"[,.;:!?\n、，。；：！？—]|\band\b|\bwith\b|\bunder\b|\bbeside\b|\bbehind\b|\bnext to\b|和|与"
)


@dataclass(frozen=True)
class Told:
    """What the words of a place fix."""

    colors: dict[str, Color | None] = field(default_factory=dict)
    """Everything that is named, in order, with its colour when it has one."""
    missing: frozenset[str] = frozenset()
    """What the words say is not there."""
    broken: bool = False
    """True when its windows are broken."""

    def has(self, kind: str) -> bool:
        """True when the words name ``kind``."""
        return kind in self.colors


def told_by(text: str) -> Told:
    """Read the description of a place; any text will do."""
    colors: dict[str, Color | None] = {}
    missing: set[str] = set()
    for clause in _ENDS.split(text):
        for kind, color, denied in _named_in(clause):
            if denied:
                missing.add(kind)
            elif colors.get(kind) is None:
                colors[kind] = color
    if first_place(text, "bare wall", "bare walls", "empty walls", "naked walls", "光秃秃的墙", "空墙") >= 0:
        missing |= {"picture", "poster", "map", "clock"}
    broken = first_place(text, "broken window", "broken windows", "smashed window", "cracked window",
                         "smashed windows", "破窗", "破碎的窗") >= 0  # fmt: skip
    return Told(colors, frozenset(missing - set(colors)), broken)


def _named_in(clause: str) -> Iterator[tuple[str, Color | None, bool]]:
    """The things of a clause: kind, colour, and whether the clause denies it."""
    chinese = any(is_han(c) for c in clause)
    tokens: tuple[str, ...] = tuple(clause) if chinese else words(clause)
    joint, before = "" if chinese else " ", 0
    for last, kind in _spans(clause):
        lead = joint.join(tokens[before : last + 1])
        after = joint.join(tokens[last + 1 : last + 4])
        color = colour_in(lead)
        if color is None and first_place(after, "is", "are", "painted", "是") >= 0:
            color = colour_in(after)
        long = kind == "table" and first_place(lead, "long") >= 0
        yield "long table" if long else kind, color, first_place(lead, *_NONE) >= 0
        before = last + 1


def _spans(clause: str) -> list[tuple[int, str]]:
    """Where the things of a clause are named: the last word (in Chinese the last character), and the kind."""
    found: list[tuple[int, int, str]] = []
    for kind, stems in _STEMS.items():
        for stem in stems:
            first = first_place(clause, stem, f"{stem}s") if " " in stem else first_place(clause, stem)
            if first >= 0:
                han = any(is_han(c) for c in stem)
                found.append((first, first + (len(stem) - 1 if han else stem.count(" ")), kind))
    # A name inside a longer one is not meant: a long table is no table beside it.
    whole = [
        (last, kind)
        for first, last, kind in found
        if not any(a <= first and last <= b and b - a > last - first for a, b, _ in found)
    ]
    return sorted(dict(reversed(whole)).items())
