"""Whom a line is meant for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agent.writing.coverage import Covered
from agent.writing.groups import Group, gone_after


def addressee(covered: Sequence[Covered], index: int, names: Mapping[str, str]) -> str:
    """Tag of whom the lone speaker of a shot talks to, or empty: whom they call by name, whom they turn to,
    the last other voice of the scene, else the next. Whoever has gone out is not spoken to.

    Args:
        covered: the shots of the scene.
        index: of the shot.
        names: of the cast, by tag.
    """
    group = covered[index].group
    own = {saying.tag for saying in group.sayings}
    if len(own) != 1:
        return ""
    away = gone_after([shot.group for shot in covered[: index + 1]])
    here = {tag for shot in covered for tag in (*shot.group.people, *(s.tag for s in shot.group.sayings))}
    others = {tag: name for tag, name in names.items() if tag in here and tag not in {*own, *away}}
    talk = [s.tag for shot in [*reversed(covered[:index]), *covered[index + 1 :]] for s in shot.group.sayings]
    meant = [_called(group, others), _turned_to(group, others), *talk]
    return next((tag for tag in meant if tag in others), "")


def _called(group: Group, others: Mapping[str, str]) -> str:
    """Who is called by name: ``Nils, where are you going?``, ``Come here, Tom.``, ``Kip.``"""
    for saying in group.sayings:
        for tag, name in others.items():
            first = rf"^\s*{re.escape(name)}\s*(?:[,!?，！？]|[.…。]*\s*$)"
            last = rf"[,，]\s*{re.escape(name)}\s*[.!?…。！？]*\s*$"
            if re.search(f"{first}|{last}", saying.text):
                return tag
    return ""


def _turned_to(group: Group, others: Mapping[str, str]) -> str:
    """Whom the speaker turns to while acting: ``Oda holds the loaf out to Finn.``"""
    deeds = " ".join(d.text for d in group.deeds if {s.tag for s in group.sayings} & set(d.actors))
    for tag, name in others.items():
        if re.search(rf"(?:\b(?:to|at|towards?) |[对向朝给]|看着){re.escape(name)}(?!\w*['’]s|[a-z])", deeds):
            return tag
    return ""
