"""Final Draft (FDX), by the package ``screenplay-tools``, behind a safe XML parser.

The package reads one ``<Text>`` a paragraph, knows no scene numbers, no dual dialogue and no notes, and
takes a ``Shot`` paragraph for a scene. So the document is parsed safely first, flattened into one plain
paragraph per element, and handed over in that form; what the package does not know is laid beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError, SubElement, tostring

from tools.editorial.assemble import assemble
from tools.editorial.elements import Element, Kind, cue
from tools.editorial.source import BadSource
from tools.story import Screenplay

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADINGS = frozenset({"Scene Heading", "Scene Heading (Top of Page)"})
_SUNG = frozenset({"Lyrics", "Singing", "Lyric"})
_OMITTED = frozenset({"New Act", "End of Act", "Cast List", "Act Break", "Show/Ep. Title"})
_BY = re.compile(r"(?:(?:screenplay|script|story|teleplay|written|created)\s+)*by\b:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    type: str
    text: str
    number: str = ""
    synopsis: str = ""
    dual: bool = False


def read_fdx(text: str, name: str) -> Screenplay:
    """The screenplay in FDX ``text`` (decoded XML, ``\\n`` line ends).

    Raises:
        BadSource: broken or unsafe XML, or a document that is not a Final Draft script.
    """
    root = _parse(text, name)
    content = _content(root, name)
    paragraphs = [p for p in _paragraphs(content) if p.text.strip() or p.type in _HEADINGS]
    title, author = _title_page(root)
    return assemble(_elements(paragraphs), title=title, author=author, notes=_notes(root))


def _parse(text: str, name: str) -> Node:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    # The text is decoded already: a declared encoding would mislead. Its line breaks keep numbers right.
    declaration = _DECLARATION.match(text)
    body = "\n" * declaration.group().count("\n") + text[declaration.end() :] if declaration else text
    try:
        root: Node = fromstring(body, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadSource(
            f"{name}: the XML declares a document type or entities, which are never followed; expected a "
            "plain Final Draft file; save it again from Final Draft"
        ) from error
    except ParseError as error:
        line, column = error.position
        raise BadSource(
            f"{name}, line {line}, column {column + 1}: broken XML ({str(error).split(':')[0]}); expected a "
            "complete Final Draft file; save it again from Final Draft"
        ) from error
    return root


def _content(root: Node, name: str) -> Node:
    if root.tag != "FinalDraft":
        raise BadSource(
            f"{name}: got XML with the root <{root.tag[:60]}>, expected <FinalDraft>; "
            "export the script as FDX"
        )
    kind = root.get("DocumentType", "Script")
    content = root.find("Content")
    if kind != "Script" or content is None:
        got = (
            f"a Final Draft document of type '{kind[:60]}'"
            if kind != "Script"
            else "a Final Draft file without <Content>"
        )
        raise BadSource(
            f"{name}: got {got}, expected a script; open it in Final Draft and save it as a script"
        )
    return content


def _paragraphs(content: Node) -> Iterator[_Paragraph]:
    for node in content.findall("Paragraph"):
        dual = node.find("DualDialogue")
        if dual is None:
            yield _paragraph(node)
            continue
        cues = 0
        for inner in dual.findall("Paragraph"):
            cues += inner.get("Type") == "Character"
            yield _paragraph(inner, second=cues > 1)


def _paragraph(node: Node, *, second: bool = False) -> _Paragraph:
    kind = node.get("Type", "Action")
    properties = node.find("SceneProperties")
    summary = properties.find("Summary") if properties is not None else None
    return _Paragraph(
        type=kind,
        text=_text(node),
        number=node.get("Number", "") or (properties.get("Number", "") if properties is not None else ""),
        synopsis=" ".join(filter(None, (_text(p) for p in summary.findall("Paragraph"))))
        if summary is not None
        else "",
        dual=second and kind == "Character",
    )


def _text(node: Node) -> str:
    """The words of a paragraph: all its styled runs joined."""
    return "".join("".join(run.itertext()) for run in node.findall("Text"))


def _elements(paragraphs: Sequence[_Paragraph]) -> Iterator[Element]:
    from screenplay_tools.fdx.parser import Parser

    root = Node("FinalDraft", DocumentType="Script")
    content = SubElement(root, "Content")
    for paragraph in paragraphs:
        node = SubElement(content, "Paragraph", Type=_package_type(paragraph.type))
        SubElement(node, "Text").text = paragraph.text
    parsed = Parser().parse(tostring(root, encoding="unicode")).elements
    for paragraph, element in zip(paragraphs, parsed, strict=True):
        yield from _element(paragraph, element)


def _package_type(kind: str) -> str:
    if kind in _SUNG:
        return "Dialogue"
    return "Transition" if kind in _OMITTED else "Action" if kind == "Shot" else kind


def _element(paragraph: _Paragraph, parsed: object) -> Iterator[Element]:
    from screenplay_tools import screenplay as tools

    text = str(getattr(parsed, "text_raw", ""))
    match parsed:
        case tools.SceneHeading():
            yield Element(Kind.HEADING, text, number=paragraph.number)
            if paragraph.synopsis:
                yield Element(Kind.SYNOPSIS, paragraph.synopsis)
        case tools.Character():
            extension = f" ({parsed.extension})" if parsed.extension else ""
            yield cue(f"{parsed.name}{extension}", dual=paragraph.dual)
        case tools.Parenthetical():
            yield Element(Kind.PARENTHETICAL, " ".join(text.split()))
        case tools.Dialogue():
            yield from (Element(Kind.DIALOGUE, line.strip()) for line in text.split("\n") if line.strip())
        case tools.Transition():
            yield Element(Kind.BREAK)
        case tools.Action():
            yield Element(Kind.ACTION, text)
            yield Element(Kind.BREAK)


def _notes(root: Node) -> tuple[str, ...]:
    found = (" ".join(_text(p).strip() for p in note.iter("Paragraph")) for note in root.iter("ScriptNote"))
    return tuple(text for note in found if (text := " ".join(note.split())))


def _title_page(root: Node) -> tuple[str, str]:
    """Title and author, by their place: the first line, and the line of (or after) ``written by``."""
    lines = [" ".join(_text(p).split()) for p in root.iterfind("TitlePage/Content/Paragraph")]
    lines = [line for line in lines if line]
    if not lines:
        return "", ""
    for place, line in enumerate(lines[1:], start=1):
        if found := _BY.match(line):
            return lines[0], line[found.end() :] or "".join(lines[place + 1 : place + 2])
    return lines[0], ""
