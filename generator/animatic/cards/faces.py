"""A face, read from a card: skin, eyes, outline, brows, marks and glasses."""

from __future__ import annotations

import random

from generator.animatic.cards.reading import colour_of
from generator.animatic.cards.traits import Age, Brows, Eyes, Face, Lenses, Mark
from generator.animatic.palette import Color, darker, luma, mix, rgb
from generator.animatic.wording import Lexicon, is_han, stems

_SKINS = (0xF3D3BB, 0xEBC3A0, 0xE0AE86, 0xC98F67, 0xA56F4B, 0x7F5237, 0x5F3D2B)
"""From the palest to the darkest."""
_EASTERN = (0xF0CDA9, 0xE9C19A)
_TONES: Lexicon[tuple[int, ...]] = Lexicon(
    stems(_SKINS[5:], """
        black_man black_woman black_boy black_girl black_person dark_skin dark_skinned dark_complexion
        black_skin african ebony deep_brown_skin nigerian kenyan ghanaian ethiopian senegalese jamaican
        黑皮肤 黝黑 非洲 黑人""")
    | stems(_SKINS[2:5], """
        brown_skin brown_skinned olive_skin olive_skinned olive_complexion tanned suntanned indian
        pakistani latina latino hispanic mexican brazilian arab persian egyptian turkish bronze_skin
        sunburnt sun_browned swarthy 古铜 小麦色 晒黑 印度""")
    | stems(_SKINS[:1], """
        pale pale_skin pale_skinned fair_skin fair_skinned white_skin porcelain ruddy ashen milky_skin
        白皙 苍白 面色白""")
    | stems(_EASTERN, "chinese japanese korean asian vietnamese mongolian 中国 日本")
    | stems(_SKINS[:2], """
        redhead redheaded red_hair red_haired ginger blond blonde freckle* nordic irish scottish swedish
        fair_hair 红发 金发 雀斑""")
    | stems((), "pale_blue pale_green pale_grey pale_gray pale_eyes")
)  # fmt: skip
_IRISES = {"light": (0x5B3B26, 0x3E6488, 0x4B7354, 0x5A6872, 0x7A5A2E, 0x4E7FA0),
           "medium": (0x5B3B26, 0x3F2A20, 0x6B4A2A, 0x4E5A3A), "dark": (0x3F2A20, 0x33231C)}  # fmt: skip

_FACES: Lexicon[Face] = Lexicon({
    **stems(Face.ROUND, "round_face round_faced moon_faced chubby_cheeks full_cheeks 圆脸"),
    **stems(Face.SQUARE, """
        square_jaw square_jawed square_face strong_jaw square_chin heavy_jaw 方下巴 国字脸 方脸"""),
    **stems(Face.LONG, """
        long_face long_faced narrow_face thin_face gaunt hollow_cheeks bony_face high_cheekbones 长脸 瘦脸
        高颧骨"""),
    **stems(Face.HEART, "heart_shaped narrow_chin pointed_chin pointed_face 瓜子脸 尖下巴"),
    **stems(Face.OVAL, "oval_face 鹅蛋脸"),
})  # fmt: skip
_SHAPES: Lexicon[Eyes] = Lexicon({
    **stems(Eyes.ROUND, "wide_eyed wide_eyes round_eyes big_eyes large_eyes doe_eyed 大眼 圆眼"),
    **stems(Eyes.ALMOND, "almond almond_shaped cat_eyes cat's_eyes 杏眼 丹凤眼 凤眼"),
    **stems(Eyes.NARROW, """
        narrow_eyes squint* hooded_eyes slit_eyes deep_set small_eyes sharp_eyes watchful 小眼 眯 细长的眼
        深陷"""),
})  # fmt: skip
_BROWS: Lexicon[Brows] = Lexicon({
    **{f"{word} {noun}": Brows.BUSHY for word in ("bushy", "thick", "heavy") for noun in ("brow", "eyebrow")},
    **{f"{word} {noun}": Brows.THIN for word in ("thin", "fine", "plucked") for noun in ("brow", "eyebrow")},
    "浓眉": Brows.BUSHY, "粗眉": Brows.BUSHY, "细眉": Brows.THIN, "柳叶眉": Brows.THIN,
})  # fmt: skip
_MARKS: Lexicon[Mark] = Lexicon({
    **stems(Mark.FRECKLES, "freckle* 雀斑"),
    **stems(Mark.SCAR, "scar scarred 疤 伤痕"),
    **stems(Mark.MOLE, "mole beauty_spot beauty_mark 痣"),
    **stems(Mark.EYE_PATCH, "eye_patch eyepatch patch_over 眼罩"),
    **stems(Mark.WRINKLES, "wrinkle* lined_face laugh_lines crow's_feet weathered 皱纹 笑纹"),
})  # fmt: skip
_LENSES: Lexicon[Lenses] = Lexicon({
    **stems(Lenses.CLEAR, "glasses spectacles bespectacled goggles eyeglasses pince_nez 眼镜"),
    **stems(Lenses.DARK, "sunglasses dark_glasses black_glasses 墨镜 太阳镜"),
    **stems(Lenses.MONOCLE, "monocle 单片眼镜"),
})  # fmt: skip
_SKIN = r"(?<![a-z])(?:skin|skinned|complexion)(?![a-z])|皮肤|肤色"
_EYE = r"(?<![a-z])(?:eyes?|eyed)(?![a-z])|眼睛|眼(?![镜罩角])"


def is_eastern(appearance: str, name: str) -> bool:
    """Whether somebody has East Asian colouring: said, or a card in Chinese that says nothing else."""
    tones = _tones(appearance)
    return tones == _EASTERN or (not tones and any(is_han(c) for c in appearance + name))


def skin_said(appearance: str, roll: random.Random) -> Color | None:
    """The skin the words give: a tone, what comes with the hair, or any colour (``green skin``)."""
    share = roll.random()
    tones = _tones(appearance)
    return rgb(tones[int(share * len(tones))]) if tones else colour_of(appearance, _SKIN)


def _tones(appearance: str) -> tuple[int, ...]:
    """The skins the first word of the kind allows; none when there is no such word."""
    return next((found.meaning for found in _TONES.find(appearance) if found.meaning), ())


def natural_skin(eastern: bool, roll: random.Random) -> Color:
    """A skin by lot."""
    return rgb(roll.choice(_EASTERN if eastern else _SKINS))


def eyes_of(appearance: str, skin: Color, eastern: bool, roll: random.Random) -> Color:
    """The colour of the irises: named, else one that goes with the skin."""
    kind = "dark" if eastern or luma(skin) < 0.42 else "light" if luma(skin) > 0.8 else "medium"
    colors = _IRISES[kind]
    chance = rgb(colors[int(roll.random() * len(colors))])
    named = colour_of(appearance, _EYE)
    return darker(mix(named, chance, 0.2), 0.1) if named else chance


def face_of(appearance: str, roll: random.Random) -> Face:
    """The outline of the face."""
    chance = roll.choice(tuple(Face))
    return _FACES.first(appearance) or chance


def eye_shape_of(appearance: str, roll: random.Random) -> Eyes:
    """The shape of the eyes."""
    chance = roll.choice((Eyes.ROUND, Eyes.ROUND, Eyes.ALMOND, Eyes.ALMOND, Eyes.NARROW))
    return _SHAPES.first(appearance) or chance


def brows_of(appearance: str, feminine: bool, roll: random.Random) -> Brows:
    """The weight of the brows."""
    hers, his = (Brows.THIN, Brows.THIN, Brows.MEDIUM), (Brows.MEDIUM, Brows.MEDIUM, Brows.BUSHY)
    chance = roll.choice(hers if feminine else his)
    return _BROWS.first(appearance) or chance


def marks_of(appearance: str, age: Age, skin: Color, roll: random.Random) -> tuple[Mark, ...]:
    """What is named; else now and then freckles on fair young skin, or a mole."""
    chance = roll.random()
    if named := {found.meaning for found in _MARKS.find(appearance)}:
        return tuple(mark for mark in Mark if mark in named)
    if chance < 0.14 and luma(skin) > 0.8 and age in (Age.CHILD, Age.TEEN):
        return (Mark.FRECKLES,)
    return (Mark.MOLE,) if chance > 0.95 and age is Age.ADULT else ()


def lenses_of(text: str) -> Lenses | None:
    """What the eyes look through; None for no glasses."""
    return _LENSES.first(text)
