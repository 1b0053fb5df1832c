"""A note on a shot, by the house's rules: which fields it changes (E62). Pure.

It understands what the chat understands of one shot, and a few things people only say while they look at a
take. It guesses nothing: what fits no rule is said back as a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from agent.amending import REMOVED, changes, without
from agent.authoring.names import Names
from agent.clothing import colours, dressed
from agent.house_router import clauses, understood
from agent.toolbox.finding import fitting_pronoun
from agent.writing.sentences import joined, sentences
from generator.interface import FPS, Move, Scale
from skills.answers import Change, RevisionAnswer
from tools import pacing
from tools.errors import ToolError
from tools.story import LONGEST_SHOT, CardDraft, CastDraft, SceneDraft, ShotDraft, legal_frames
from tools.visible import visible

STEP = 1.0
"""Seconds that "longer" and "shorter" mean."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a note is about."""

    plan: ShotDraft
    cast: CastDraft
    """Everybody, as they are dressed in this shot."""
    scene: SceneDraft


Rule = Callable[[Seen, re.Match[str]], list[Change]]


def noted(note: str, seen: Seen) -> RevisionAnswer:
    """The fields a note changes; what was not understood is the question. Where nothing can be seen of a
    part, nothing was said."""
    found: list[Change] = []
    asked: list[str] = []
    for clause in filter(visible, clauses(note)):
        try:
            found += _changes(clause, seen)
        except ToolError as error:
            asked.append(str(error))
    return RevisionAnswer(changes=tuple(found), question="; ".join(asked))


def _changes(clause: str, seen: Seen) -> list[Change]:
    found = _by_rule(_RULES, clause, seen) or _chat(clause, seen) or _by_rule(_LAST_RULES, clause, seen)
    if not found:
        raise ToolError(f"“{clause}” was not understood")
    return found


def _by_rule(rules: Iterable[tuple[re.Pattern[str], Rule]], clause: str, seen: Seen) -> list[Change]:
    fitting = ((rule, pattern.fullmatch(clause)) for pattern, rule in rules)
    return next((rule(seen, match) for rule, match in fitting if match), [])


def _chat(clause: str, seen: Seen) -> list[Change]:
    """What the chat understands, as far as it is about this one shot."""
    call = understood(clause)
    if call is None or call[0] not in _TOOLS or _elsewhere(call[1]):
        return []
    return _TOOLS[call[0]](seen, call[1])


def _elsewhere(given: dict[str, Any]) -> bool:
    """True for a command that names another shot."""
    return not {given.get("shot", "here"), given.get("from_shot", "here")} <= {"here", "all"}


def _shot(field: str, value: str, line: int = 0) -> Change:
    return Change.model_validate({"of": "shot", "field": field, "value": value, "line": line})


def _scene(field: str, value: str) -> Change:
    return Change.model_validate({"of": "scene", "field": field, "value": value})


def _of(card: CardDraft, field: str, value: str) -> Change:
    """A change of somebody; what their card says holds from this shot on."""
    onwards = field in {"appearance", "wardrobe", "voice"}
    return Change.model_validate(
        {"of": "character", "name": card.name, "field": field, "value": value, "onwards": onwards}
    )


# -- who is meant ---------------------------------------------------------------------------------------


def _who(seen: Seen, name: str) -> CardDraft:
    """Somebody of this shot: a name, or a pronoun that fits one of those who are in it."""
    here = {*seen.plan.tags, *(line.speaker for line in seen.plan.lines)}
    present = [card for card in seen.cast.characters if card.tag in here]
    word = re.sub(r"(?:['’]s?|的)$", "", name.strip())
    tag = Names(seen.cast.characters).tag(word)
    if tag is not None:
        return next(card for card in seen.cast.characters if card.tag == tag)
    meant = fitting_pronoun(word, present)
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise ToolError(f"“{word}” could be {' or '.join(card.name for card in meant)}: say the name")
    raise ToolError(f"nobody in this film is called “{word}”; there are {_names(seen.cast.characters)}")


def _known(seen: Seen, name: str) -> bool:
    cards = seen.cast.characters
    return Names(cards).tag(name) is not None or bool(fitting_pronoun(name, cards))


def _names(cards: Sequence[CardDraft]) -> str:
    return ", ".join(card.name for card in cards)


def _line_of(seen: Seen, who: str, line: int) -> int:
    """Which line is meant, from 1: as said (-1 the last), else the only one, of the person or of the shot."""
    spoken = seen.plan.lines
    if line:
        number = line if line > 0 else len(spoken) + 1 + line
        if 1 <= number <= len(spoken):
            return number
    else:
        tag = _who(seen, who).tag if who else ""
        said = [n for n, spoken_line in enumerate(spoken, 1) if not tag or spoken_line.speaker == tag]
        if len(said) == 1:
            return said[0]
    told = "; ".join(f"{n}: “{said.text}”" for n, said in enumerate(spoken, 1))
    raise ToolError(f"say which line is meant: {told}" if told else "nothing is said in this shot")


# -- what the chat understands, too ---------------------------------------------------------------------


def _change_shot(seen: Seen, given: dict[str, Any]) -> list[Change]:
    said = {name: given[name] for name in ("scale", "move", "angle", "sound", "music") if name in given}
    found = [_shot(name, "" if value.casefold() in REMOVED else value) for name, value in said.items()]
    who = given.get("character", "")
    if "delivery" in given:
        found.append(_shot("delivery", given["delivery"], _line_of(seen, who, given.get("line", 0))))
    if "text" in given:
        found.append(_shot("line", "", _line_of(seen, who, given.get("line", 0))))
    if "seconds" in given:
        found.append(_shot("seconds", f"{given['seconds']:g}"))
    return found + (_gone(seen, given["without"]) if "without" in given else [])


def _gone(seen: Seen, thing: str) -> list[Change]:
    """A thing taken out of the shot, or, where only the place has it, out of the scene."""
    try:
        fresh = changes(seen.plan, without(seen.plan, thing))
    except ToolError:
        told = [(n, getattr(seen.scene, n)) for n in ("light", "description")]
        named = re.compile(re.escape(thing), re.IGNORECASE)
        found = [_scene(field, _left(text, named)) for field, text in told if named.search(text)]
        if not found:
            raise
        return found
    names = ("action", "sound", "music", "continuity", "props")
    values = {n: fresh[n] for n in names if n in fresh}
    return [_shot(n, ", ".join(v) if isinstance(v, tuple) else str(v)) for n, v in values.items()]


def _left(text: str, named: re.Pattern[str]) -> str:
    """What is left of a text without the sentences, or the parts of its only one, that name a thing."""
    kept = [part for part in sentences(text) if not named.search(part)]
    if kept:
        return joined(kept)
    return ", ".join(part.strip() for part in re.split("[,，、;]", text) if not named.search(part))


def _wear(seen: Seen, given: dict[str, Any]) -> list[Change]:
    card = _who(seen, given["character"])
    return [_of(card, "wardrobe", dressed(card.wardrobe, given["wardrobe"]))]


def _hold(seen: Seen, given: dict[str, Any]) -> list[Change]:
    seconds = min(seen.plan.frames / FPS + float(given.get("by", STEP)), LONGEST_SHOT)
    if legal_frames(seconds) <= seen.plan.frames:
        raise ToolError(f"the shot lasts {seen.plan.frames / FPS:.1f} s: no camera films a longer one")
    return [_shot("seconds", f"{seconds:g}")]


def _shorten(seen: Seen, given: dict[str, Any]) -> list[Change]:
    now = seen.plan.frames / FPS
    wanted = float(
        given.get("to") or max(now - float(given.get("by", STEP)), pacing.least_seconds(seen.plan))
    )
    if legal_frames(wanted) >= seen.plan.frames:
        raise ToolError(
            f"the shot lasts {now:.1f} s and cannot be shorter: what is said in it needs that long"
        )
    return [_shot("seconds", f"{wanted:g}")]


_TOOLS: dict[str, Callable[[Seen, dict[str, Any]], list[Change]]] = {
    "change_shot": _change_shot,
    "change_wardrobe": _wear,
    "hold_longer": _hold,
    "shorten": _shorten,
}


# -- what is only said of a take ------------------------------------------------------------------------


def _longer(seen: Seen, match: re.Match[str]) -> list[Change]:
    by = match.groupdict().get("by")
    return _hold(seen, {"by": by.replace(",", ".")} if by else {})


def _shorter(seen: Seen, match: re.Match[str]) -> list[Change]:
    by = match.groupdict().get("by")
    return _shorten(seen, {"by": by.replace(",", ".")} if by else {})


def _seconds(_seen: Seen, match: re.Match[str]) -> list[Change]:
    return [_shot("seconds", match["to"].replace(",", "."))]


def _scale(_seen: Seen, match: re.Match[str]) -> list[Change]:
    far = match["scale"].lower() in {"wider", "further", "farther", "back", "远"}
    return [_shot("scale", "wider" if far else "closer")]


def _named_scale(_seen: Seen, match: re.Match[str]) -> list[Change]:
    return [
        _shot("scale", match["scale"].lower().replace("closeup", "close-up").replace("close up", "close-up"))
    ]


def _move(_seen: Seen, match: re.Match[str]) -> list[Change]:
    return [
        _shot("move", match["move"].lower().replace("pull back", "pull out").replace("handheld", "hand-held"))
    ]


def _still(_seen: Seen, _match: re.Match[str]) -> list[Change]:
    return [_shot("move", Move.STATIC)]


def _angle(_seen: Seen, match: re.Match[str]) -> list[Change]:
    word = match["angle"].lower()
    low, high = word in {"below", "low"}, word in {"above", "high"}
    return [_shot("angle", "low angle" if low else "high angle" if high else "eye level")]


def _expression(seen: Seen, match: re.Match[str]) -> list[Change]:
    card = _on_screen(seen, match["who"])
    said = match.groupdict()
    return [_of(card, "expression", said.get("look") or _ING[said["doing"].lower()])]


def _unsmiling(seen: Seen, match: re.Match[str]) -> list[Change]:
    return [_of(_on_screen(seen, match["who"]), "expression", "serious")]


def _acts(seen: Seen, match: re.Match[str]) -> list[Change]:
    """What one person does, told as an action is: she should turn to the window, turns to the window."""
    if not _known(seen, match["who"]):
        return []
    verb, _, rest = match["action"].partition(" ")
    ending = "es" if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", verb) else "s"
    told = re.sub(r"[^aeiou]y$", lambda m: m.group()[0] + "ie", verb) + ending
    return [_of(_on_screen(seen, match["who"]), "action", f"{told} {rest}".strip())]


def _says(seen: Seen, match: re.Match[str]) -> list[Change]:
    return [_shot("line", match["text"], _line_of(seen, match.groupdict().get("who") or "", 0))]


def _speaks(seen: Seen, match: re.Match[str]) -> list[Change]:
    how = {"小声": "whispering", "耳语": "whispering", "大声": "loudly"}[match["how"]]
    return [_shot("delivery", how, _line_of(seen, match["who"] or "", 0))]


def _unsaid(seen: Seen, match: re.Match[str]) -> list[Change]:
    return [_shot("line", "", _line_of(seen, match.groupdict().get("who") or "", 0))]


def _hair(seen: Seen, match: re.Match[str]) -> list[Change]:
    """The colour of somebody's hair or beard belongs to what does not change about them."""
    card, what, colour = _who(seen, match["who"]), match["what"].lower(), match["colour"]
    parts = re.split(r"(,\s*)", card.appearance)
    place = next((n for n, part in enumerate(parts) if what in part.lower()), None)
    if place is None:
        return [_of(card, "appearance", f"{card.appearance}, {colour} {what}".strip(" ,"))]
    old = parts[place]
    parts[place] = colours().sub(colour, old, count=1) if colours().search(old) else f"{colour} {old}"
    return [_of(card, "appearance", "".join(parts))]


def _coloured(seen: Seen, match: re.Match[str]) -> list[Change]:
    card = _who(seen, match["who"])
    return [_of(card, "wardrobe", dressed(card.wardrobe, f"{match['colour']} {match['garment']}"))]


def _light(seen: Seen, match: re.Match[str]) -> list[Change]:
    """How bright a place is belongs to the scene: all its shots are lit by the same lamp."""
    bright = match["light"].lower() in {"dark", "brighter", "lighter", "more light"}
    word = "brighter" if bright else "darker"
    told = re.sub(r",? ?(?:brighter|darker)$", "", seen.scene.light)
    return [_scene("light", f"{told}, {word}" if told else f"{word} light")]


def _missing(seen: Seen, match: re.Match[str]) -> list[Change]:
    return [_shot("props", ", ".join([*seen.plan.props, match["thing"].lower()]))]


def _on_screen(seen: Seen, who: str) -> CardDraft:
    card = _who(seen, who)
    if card.tag not in seen.plan.tags:
        raise ToolError(f"{card.name} is not in frame of this shot: write the note on a shot that shows them")
    return card


_ING = {"smile": "smiling", "laugh": "laughing", "cry": "crying", "frown": "frowning"}
_WHO = r"(?P<who>she|he|they|her|him|[^\W\d][\w .'’-]*?)"
_WHOSE = r"(?P<who>her|his|their|[^\W\d][\w .-]*?['’]s)"
_SHOULD = r"(?:should|must|has to|have to|needs to|need to)"
_TIME = r"\d+(?:[.,]\d+)?"
_UNIT = r" ?(?:s|secs?|seconds?)"
_BY = rf"(?: by (?P<by>{_TIME}){_UNIT})?"
_BIT = r"(?:(?:a )?(?:bit|little|lot|touch)|much|slightly)"
_MAKE = r"(?:make (?:it|this|the shot) )?"
_IS = r"(?:(?:it|this|the (?:shot|picture|scene))(?:'s|’s| is) )?(?:far |much )?"
_CUT = r"(?:cut|drop|remove|lose|delete)"
_QUOTED = r"[“\"](?P<text>[^”\"]+)[”\"](?: instead)?"
_WAYS = r"(?!(?:at|up|down|away|back|left|right|out|over|into|to|closer|further|here|there|gone)\b)"
_SCALES = "|".join(sorted((re.escape(scale) for scale in Scale), key=len, reverse=True))
_MOVES = "|".join(re.escape(move) for move in Move if move is not Move.STATIC)


def _rule(rule: Rule, *patterns: str) -> list[tuple[re.Pattern[str], Rule]]:
    return [(re.compile(pattern, re.IGNORECASE), rule) for pattern in patterns]


_RULES = (
    *_rule(
        _longer,
        rf"(?:hold|stay|linger|remain)(?: {_BIT})?(?: (?:it|this))?(?: longer)?(?: on (?!#?\d).+?)?"
        rf"(?: longer)?{_BY}",
        rf"{_IS}too short",
        rf"{_MAKE}(?:{_BIT} )?longer{_BY}",
        rf"{_MAKE}(?:hold |stay )?(?:it |this )?(?P<by>{_TIME}){_UNIT} longer",
        r"(?:镜头)?(?:停留|保持)?得?再?(?:长|久)(?:一点|一些)",
    ),
    *_rule(
        _shorter,
        rf"{_IS}too long",
        rf"{_MAKE}(?:{_BIT} )?shorter{_BY}",
        rf"{_MAKE}(?P<by>{_TIME}){_UNIT} shorter",
        r"(?:镜头)?再?短(?:一点|一些)",
    ),
    *_rule(_seconds, rf"{_MAKE}(?:last )?(?P<to>{_TIME}){_UNIT}(?: long)?"),
    *_rule(
        _scale,
        rf"(?:(?:move|bring|put|get) )?(?:the )?(?:camera )?(?:{_SHOULD} )?(?:be |go |come |move |get )?"
        rf"(?:{_BIT} )?(?P<scale>closer|nearer|tighter|wider|further|farther|back)(?: away| back)?"
        r"(?: (?:on|to|in on|in|from|of)(?: (?!#?\d)[^\d]+)?)?",
        r"(?:镜头)?再?(?P<scale>近|远)(?:一点|一些)",
    ),
    *_rule(
        _named_scale,
        rf"{_MAKE}(?:as |in |use )?(?:an? )?(?P<scale>{_SCALES}|close ?up)(?: shot)?",
    ),
    *_rule(
        _still,
        r"(?:keep|hold) the camera (?:still|static|steady)",
        r"(?:do not|don['’]t) move the camera",
        r"(?:the )?camera (?:should (?:be|stay) )?(?:static|still)",
        r"no camera (?:move|movement)s?",
    ),
    *_rule(
        _move,
        rf"(?:slowly )?(?:the )?(?:camera )?(?:{_SHOULD} )?(?P<move>{_MOVES}|pull back|handheld)(?: slowly)?",
    ),
    *_rule(
        _angle,
        r"(?:shoot (?:it|this|her|him|them) )?from (?P<angle>below|above)",
        rf"{_MAKE}(?:use )?(?:an? )?(?P<angle>low|high|eye)[ -](?:level|angle)",
    ),
    *_rule(
        _light,
        rf"{_IS}too (?P<light>dark|bright)",
        rf"{_MAKE}(?:{_BIT} )?(?P<light>brighter|lighter|darker|more light|less light)",
    ),
    *_rule(
        _hair,
        rf"(?:(?:make|turn|dye) )?{_WHOSE} (?P<what>hair|beard) (?:{_SHOULD} be |to |into |be )?"
        rf"(?P<colour>{colours().pattern})",
    ),
    *_rule(
        _coloured,
        rf"{_WHOSE} (?P<garment>[a-z][a-z -]*?) {_SHOULD} be (?P<colour>{colours().pattern})",
    ),
    *_rule(
        _unsmiling,
        rf"{_WHO} (?:{_SHOULD} not|shouldn['’]t|must not) (?:be )?(?:smil(?:e|ing)|laugh(?:ing)?)",
    ),
    *_rule(
        _expression,
        rf"{_WHO} {_SHOULD} (?P<doing>smile|laugh|cry|frown)",
        rf"{_WHO} {_SHOULD} (?:look|be|seem|feel) (?:more )?{_WAYS}(?P<look>[a-z]+(?: and [a-z]+)?)",
    ),
    *_rule(
        _says,
        rf"(?:(?:the|this|that) line should be|change the line to) {_QUOTED}",
        rf"{_WHO} {_SHOULD} say {_QUOTED}",
    ),
    *_rule(_unsaid, rf"{_CUT} (?:the|this|that) line", rf"{_CUT} {_WHOSE} line"),
    *_rule(
        _speaks,
        r"(?P<who>她|他|[\u4e00-\u9fff]{2,4}?)?(?:应该|要|得)?(?P<how>小声|大声|耳语)地?(?:说话?|一点|一些)?",
    ),
    *_rule(
        _missing,
        r"the (?P<thing>[a-z][a-z ]{1,30}?) is missing",
        r"where(?: is|['’]s) the (?P<thing>[a-z][a-z ]{1,30})",
    ),
)
"""What people say of a take, each the whole of a clause; tried in order, before the phrases of the chat."""

_LAST_RULES = _rule(_acts, rf"{_WHO} {_SHOULD} (?P<action>(?!(?:not|be|wear|have|say)\b)[a-z]+(?: [^“\"]+)?)")
"""What is left for where neither those nor the phrases of the chat fit."""
