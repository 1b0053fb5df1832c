"""What people say to the house, and the call that it means: one line a way of saying it.

A word in braces is an argument of the tool: ``{shot}`` is a shot as people name it, ``{seconds}`` a time,
``{character}`` somebody. Everything else is a regular expression that must fit the whole of what is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from agent.clothing import colours

Arguments = dict[str, Any]
Shape = Callable[[dict[str, str]], Arguments]
"""Makes the arguments of a tool from what was said, by name."""

_SHOT = (
    r"(?:(?:the )?shots? |镜头 ?|第 ?)?#?(?P<{}>\d+(?:_\d+)*|here|this(?: shot)?|"
    r"(?:the )?(?:first|last)(?: shot)?)(?: ?个?镜头)?"
)
_SOME = r"#?\d[\d_]*(?: ?(?:-|–|to|,|，|、|and|和|到|至) ?#?\d[\d_]*)*"
_SHOTS = rf"(?:shots? |镜头 ?|第 ?)?(?P<{{}}>{_SOME}|all(?: shots)?|here|this shot|全部)(?: ?个?镜头)?"
_TIME = r"(?P<{}>\d+(?:[.,]\d+)?) ?(?:s|secs?|seconds?|秒)"
_WHO = r"(?P<{}>[^\W\d][\w .'’-]*?)"
_THING = r"(?P<{}>[^\W\d][\w -]*?)"
_REST = r"[\"“《]?(?P<{}>.+?)[\"”》]?"
_PLACES = {
    **dict.fromkeys(("shot", "first", "second", "about"), _SHOT),
    "from": r"(?:[,，]? ?(?:from|starting at|从) ?"
    + _SHOT.format("from_shot")
    + r"(?: on(?:wards?)?|开始|起)?)?",
    "shots": _SHOTS,
    **dict.fromkeys(("seconds", "by", "to"), _TIME),
    **dict.fromkeys(("character", "name"), _WHO),
    **dict.fromkeys(("garment", "without"), _THING),
    **dict.fromkeys(("wardrobe", "style", "title"), _REST),
    "colour": rf"(?P<{{}}>{colours().pattern})",
    "how": r"(?P<{}>whisper|shout|mumble|louder|quieter|softer|slower|faster|小声|大声|耳语)",
    "which": r"(?P<{}>first|second|third|last|only|最后一|第一|第二)",
    "place": r"#?(?P<{}>\d{{1,3}})",
    "scale": r"(?P<{}>closer|tighter|wider|近|远)",
}
_DELIVERY = {
    "whisper": "whispering",
    "shout": "shouting",
    "mumble": "mumbling",
    "quieter": "quietly",
    "softer": "softly",
    "slower": "slowly",
    "faster": "quickly",
}
_LINES = {"first": 1, "second": 2, "third": 3, "last": -1, "only": 0, "最后一": -1, "第一": 1, "第二": 2}
_NUMBERS = {"seconds", "by", "to"}
_SHOT_ARGUMENTS = {"shot", "first", "second", "about", "from_shot", "shots"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way of saying something."""

    pattern: re.Pattern[str]
    tool: str
    shape: Shape
    constants: Mapping[str, Any]

    def call(self, words: str) -> tuple[str, Arguments] | None:
        """The tool and its arguments, where this is what was said."""
        match = self.pattern.fullmatch(words)
        if match is None:
            return None
        said = {name: value.strip() for name, value in match.groupdict().items() if value}
        return self.tool, dict(self.constants) | self.shape(said)


def plain(said: dict[str, str]) -> Arguments:
    """Every word under its own name; shots as the tools know them, times as numbers."""
    return {
        name: _shot(value)
        if name in _SHOT_ARGUMENTS
        else float(value.replace(",", "."))
        if name in _NUMBERS
        else value
        for name, value in said.items()
    }


def _shot(words: str) -> str:
    low = words.lower()
    return "here" if low.startswith("this") else re.sub(r"^the | shots?$|#", "", low)


def _whose(words: str) -> str:
    return re.sub(r"(?:['’]s?|的)$", "", words)


def _move(said: dict[str, str]) -> Arguments:
    """Before or after another shot is a place, counted without the shot that moves."""
    shot, place = int(said["shot"]), int(said["place"])
    return {"shot": said["shot"], "to": place + ("after" in said) - (shot < place)}


def _move_to(said: dict[str, str]) -> Arguments:
    return {"shot": _shot(said["shot"]), "to": int(said["place"])}


def _wear(said: dict[str, str]) -> Arguments:
    between = "" if not said["garment"].isascii() else " "
    colour = said["colour"].removesuffix("的") + (
        "色" if said["colour"][-1] in "红黄蓝绿白黑灰紫粉橙" else ""
    )
    return _dress(said | {"wardrobe": f"{colour}{between}{said['garment']}"})


def _dress(said: dict[str, str]) -> Arguments:
    return plain({name: said[name] for name in ("wardrobe", "from_shot") if name in said}) | {
        "character": _whose(said["character"])
    }


def _spoken(said: dict[str, str]) -> Arguments:
    how = said.pop("how").lower()
    return plain({"shot": "here"} | said) | {"delivery": _DELIVERY.get(how, how)}


def _line(said: dict[str, str]) -> Arguments:
    return {"shot": _shot(said.get("shot", "here")), "line": _LINES[said["which"].lower()], "text": "none"}


def _scaled(said: dict[str, str]) -> Arguments:
    scale = {"近": "closer", "远": "wider"}.get(said["scale"], said["scale"].lower())
    return {"shot": _shot(said.get("shot", "here")), "scale": scale}


def _without(said: dict[str, str]) -> Arguments:
    thing = said["without"].lower()
    field = {"music": "music", "音乐": "music", "sound": "sound", "声音": "sound"}.get(thing)
    return {"shot": _shot(said.get("shot", "all"))} | ({field: "none"} if field else {"without": thing})


def _say(tool: str, *patterns: str, shape: Shape = plain, **constants: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(_compiled(pattern), tool, shape, constants) for pattern in patterns)


def _compiled(pattern: str) -> re.Pattern[str]:
    def expanded(match: re.Match[str]) -> str:
        name = match.group(1)
        return _PLACES[name] if name == "from" else _PLACES[name].format(name)

    return re.compile(re.sub(r"\{([a-z]+)\}", expanded, pattern), re.IGNORECASE)


_CUT = r"(?:cut|omit|drop|remove|delete|lose|leave out|skip)"
_BIT = r"(?: a (?:bit|little))?"

PHRASES: tuple[Phrase, ...] = (
    *_say("undo", r"undo(?: (?:that|it|this|the last (?:change|one)))?", r"(?:take|put) (?:that|it) back"),
    *_say("undo", r"revert(?: (?:that|it))?", r"撤销|撤回|(?:撤销|取消)刚才的?(?:修改|改动)"),
    *_say("redo", r"redo(?: (?:that|it))?", r"重做|恢复刚才的?(?:修改|改动)"),
    *_say("confirm", r"yes|yep|go on|go ahead|continue|confirm(?: it)?|looks good|that's fine|fine"),
    *_say("confirm", r"是|是的|好|好的|可以|继续|确认|同意"),
    *_say(
        "show_story",
        r"(?:(?:show|tell)(?: me)? )?(?:the )?(?:story|cast)",
        r"(?:显示|看看?)(?:故事|演员|角色)",
    ),
    *_say("show_shots", r"(?:(?:show|list)(?: me)? )?(?:all )?(?:the )?(?:shots|shot list)"),
    *_say("show_shots", r"(?:显示|看看?)(?:镜头表|所有镜头|分镜)"),
    *_say("show_shot", r"(?:show|describe)(?: me)? {shot}", r"(?:显示|看看?) ?{shot}"),
    *_say("swap_shots", r"(?:swap|exchange|switch) {first} (?:and|with|for) {second}"),
    *_say("swap_shots", r"(?:把|将)?{first} ?(?:和|与|跟) ?{second} ?(?:对调|交换|互换)(?:位置)?"),
    *_say("swap_shots", r"(?:交换|对调|互换){first} ?(?:和|与|跟) ?{second}"),
    *_say("move_shot", r"(?:move|put) {shot} (?:before|(?P<after>after)) (?:shot )?{place}", shape=_move),
    *_say(
        "move_shot",
        r"(?:把|将)?{shot} ?(?:移|放)[到在](?:镜头)? ?{place} ?之?(?:前|(?P<after>后))面?",
        shape=_move,
    ),
    *_say("move_shot", r"(?:move|put) {shot} (?:to|at) (?:place |position )?{place}", shape=_move_to),
    *_say("change_shot", _CUT + r" the {which} line(?: (?:of|in|from) {shot})?", shape=_line),
    *_say("change_shot", r"(?:删掉|去掉|剪掉)(?:{shot} ?的)?{which}句(?:台词|话)?", shape=_line),
    *_say("omit_shot", _CUT + r" {shot}(?: out)?", r"leave {shot} out", r"(?:删掉|去掉|剪掉|省略){shot}"),
    *_say("omit_shot", r"(?:把|将){shot}(?:删掉|去掉|剪掉)"),
    *_say("restore_shot", r"(?:restore|bring back|put back) {shot}(?: back)?", r"(?:bring|put) {shot} back"),
    *_say("restore_shot", r"恢复{shot}"),
    *_say("retake", r"(?:retake|again|redo|re-?render|re-?shoot|another take of) {shots}(?: again)?"),
    *_say("retake", r"(?:shoot|film|do|render) {shots} again", r"(?:重拍|重新拍|再拍){shots}"),
    *_say("approve", r"(?:approve|keep|accept) {shot}", r"(?:通过|批准){shot}"),
    *_say(
        "shorten",
        r"(?:make |cut )?(?:it |the film |everything )?(?:a (?:bit|little) |much )?shorter(?: by {by})?",
    ),
    *_say("shorten", r"(?:shorten|trim)(?: it| the film)?(?: by {by}| to {to})?"),
    *_say("shorten", r"(?:make |cut )?{shot}" + _BIT + r" shorter(?: by {by})?"),
    *_say("shorten", r"(?:shorten|trim|tighten) {shot}(?: by {by}| to {to})?"),
    *_say(
        "shorten",
        r"(?:影片|再)?(?:短一点|短一些|缩短)(?:到{to})?",
        r"{shot} ?(?:短一点|短一些|缩短)(?:到{to})?",
    ),
    *_say("hold_longer", r"(?:make )?{shot}" + _BIT + r" longer(?: by {by})?"),
    *_say(
        "hold_longer",
        r"(?:hold|stay)(?: longer)?(?: on)? {shot}(?: longer)?(?: (?:for|by) {by}(?: more| longer)?)?",
    ),
    *_say("hold_longer", r"{shot} ?(?:长一点|长一些|延长)(?:{by})?"),
    *_say(
        "change_shot", r"(?:make )?{shot} (?:last )?{seconds}(?: long)?", r"{shot} ?(?:改成|改为) ?{seconds}"
    ),
    *_say(
        "change_shot",
        r"(?:go |move |get |come )?{scale}(?: (?:on|in on|in|for|to|at))?(?: {shot})?",
        shape=_scaled,
    ),
    *_say("change_shot", r"(?:make )?{shot} {scale}", r"{shot} ?再?{scale}(?:一点|一些)", shape=_scaled),
    *_say("change_shot", r"{how}(?: (?:it|that|the line))?(?: in {shot})?", shape=_spoken),
    *_say("change_shot", r"{shot} ?里?说?话?{how}(?:一点|一些)?", shape=_spoken),
    *_say(
        "change_shot",
        r"(?:have |let |make )?{character} (?:should |must |to )?(?:speaks? |says? (?:it|that) )?{how}"
        r"(?:s|ing)?(?: (?:it|that|(?:the|her|his|their) line))?(?: in {shot})?",
        shape=_spoken,
    ),
    *_say(
        "change_shot",
        r"(?:no|without|remove the|lose the) {without}(?: (?:in|on|from|for) {shot})?",
        shape=_without,
    ),
    *_say("change_shot", r"{shot} ?不要{without}", r"(?:不要|去掉){without}", shape=_without),
    *_say(
        "change_style",
        r"(?:change|set) the (?:style|look)(?: of the film)? to {style}",
        r"(?:style|look): ?{style}",
    ),
    *_say("change_style", r"make it (?:look )?(?:like )?(?:an? )?{style}(?: style| look)"),
    *_say("change_style", r"把?(?:风格|画风)(?:改成|换成|改为|为|：|:) ?{style}"),
    *_say("change_style", r"(?:call (?:it|the film)|title:|(?:change|set) the title to) {title}"),
    *_say(
        "change_style",
        r"rename (?:it|the film)(?: to)? {title}",
        r"(?:片名|标题)(?:改成|改为|叫|：|:) ?{title}",
    ),
    *_say("change_character", r"rename {character} (?:to|as) {name}"),
    *_say(
        "change_wardrobe",
        r"(?:(?:make|turn|change|paint|have) )?(?P<character>her|his|their|[^\W\d][\w .-]*?['’]s?) {garment}"
        r" (?:to |into |be )?{colour}{from}",
        shape=_wear,
    ),
    *_say(
        "change_wardrobe",
        r"(?:从 ?" + _SHOT.format("from_shot") + r"(?:开始|起)?[，,]? ?)?(?:把|让)?{character}的{garment}"
        r"(?:改成|变成|换成|改为) ?{colour}",
        r"(?:把|让)?{character}的{garment}(?:改成|变成|换成|改为) ?{colour}{from}",
        shape=_wear,
    ),
    *_say("change_wardrobe", r"(?:put|dress) {character} in {wardrobe}{from}", shape=_dress),
    *_say("change_wardrobe", r"{character} (?:should )?wears? {wardrobe}{from}", shape=_dress),
    *_say("why_memory", r"why (?:did|do|have) you (?:remember|recall|keep|use)(?: {about})?(?: here)?"),
    *_say(
        "why_memory", r"why (?:did|do|have) you (?:remember|recall|keep|use)(?: {about})? (?:in|for) {shot}"
    ),
    *_say("why_memory", r"why (?:did|does|has) {shot} (?:remember|recall|keep|use)(?: (?:that|it|{about}))?"),
    *_say("why_memory", r"what does {shot} remember", r"{shot} ?为什么记(?:住|得|忆)?了?(?:{about})?"),
    *_say("why_memory", r"为什么(?:在?这里)?记(?:住|得|忆)?了?(?:{about})?(?:在?这里)?"),
)
"""Tried in order; the first that fits the whole of what is said."""
