"""Fountain made unambiguous, line by line, before the package ``screenplay-tools`` reads it.

The package decides many lines by their look alone: ``Est bien.`` inside a speech becomes a scene heading,
``#1 fan`` a section, ``FADE IN:`` a scene, and a cue must start with an ASCII capital. Here each line is
decided with its neighbours in view and written in the forced form of Fountain (``!action``, ``.heading``,
``@CUE``); words of dialogue are put behind a guard character that no rule of the package knows. Sources
hold no control characters (decoding refuses them), so the guard is never part of a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tools.editorial.elements import MAX_CUE, Element, cue
from tools.editorial.heading import MAX_HEADING, is_certain_heading, is_heading, without_number
from tools.editorial.markup import plain

GUARD = "\x01"
"""Stands before text that the package must take as it is."""
_PARENTHETICAL_LINES = 4
_TRANSITION = re.compile(r"[^a-z]{1,80}TO:")
_FADES = frozenset({"FADE IN", "FADE OUT", "FADE TO BLACK", "CUT TO BLACK", "THE END", "END", "FIN"})
_PAGE_BREAK = re.compile(r"={3,}$")
_FORCED_HEADING = re.compile(r"\.(?=[^.\s])")
_SENTENCE_END = re.compile(r"(?:[!?:;,…。！？：]|\w{4,}\.|\.\.)$")


def canonical(lines: Sequence[str]) -> Iterator[str]:
    """The lines in forced Fountain. ``lines`` are without title page, boneyards and notes."""
    at, speaking, after_blank = 0, False, True
    while at < len(lines):
        line = lines[at].strip()
        if speaking and line and not is_certain_heading(line):
            at, written = _spoken(lines, at)
            yield from written
            continue
        if not line:
            speaking = speaking and lines[at] == "  " and _goes_on(lines, at + 1)
            if not speaking:
                yield ""
            after_blank = True
        else:
            written_line = _forced(line, after_blank, _blank(lines, at + 1))
            speaking = written_line.startswith("@") and not _blank(lines, at + 1)
            after_blank = written_line[:1] not in ("!", ">", "@")
            yield written_line
        at += 1


def looks_like_cue(line: str) -> bool:
    """True for a line in capitals that can be the name of a speaker; scripts without case never are."""
    if len(line) > MAX_CUE or line[:1] in ("!", ".", ">", "=", "#", "~", "(", "[", "*", "_", '"'):
        return False
    name = cue(line).text
    return (
        any(c.isupper() for c in name)
        and name.upper() == name
        and "^" not in name
        and not _SENTENCE_END.search(name)
        and not is_heading(line)
    )


def is_transition(line: str) -> bool:
    """True for ``CUT TO:``, ``FADE OUT.`` and their kind: editing marks, never filmed."""
    return bool(_TRANSITION.fullmatch(line)) or (line.upper().strip(" .:") in _FADES and line.upper() == line)


def _blank(lines: Sequence[str], at: int) -> bool:
    return at >= len(lines) or not lines[at].strip()


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """True when the line after a two-space line still belongs to the speech."""
    if _blank(lines, at):
        return False
    line = lines[at].strip()
    starts_new = line[0] in ".@!>=#" or is_heading(line) or is_transition(line)
    return not starts_new and not (looks_like_cue(line) and not _blank(lines, at + 1))


def _forced(line: str, after_blank: bool, before_blank: bool) -> str:  # noqa: PLR0911 — one case a line
    if line.startswith("!"):
        return _action(line[1:])
    if line.startswith("@"):
        return _cue(cue(line[1:])) or _action(line)
    if line.startswith("#"):
        return line
    if _PAGE_BREAK.match(line):
        return "==="
    if line.startswith("="):
        return "=" + GUARD + line[1:].strip()
    if line.startswith(">"):
        return _between(line)
    if line.startswith("~"):
        return _action(line[1:])
    return _natural(line, plain(line) if line[0] in "*_" else line, after_blank, before_blank)


def _natural(line: str, bare: str, after_blank: bool, before_blank: bool) -> str:
    if _FORCED_HEADING.match(bare) and len(bare) <= MAX_HEADING:
        return _heading(bare[1:])
    if is_certain_heading(bare) or (after_blank and is_heading(bare)):
        return _heading(bare)
    if after_blank and before_blank and is_transition(bare):
        return ">" + bare
    if after_blank and not before_blank and looks_like_cue(bare):
        return _cue(cue(bare)) or _action(line)
    return _action(line)


def _action(text: str) -> str:
    return "!" + GUARD + _shield(text.strip())


def _heading(text: str) -> str:
    number, rest = without_number(text)
    end = f" #{number}#" if number and not rest.endswith("#") else ""
    # The package wants an ASCII letter after the dot; this one is taken off again with the guard.
    return ".H" + GUARD + _shield(rest) + end


def _between(line: str) -> str:
    if not line.endswith("<") or len(line) < 2:
        return ">" + GUARD
    inside = line[1:-1].strip()
    return ">" if is_transition(inside) or not inside else f"!{GUARD}{_shield(inside)}"


def _cue(spoken: Element) -> str:
    """The cue as the package reads it; empty when the name cannot be one."""
    if not spoken.text or len(spoken.text) > MAX_CUE or "^" in spoken.text or "(" in spoken.text:
        return ""
    # The guard keeps the package from dropping CONT'D.
    extension = f" ({GUARD}{_shield(spoken.extension)})" if spoken.extension else ""
    return f"@{_shield(spoken.text)}{extension}{' ^' if spoken.dual else ''}"


def _spoken(lines: Sequence[str], at: int) -> tuple[int, list[str]]:
    """The line of a speech at ``at`` as guarded lines, and where to go on."""
    line = lines[at].strip()
    if line.startswith("("):
        end, inside = _parenthetical(lines, at)
        if inside:
            return end, [f"({GUARD}{_shield(inside)}{GUARD})"]
    if _PAGE_BREAK.match(line):
        return at + 1, []
    words = line[1:].strip() if line.startswith("~") else line
    return at + 1, [GUARD + _shield(words)] if words else []


def _parenthetical(lines: Sequence[str], at: int) -> tuple[int, str]:
    """One or more bracketed lines, which may break inside the brackets; empty text when not closed."""
    inside: list[str] = []
    while not _blank(lines, at) and lines[at].strip().startswith("("):
        whole = _bracketed(lines, at)
        if not whole:
            break
        inside.append(" ".join(whole)[1:-1].strip())
        at += len(whole)
    return at, "; ".join(filter(None, inside))


def _bracketed(lines: Sequence[str], at: int) -> list[str]:
    """The lines from an opening bracket to the one that closes it; none when that is not near."""
    whole: list[str] = []
    for line in lines[at : at + _PARENTHETICAL_LINES]:
        whole.append(line.strip())
        text = " ".join(whole)
        if not whole[-1]:
            break
        if text.count("(") <= text.count(")"):
            return whole if text.endswith(")") else []
    return []


def _shield(text: str) -> str:
    """Keep the package from seeing a boneyard or a note in what is left of them."""
    return text.replace("/*", f"/{GUARD}*").replace("[[", f"[{GUARD}[")
