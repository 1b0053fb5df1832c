"""Woman or man, tall or short, stout or thin: what a card says of the whole person."""

from __future__ import annotations

import random

from generator.animatic.cards.reading import said_of_them
from generator.animatic.cards.traits import Age
from generator.animatic.wording import Lexicon, stems, words

_SEXES: Lexicon[bool] = Lexicon(
    stems(True, """
        woman women female girl lady mother mom mum grandmother grandma granny daughter granddaughter
        sister aunt wife widow queen princess bride actress waitress she her hers herself schoolgirl
        soprano alto mrs miss ms madam nun witch lioness vixen hen mare ewe sow girlish policewoman 女 妈
        母亲 奶奶 外婆 婆 姐 妹 姨 姑 娘 太太 小姐 妇 她 公主""")
    | stems(False, """
        man men male boy gentleman father dad grandfather grandpa son grandson brother uncle husband
        widower king prince groom actor waiter he his him himself schoolboy mr sir lord baritone tenor
        monk wizard bearded beard moustache mustache guy fellow lad bull ram stallion rooster policeman
        fisherman 男 爸 父亲 爷 外公 哥 弟 叔 伯 舅 先生 小伙 汉子 国王 王子 和尚 胡子 胡须""")
)  # fmt: skip
_TITLES = frozenset(
    stems(True, "old young little big dr doctor captain sgt sergeant professor the a inspector")
)
_HER_NAMES = frozenset(
    stems(
        True,
        """
    agnes alice amy ann anne beatrix beatriz carmen catherine charlotte chloe claire diane dawn edith
    eleanor elizabeth ellen esther eve evelyn farah faye florence grace hannah harriet hazel helen ines
    ingrid irene iris isabel jane jean jill joan joy joyce judith june karen kate katherine kim lauren
    leah lily lucy mabel maeve margaret marion mary megan mei molly nell nicole noor odile olive pearl
    penelope rachel rose rosemary ruby ruth sarah sharon sophie susan sylvie tess violet vivian wendy wren
    yvonne zoe astrid freya hilde ilse hanne""",
    )
)
_HIS_NAMES = frozenset(
    stems(
        True,
        """
    ali andre andrea angelo arlo bruce charlie claude dave duke eddie elia ezra george giuseppe henri jake
    jamie jesse joe jose joshua josue kai kyle lance levi lee leslie luca luke maurice mike nate nicola
    noah pete pierre rafi rene rami ravi sami steve theodore wade wayne zane bruno akira kofi omari moshe
    dmitri sergei yuri giovanni luigi mehdi rufus mustafa wallace vince""",
    )
)
_HER_HAN, _HIS_HAN = "婉梅秀露英棠兰芬娜丽芳娟静莉婷雪琳月花玉燕霞凤", "强伟刚勇军建峰磊涛杰龙山川树诚魁虎柱"


def feminine_of(appearance: str, name: str, voice: str, roll: random.Random) -> bool:
    """Whether somebody is drawn as a woman or girl: by the first word that says, then by name, then by dice.

    The three texts as :func:`~generator.animatic.wording.plain` gives them.
    """
    guess = roll.random() < 0.5
    for text in (appearance, name, voice):
        said = [f.meaning for f in _SEXES.find(text) if text[f.end : f.end + 1] not in ("'", "的")]
        if said:
            return said[0]
    first = next((word for word in words(name) if word not in _TITLES), "")
    if first:
        return first in _HER_NAMES or (first not in _HIS_NAMES and first[-1] in "aei")
    signs = [character in _HER_HAN for character in name if character in _HER_HAN + _HIS_HAN]
    return signs[-1] if signs else guess


_HEIGHTS: Lexicon[float] = Lexicon(
    stems(0.11, "tall towering lanky giant huge long_limbed 高个 高大 高挑 个子高 个头高 很高 瘦高 魁梧")
    | stems(-0.1, "short petite small tiny stocky little diminutive 矮 小个子 小巧 娇小 瘦小")
)  # fmt: skip
_GIRTHS: Lexicon[float] = Lexicon(
    stems(1.24, """
        stout heavy heavy_set heavyset broad broad_shouldered burly stocky sturdy large fat plump round
        big overweight chubby portly muscular massive 胖 壮 魁梧 宽肩 结实 圆滚滚""")
    | stems(0.89, "thin slim slender lean lanky skinny gaunt wiry slight bony petite 瘦 苗条 纤细")
)  # fmt: skip


def height_of(appearance: str, age: Age, feminine: bool, roll: random.Random) -> float:
    """Metres from the sole to the crown, 0.95 to 1.92."""
    usual = {Age.CHILD: 1.16, Age.TEEN: 1.52, Age.ADULT: 1.7, Age.ELDER: 1.64}[age]
    height = usual + roll.uniform(-0.04, 0.05) - 0.07 * (feminine and age is not Age.CHILD)
    return height + (said_of_them(_HEIGHTS, appearance) or 0.0)


def girth_of(appearance: str, roll: random.Random) -> float:
    """Width of the body against the usual, 0.85 to 1.3."""
    usual = roll.uniform(0.96, 1.08)
    return said_of_them(_GIRTHS, appearance) or usual
