"""Things that matter in a shot: held in a hand, or filling the picture of an insert."""

from __future__ import annotations

from collections.abc import Callable

from generator.animatic.palette import Color, colour_in
from generator.animatic.pen import Pen
from generator.animatic.things import clock_face, papers
from generator.animatic.things import house_things as house
from generator.animatic.things import living_things as living
from generator.animatic.things import small_things as small
from generator.animatic.things import utensils as tools
from generator.animatic.things import work_things as work
from generator.animatic.wording import first_place

Draw = Callable[[Pen, Color | None], None]

_PROPS: tuple[tuple[str, tuple[str, ...], Draw], ...] = (
    ("envelope", ("envelope", "信封"), papers.envelope),
    ("letter", ("letter", "note", "paper", "document", "telegram", "page", "newspaper",
                "contract", "notebook",
                "diary", "logbook", "postcard", "list", "信", "纸", "报纸"), papers.letter),
    ("phone", ("phone", "telephone", "mobile", "cellphone", "smartphone", "handset", "手机", "电话"),
     tools.phone),
    ("key", ("key", "钥匙"), small.key),
    ("torch", ("flashlight", "torch", "手电"), small.torch),
    ("lamp", ("lamp", "lantern", "oil lamp", "灯"), small.lamp),
    ("cup", ("cup", "mug", "teacup", "tea", "coffee", "杯", "茶"), small.cup),
    ("book", ("book", "bible", "novel", "album", "ledger", "书"), papers.book),
    ("photo", ("photo", "photograph", "picture", "portrait", "polaroid", "painting", "照片", "画"),
     papers.photo),
    ("knife", ("knife", "dagger", "blade", "scissors", "sword", "刀", "剑"), tools.knife),
    ("gun", ("gun", "pistol", "revolver", "rifle", "weapon", "枪"), tools.gun),
    ("clock", ("clock", "wall clock", "station clock", "钟"), clock_face.clock),
    ("watch", ("watch", "pocket watch", "wristwatch", "compass", "stopwatch", "barometer", "表"),
     small.watch),
    ("ring", ("ring", "necklace", "jewel", "diamond", "戒指"), small.ring),
    ("bottle", ("bottle", "wine", "whisky", "whiskey", "flask", "medicine", "vial", "瓶", "酒"),
     small.bottle),
    ("glass", ("glass", "tumbler", "drink", "jar"), small.glass),
    ("radio", ("radio", "walkie talkie", "transistor", "tape recorder", "cassette", "收音机"), tools.radio),
    ("map", ("map", "chart", "blueprint", "地图"), papers.chart),
    ("bag", ("suitcase", "bag", "briefcase", "backpack", "luggage", "satchel", "purse", "trunk",
             "toolbox", "箱", "包"),
     tools.bag),
    ("candle", ("candle", "match", "matches", "lighter", "蜡烛"), small.candle),
    ("flower", ("flower", "rose", "bouquet", "tulip", "daisy", "seedling", "花"), small.flower),
    ("box", ("box", "parcel", "package", "gift", "present", "chest", "crate", "music box", "盒", "礼物"),
     small.box),
    ("coin", ("coin", "medal", "money", "badge", "button", "钱", "硬币"), small.coin),
    ("rope", ("rope", "cable", "line", "wire", "cord", "绳"), tools.rope),
    ("umbrella", ("umbrella", "parasol", "伞"), tools.umbrella),
    ("hat", ("hat", "cap", "helmet", "帽"), tools.hat),
    ("bicycle", ("bicycle", "bike", "自行车"), tools.bicycle),
    ("ball", ("ball", "football", "球"), small.ball),
    ("fruit", ("apple", "orange", "peach", "pear", "fruit", "苹果"), small.fruit),
    ("computer", ("computer", "laptop", "screen", "monitor", "tablet", "电脑"), tools.computer),
    ("camera", ("camera", "相机"), tools.camera),
    ("binoculars", ("binoculars", "telescope", "spyglass", "望远镜"), tools.binoculars),
    ("tool", ("wrench", "spanner", "screwdriver", "tool", "crowbar", "扳手"), work.wrench),
    ("hammer", ("hammer", "mallet", "锤"), work.hammer),
    ("gear", ("gear", "cog", "cogwheel", "sprocket", "gear wheel", "齿轮"), work.gear),
    ("oil can", ("oil can", "oilcan", "watering can"), work.oil_can),
    ("broom", ("broom", "mop", "扫帚"), work.broom),
    ("whistle", ("whistle", "哨子"), work.whistle),
    ("chain", ("chain", "链"), work.chain),
    ("basket", ("basket", "篮"), work.basket),
    ("boat", ("boat", "rowboat", "dinghy", "sailboat", "船"), work.boat),
    ("kettle", ("kettle", "teapot", "coffee pot", "壶"), house.kettle),
    ("bowl", ("bowl", "soup", "stew", "porridge", "碗", "汤"), house.bowl),
    ("bread", ("bread", "loaf", "loaves", "bun", "面包"), house.bread),
    ("scarf", ("scarf", "scarves", "shawl", "围巾"), house.scarf),
    ("gloves", ("glove", "mitten", "手套"), house.gloves),
    ("coat", ("coat", "jacket", "overcoat", "raincoat", "外套", "大衣"), house.coat),
    ("ticket", ("ticket", "boarding pass", "票"), papers.ticket),
    ("gull", ("gull", "seagull", "bird", "pigeon", "crow", "海鸥", "鸟"), living.gull),
    ("fist", ("fist", "拳"), living.fist),
    ("hand", ("hand", "finger", "palm", "手"), living.hand),
    ("eye", ("eye", "眼"), living.eye),
    ("door", ("door", "doorway", "gate", "门"), house.door),
    ("window", ("window", "窗"), house.window),
)  # fmt: skip


_SCENERY = ("hand", "fist", "eye", "door", "window")
"""What stands in many sentences without being what they are about."""
_DIALS = {"clock": 0.3, "watch": 0.22}
"""Radius of a dial with hands."""


def prop_at(text: str) -> tuple[int, str]:
    """The prop that ``text`` is about: index of its word and kind, or (-1, "") when none is named.

    The first one counts; the last of several in a row (``kitchen door key``); parts of a room or of a body
    only when nothing else is named. In Chinese text the index is that of the character.
    """
    found: dict[int, str] = {}
    for kind, stems, _ in _PROPS:
        for stem in stems:
            place = first_place(text, stem)
            if place >= 0:
                found.setdefault(place + stem.count(" "), kind)
    if not found:
        return -1, ""
    things = {place: kind for place, kind in found.items() if kind not in _SCENERY} or found
    place = min(things)
    while place + 1 in things:
        place += 1
    return place, things[place]


def prop_of(text: str) -> str:
    """The kind of prop that ``text`` is about, or an empty string; see :func:`prop_at`."""
    return prop_at(text)[1]


def draw_prop(pen: Pen, kind: str, words: str = "", told: str = "") -> None:
    """Draw a known prop around the origin, one unit large, in the colour ``words`` give it.

    A dial shows the time named in ``told``.

    Raises:
        KeyError: ``kind`` is none of those :func:`prop_of` answers.
    """
    draw = {known: drawing for known, _, drawing in _PROPS}[kind]
    draw(pen, colour_in(words))
    if kind in _DIALS:
        clock_face.hands(pen, clock_face.time_in(told), _DIALS[kind])


def kinds() -> tuple[str, ...]:
    """All props that have a drawing."""
    return tuple(kind for kind, _, _ in _PROPS)
