"""A piece of somebody's clothes, changed in words: the coat turns red, the boots stay. Pure."""

from __future__ import annotations

import re
from functools import cache

from agent.writing.banks import Language, bank, language_of
from agent.writing.sentences import with_article

_PIECES = re.compile(r"(\s*(?:,|，|、|;| and | over | with |和|以及)\s*)")
_SHADES = r"(?:(?:dark|light|pale|bright|deep|soft|faded|sea)[ -])?"
_MORE = {"red", "blue", "green", "pink", "purple", "violet", "silver", "golden", "gold", "scarlet", "crimson"}
_MORE |= {
    "turquoise",
    "beige",
    "ivory",
    "khaki",
    "lilac",
    "maroon",
    "indigo",
    "tan",
    "gray",
    "white",
    "black",
}
_ZH = "红黄蓝绿白黑灰紫粉橙棕褐青金银"
_ARTICLE = re.compile(r"^(?:an?|the|her|his|their) ", re.IGNORECASE)


def dressed(wardrobe: str, words: str) -> str:
    """What somebody wears when ``words`` are said of it.

    ``red coat`` makes the coat among their clothes red and leaves the rest; a piece they do not have, or
    more than one, is taken for everything they wear from then on.

    >>> dressed("yellow oilskin coat and dark sea boots", "red coat")
    'red oilskin coat and dark sea boots'
    """
    said = _ARTICLE.sub("", " ".join(words.split()))
    language = language_of(f"{wardrobe} {said}")
    garment, colour = _garment(said, language), _colour(said)
    parts = _PIECES.split(wardrobe)
    named = re.compile(
        re.escape(garment) if language == "zh" else rf"\b{re.escape(garment)}\b", re.IGNORECASE
    )
    place = next((n for n, part in enumerate(parts) if garment and named.search(part)), None)
    if place is None or len(_PIECES.split(said)) > 1:
        return said
    rest = _without(said, colour, garment)
    parts[place] = _recoloured(parts[place], colour, garment, language) if colour and not rest else said
    return "".join(parts)


def still_worn(continuity: str, before: str, after: str) -> str:
    """What must stay from shot to shot, with the clothes somebody wears now in place of the old ones."""
    old, new = (re.split(r"[,，]| and ", wardrobe)[0] for wardrobe in (before, after))
    if not old.strip() or not new.strip():
        return continuity
    return continuity.replace(with_article(old), with_article(new)).replace(old, new)


@cache
def colours() -> re.Pattern[str]:
    """Finds a colour: ``red``, ``dark green``, 红色."""
    names = {word for colour in bank("en").colours for word in (colour, colour.split()[-1])} | _MORE
    one_of = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    shade = r"(?:dark|light|pale|bright)"
    han = rf"[深浅淡暗鲜]?[{_ZH}]色?的?|[深浅]色的?"
    return re.compile(rf"\b{_SHADES}(?:{one_of})\b|\b{shade}\b|{han}", re.IGNORECASE)


def _colour(text: str) -> str:
    found = colours().search(text)
    return found.group() if found else ""


def _garment(text: str, language: Language) -> str:
    worn = [w for w in bank(language).clothes if w not in {"wears", "wearing", "dressed", "clothes", "穿"}]
    if language == "zh":
        found = [(text.rfind(w) + len(w), len(w), w) for w in worn if w in text]
    else:
        found = [
            (m.end(), len(w), w) for w in worn for m in re.finditer(rf"\b{re.escape(w)}\b", text.lower())
        ]
    return max(found, default=(0, 0, ""))[2]


def _without(said: str, colour: str, garment: str) -> str:
    return said.replace(colour, "", 1).lower().replace(garment, "", 1).strip(" 的色") if colour else said


def _recoloured(piece: str, colour: str, garment: str, language: Language) -> str:
    if _colour(piece):
        return colours().sub(colour, piece, count=1)
    if language == "zh":
        return piece.replace(garment, f"{colour}{garment}", 1)
    return re.sub(r"^((?:an?|the|her|his|their) )?", rf"\g<1>{colour} ", piece, count=1)
