"""Things that matter in a shot: held in a hand, or filling the picture of an insert."""

from __future__ import annotations

from collections.abc import Callable

from generator.animatic import papers
from generator.animatic import small_things as small
from generator.animatic import utensils as tools
from generator.animatic.palette import Color, colour_in
from generator.animatic.pen import Pen
from generator.animatic.wording import says

Draw = Callable[[Pen, Color | None], None]

_PROPS: tuple[tuple[str, tuple[str, ...], Draw], ...] = (
    ("envelope", ("envelope", "信封"), papers.envelope),
    ("letter", ("letter", "note", "paper", "document", "telegram", "page", "ticket", "newspaper",
                "contract", "notebook",
                "diary", "logbook", "postcard", "list", "信", "纸", "报纸"), papers.letter),
    ("phone", ("phone", "telephone", "mobile", "cellphone", "smartphone", "handset", "手机", "电话"),
     tools.phone),
    ("key", ("key", "钥匙"), small.key),
    ("torch", ("flashlight", "torch", "手电"), small.torch),
    ("lamp", ("lamp", "lantern", "oil lamp", "灯"), small.lamp),
    ("cup", ("cup", "mug", "teacup", "tea", "coffee", "bowl", "soup", "kettle", "杯", "茶", "碗"), small.cup),
    ("book", ("book", "bible", "novel", "album", "ledger", "书"), papers.book),
    ("photo", ("photo", "photograph", "picture", "portrait", "polaroid", "painting", "照片", "画"),
     papers.photo),
    ("knife", ("knife", "dagger", "blade", "scissors", "sword", "刀", "剑"), tools.knife),
    ("gun", ("gun", "pistol", "revolver", "rifle", "weapon", "枪"), tools.gun),
    ("watch", ("watch", "clock", "pocket watch", "compass", "stopwatch", "barometer", "表", "钟"),
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
    ("rope", ("rope", "cable", "line", "chain", "wire", "绳"), tools.rope),
    ("umbrella", ("umbrella", "parasol", "伞"), tools.umbrella),
    ("hat", ("hat", "cap", "helmet", "帽"), tools.hat),
    ("bicycle", ("bicycle", "bike", "自行车"), tools.bicycle),
    ("ball", ("ball", "football", "球"), small.ball),
    ("fruit", ("apple", "orange", "peach", "pear", "fruit", "苹果"), small.fruit),
    ("computer", ("computer", "laptop", "screen", "monitor", "tablet", "电脑"), tools.computer),
    ("camera", ("camera", "相机"), tools.camera),
    ("binoculars", ("binoculars", "telescope", "spyglass", "望远镜"), tools.binoculars),
    ("tool", ("wrench", "spanner", "hammer", "screwdriver", "tool", "crowbar", "扳手"), tools.tool),
)  # fmt: skip


def prop_of(text: str) -> str:
    """The first known prop named in ``text`` (in the table's order), or an empty string."""
    return next((kind for kind, stems, _ in _PROPS if says(text, *stems)), "")


def draw_prop(pen: Pen, kind: str, words: str = "") -> None:
    """Draw a known prop around the origin, one unit large, in the colour ``words`` give it.

    Raises:
        KeyError: ``kind`` is none of those :func:`prop_of` answers.
    """
    draw = {known: drawing for known, _, drawing in _PROPS}[kind]
    draw(pen, colour_in(words))


def kinds() -> tuple[str, ...]:
    """All props that have a drawing."""
    return tuple(kind for kind, _, _ in _PROPS)
