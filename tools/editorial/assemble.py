"""Elements to scenes: who speaks, what belongs together, where a scene starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from tools.editorial.elements import Element, Kind
from tools.editorial.heading import setting
from tools.story import Action, Screenplay, ScriptScene, Speech


def assemble(
    elements: Iterable[Element], *, title: str = "", author: str = "", notes: Sequence[str] = ()
) -> Screenplay:
    """Build the screenplay. What stands before the first heading becomes a scene with an empty heading.

    A cue without words becomes action; words without a cue too: nothing of a script is lost.
    """
    script = _Script()
    for element in elements:
        script.take(element)
    script.close_scene()
    return Screenplay(title=title, author=author, scenes=tuple(script.scenes), notes=tuple(notes))


@dataclass(slots=True)
class _Script:
    """The script so far, and the scene, paragraph and speech under way."""

    scenes: list[ScriptScene] = field(default_factory=list)
    heading: Element | None = None
    blocks: list[Speech | Action] = field(default_factory=list)
    synopsis: list[str] = field(default_factory=list)
    next_synopsis: list[str] = field(default_factory=list)
    in_section: bool = False
    paragraph: list[str] = field(default_factory=list)
    cue: Element | None = None
    parenthetical: str = ""
    words: list[str] = field(default_factory=list)
    indices: Iterator[int] = field(default_factory=count)
    speakers: dict[str, str] = field(default_factory=dict)

    def take(self, element: Element) -> None:
        if element.kind is not Kind.ACTION:
            self.close_paragraph()
        match element.kind:
            case Kind.HEADING:
                self.close_scene()
                self.heading = element
            case Kind.ACTION:
                self.close_speech()
                self.paragraph.append(element.text)
            case Kind.CUE:
                self.close_speech()
                self.cue = element
            case Kind.PARENTHETICAL:
                self.direct(element.text)
            case Kind.DIALOGUE if self.cue:
                self.words.append(element.text)
            case Kind.DIALOGUE:
                self.add_action([element.text])
            case Kind.SYNOPSIS:
                self.close_speech()
                (self.next_synopsis if self.in_section or not self.heading else self.synopsis).append(
                    element.text
                )
            case Kind.SECTION:
                self.close_speech()
                self.in_section = True
            case Kind.BREAK:
                self.close_speech()

    def direct(self, text: str) -> None:
        """A parenthetical; in the middle of a speech it opens a second one by the same speaker."""
        if not self.cue:
            self.add_action([f"({text})"])
            return
        if self.words:
            spoken = self.cue
            self.close_speech()
            self.cue = Element(Kind.CUE, spoken.text, extension=spoken.extension)
        self.parenthetical = "; ".join(filter(None, (self.parenthetical, text)))

    def close_speech(self) -> None:
        if self.cue and "\n".join(self.words).strip():
            self.blocks.append(
                Speech(
                    speaker=self.same_speaker(self.cue.text),
                    text="\n".join(word for word in self.words if word.strip()),
                    parenthetical=self.parenthetical,
                    extension=self.cue.extension,
                    dual=self.cue.dual,
                    index=next(self.indices),
                )
            )
        elif self.cue:
            self.add_action([self.cue.text, f"({self.parenthetical})" if self.parenthetical else ""])
        self.cue, self.parenthetical, self.words = None, "", []

    def same_speaker(self, name: str) -> str:
        """The first spelling of a name in this script: McCLANE and MCCLANE are one person."""
        return self.speakers.setdefault(name.casefold(), name)

    def close_paragraph(self) -> None:
        self.add_action(self.paragraph)
        self.paragraph = []

    def add_action(self, lines: Sequence[str]) -> None:
        if text := _flow(lines):
            self.blocks.append(Action(text=text))

    def close_scene(self) -> None:
        self.close_paragraph()
        self.close_speech()
        if self.heading or self.blocks:
            heading = " ".join(self.heading.text.split()) if self.heading else ""
            where = setting(heading)
            self.scenes.append(
                ScriptScene(
                    heading=heading,
                    interior=where.interior,
                    place=where.place,
                    time=where.time,
                    number=self.heading.number if self.heading else "",
                    synopsis=" ".join(self.synopsis),
                    blocks=tuple(self.blocks),
                )
            )
        self.heading, self.blocks = None, []
        self.synopsis, self.next_synopsis, self.in_section = self.next_synopsis, [], False


def _flow(lines: Sequence[str]) -> str:
    """Lines to one paragraph; scripts that write without spaces are joined without one."""
    flowing = ""
    for line in lines:
        words = " ".join(line.split())
        wide = flowing[-1:] > "\u2e7f" and words[:1] > "\u2e7f"
        flowing += words if wide or not flowing or not words else f" {words}"
    return flowing
