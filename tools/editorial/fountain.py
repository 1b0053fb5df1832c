"""Fountain, by the package ``screenplay-tools``."""

from __future__ import annotations

from collections.abc import Iterator

from tools.editorial.assemble import assemble
from tools.editorial.canonical import GUARD, canonical
from tools.editorial.elements import Element, Kind
from tools.editorial.markup import plain, uncomment
from tools.editorial.title_page import title_page
from tools.story import Screenplay


def read_fountain(text: str, name: str) -> Screenplay:
    """The screenplay in Fountain ``text`` (decoded, ``\\n`` line ends). Its scenes may be empty.

    Raises:
        BadSource: a boneyard or note is never closed.
    """
    bare = uncomment(text, name)
    lines = bare.text.split("\n")
    page = title_page(lines)
    elements = _elements(lines[page.end :])
    return assemble(elements, title=page.title, author=page.author, notes=bare.notes)


def _elements(lines: list[str]) -> Iterator[Element]:
    from screenplay_tools.fountain.parser import Parser

    parser = Parser()
    # Merging grows one string per line, which is quadratic; assembling joins them instead.
    parser.mergeActions = parser.mergeDialogue = False
    parser.add_line("")  # ends the package's own title page, which would take "MARA: Hello" for an entry
    for line in canonical(lines):
        parser.add_line(line)
    parser.finalize()
    for parsed in parser.script.elements:
        yield from _element(parsed)


def _element(parsed: object) -> Iterator[Element]:
    from screenplay_tools import screenplay as tools

    text = _unshield(str(getattr(parsed, "text_raw", "")))
    match parsed:
        case tools.SceneHeading():
            number = str(parsed.scene_number or "")
            yield Element(Kind.HEADING, text.removeprefix("H" + GUARD).replace(GUARD, ""), number=number)
        case tools.Action():
            words = plain(text.replace(GUARD, "")).strip()
            yield Element(Kind.ACTION, words) if words else Element(Kind.BREAK)
        case tools.Character():
            extension = _unshield(str(parsed.extension or "")).replace(GUARD, "")
            yield Element(Kind.CUE, _unshield(parsed.name), extension=extension, dual=parsed.is_dual_dialogue)
        case tools.Parenthetical():
            yield Element(Kind.PARENTHETICAL, text.replace(GUARD, ""))
        case tools.Dialogue():
            yield Element(Kind.DIALOGUE, text.replace(GUARD, ""))
        case tools.Section():
            yield Element(Kind.SECTION, text)
        case tools.Synopsis():
            yield Element(Kind.SYNOPSIS, plain(text.replace(GUARD, "")))
        case tools.Transition() | tools.PageBreak():
            yield Element(Kind.BREAK)


def _unshield(text: str) -> str:
    return text.replace(f"/{GUARD}*", "/*").replace(f"[{GUARD}[", "[[")
