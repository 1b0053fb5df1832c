"""The beginning of a skill: a file that is right already, with a word beside every key."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import TypeAdapter, ValidationError

from skills.answers import ANSWERS
from skills.example import example, first_text
from skills.fitting import said
from skills.hooks import HOOKS, Hook, Kind
from skills.loading import YAML
from skills.markdown import KNOWS
from skills.schema import FILE, HEAD, schema
from skills.skill import SCHEMA, Name, SkillKind
from tools.errors import ToolError
from tools.store import writing

SMALL = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "s", "the", "to", "with"})
"""Words of a name that say nothing about a film."""
ELSEWHERE = ("Two chairs in an empty office.", "A bird on a wire.", "Bread and soup.")
"""Ideas that a new skill should leave alone."""
SAMPLES = {Kind.TEXT: "A few words.", Kind.WORD: "en", Kind.NUMBER: 3}


class _Words(NamedTuple):
    """How a kind of skill introduces itself."""

    comment: str
    purpose: str


_KINDS = {
    SkillKind.PROMPT: _Words(
        "asks the question of its hook; knowledge only adds to it", "Asks for a film about"
    ),
    SkillKind.KNOWLEDGE: _Words(
        "is added to the questions of its hooks; prompt asks one itself", "What the director knows of"
    ),
    SkillKind.CRITIC: _Words("looks at takes", "Looks at the takes of a film about"),
}
_NAME: TypeAdapter[str] = TypeAdapter(Name)


def create(folder: Path, name: str, kind: SkillKind, hooks: Sequence[Hook] = ()) -> Path:
    """Write a new skill into ``<folder>/<name>/skill.yaml``; gives the file.

    It lints and its tests pass. The schema for editors is laid beside it.

    Args:
        folder: of the user's or the film's skills.
        name: of the skill and its folder.
        kind: what it does.
        hooks: where it takes hold; knowledge has a default, a critic has but one.

    Raises:
        ToolError: the name or the hooks will not do, or there is such a skill already.
        NoRoom: the folder cannot be written.
    """
    path = folder / _checked(name) / YAML
    text = _text(name, kind, _hooks(kind, hooks))
    if path.parent.exists():
        raise ToolError(f"{path.parent} is already there; edit it, or choose another name")
    with writing(folder):
        path.parent.mkdir(parents=True)
        (folder / FILE).write_text(schema(), encoding="utf-8")
        path.write_text(text, encoding="utf-8")
    return path


def _checked(name: str) -> str:
    try:
        return _NAME.validate_python(name)
    except ValidationError as error:
        raise ToolError(
            f"got the name {name!r}, expected small letters, digits and single hyphens: storm-at-sea"
        ) from error


def _hooks(kind: SkillKind, hooks: Sequence[Hook]) -> tuple[Hook, ...]:
    if kind is SkillKind.CRITIC:
        if set(hooks) - {Hook.CRITIQUE}:
            raise ToolError(f"got the hook {hooks[0]}; a critic has the hook {Hook.CRITIQUE}")
        return (Hook.CRITIQUE,)
    if kind is SkillKind.PROMPT and len(hooks) != 1:
        known = ", ".join(HOOKS)
        raise ToolError(f"a prompt skill asks the question of one hook; add --hook with one of {known}")
    return tuple(hooks) or KNOWS


def _text(name: str, kind: SkillKind, hooks: tuple[Hook, ...]) -> str:
    words = [word for word in name.split("-") if word not in SMALL] or [name]
    plain = name.replace("-", " ")
    head = f"""\
        {HEAD}
        # Every key: docs/skills.md, or point at it in an editor that speaks YAML.
        schema: {SCHEMA}
        name: {_yaml(name)}
        version: "1.0.0"  # in quotes; raise it when the skill says something else
        description: >-
          {_KINDS[kind].purpose} {plain}. Use when the film is about {" or ".join(words)}.
        kind: {kind}  # {_KINDS[kind].comment}
        applies_to: [{", ".join(hooks)}]
        when:  # all that is given must hold; also: styles, languages, engines, script
          words: [{", ".join(map(_yaml, words))}]
        """
    body = _knowledge(plain) if kind is SkillKind.KNOWLEDGE else _question(hooks[0], kind)
    return textwrap.dedent(head) + body + _tests(words, hooks[0], kind)


def _knowledge(plain: str) -> str:
    return textwrap.dedent(
        f"""\
        prompt: |
          {plain.capitalize()}. Write here what the director should know: short facts, one a line.
          - Light: where it comes from, its colour, what it leaves dark.
          - Camera: which sizes and moves belong to it. One size and one move a shot.
          - Colour: two or three that rule.
          - Sound: what is heard before anything is said.
          - Avoid: what would spoil it.
        """
    )


def _question(hook: Hook, kind: SkillKind) -> str:
    point = HOOKS[hook]
    lines = ["inputs:  # what the prompt uses; take out what you do not need"]
    lines += [f"  {name}: {{type: {one.kind}}}  # {one.words}" for name, one in point.given.items()]
    if point.answer:
        lines += [f"output: {point.answer}"]
    model = "vision" if kind is SkillKind.CRITIC else "writing"
    lines += [f"cost: {{model: {model}, answer_tokens: 1500, temperature: 0.7}}", "prompt: |"]
    lines += textwrap.indent(_asked(hook), "  ").splitlines()
    return "\n".join(lines) + "\n"


def _asked(hook: Hook) -> str:
    point = HOOKS[hook]
    numbered = [name for name, one in point.given.items() if one.kind is not Kind.TEXT]
    lines = [f"Your task: {point.words}.", *(f"{name}: {{{{ {name} }}}}" for name in numbered)]
    lines += [
        "",
        "1. Write your rules here, numbered.",
        "2. Keep them short: small models read them too.",
        "",
    ]
    for name, one in point.given.items():
        if one.kind is Kind.TEXT:
            label = one.words.partition(";")[0]
            lines += [f"{{% if {name} %}}", f"{label[0].upper()}{label[1:]}:"]
            lines += [f"{{{{ {name} }}}}", "{% endif %}"]
    if point.answer:
        lines += ["", "Answer with JSON of this form:", _json(example(ANSWERS[point.answer]))]
    return "\n".join(lines)


def _tests(words: list[str], hook: Hook, kind: SkillKind) -> str:
    apart = next((idea for idea in ELSEWHERE if not said(words, idea)), "")
    about = f"A film about {' and '.join(words)}."
    used = [
        "tests:",
        "  - name: it is used for its words",
        f"    facts: {{words: {json.dumps(about)}}}",
        "    used: true",
        "  - name: it is not used for other films",
        f"    facts: {{words: {json.dumps(apart)}}}",
        "    used: false",
    ]
    asks = _asks_nothing() if kind is SkillKind.KNOWLEDGE else _asks(hook)
    return "\n".join([*used, *asks]) + "\n"


def _asks_nothing() -> list[str]:
    return ["  - name: it speaks of light", '    contains: ["Light:"]']


def _asks(hook: Hook) -> list[str]:
    point = HOOKS[hook]
    values = {name: SAMPLES[one.kind] for name, one in point.given.items()}
    texts = [name for name, one in point.given.items() if one.kind is Kind.TEXT]
    lines = ["  - name: it asks with everything it is given", f"    values: {_json(values)}"]
    lines += [f"    contains: [{', '.join(json.dumps(f'<{name}>') for name in texts)}]"]
    if not point.answer:
        return lines
    answer = example(ANSWERS[point.answer])
    lines += ["    answers:  # the second is asked for because the first is not JSON"]
    lines += ['      - "I would rather tell you about it."', f"      - {_json(answer)}"]
    path, text = first_text(answer)
    return [*lines, f"    expect: {{{path}: {text}}}"]


def _yaml(word: str) -> str:
    """A word as YAML reads it back: ``no`` and ``on`` need quotes."""
    return word if yaml.safe_load(word) == word else json.dumps(word)


def _json(value: object) -> str:
    """JSON that is YAML too, and in which no two braces meet: two would begin a gap of the prompt."""
    return re.sub(r"([{}])(?=[{}])", r"\1 ", json.dumps(value, ensure_ascii=False))
