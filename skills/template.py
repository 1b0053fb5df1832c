r"""A skill's prompt with its values filled in, by Jinja2 kept on a short lead.

A prompt may say ``{{ name }}``, ``{% if name %} … {% else %} … {% endif %}`` and
``{% for n in range(3) %} … {% endfor %}``; single braces are only braces. Everything else is refused when the
skill is loaded, by its line: a prompt is a text with gaps, not a
program, whoever wrote it.

A text of the user stands between tags, ``<idea>`` and ``</idea>``, and nothing in it can end them: a ``<``
before the name of any text of the prompt becomes ``‹``. An empty text is nothing at all, and false to an
``if``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from skills.hooks import Kind
from skills.skill import Skill
from tools.errors import ToolError

MOST_OUTPUT = 60_000
"""Characters of a rendered prompt."""
MOST_STEPS = 10_000
"""Steps of all the loops of a prompt together."""
LONGEST_WORD = 80
FILTERS = frozenset({"abs", "capitalize", "int", "length", "lower", "round", "title", "trim", "upper"})
TESTS = frozenset({"even", "odd", "divisibleby"})
LOOP = frozenset({"index", "index0", "first", "last", "length"})
_ARITHMETIC = frozenset({"+", "-", "*", "/", "//", "%"})
_PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.CondExpr,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.FloorDiv,
    nodes.Mod,
)
_LITERAL_BRACES = "`{{` and `{%` begin a template; single braces need nothing"


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a prompt."""

    line: int
    """Of the prompt, from 1."""
    code: str
    words: str


_ALONE = re.compile(r"^[ \t]*\{%((?:(?!%\}).)*?)([-+]?)%\}[ \t]*\n", re.MULTILINE)


class _Kitchen(ImmutableSandboxedEnvironment):
    """One rendering: its loops count together."""

    intercepted_binops = _ARITHMETIC

    def __init__(self) -> None:
        super().__init__(
            undefined=StrictUndefined,
            autoescape=False,
            # `{#` is a brace and a number sign, as in a colour; nobody writes these.
            comment_start_string="\ue000#",
            comment_end_string="#\ue000",
        )
        self.left = MOST_STEPS
        self.globals = {"range": _short_range}
        self.filters["counted"] = self._counted

    def read(self, prompt: str) -> nodes.Template:
        """The tree of a prompt; a tag alone on its line takes the line with it, others only themselves."""
        # The end of the line goes into the tag rather than away, so that lines keep their numbers.
        return self.parse(_ALONE.sub(r"{%\1\n\2%}", prompt))

    def _counted(self, items: Iterable[object]) -> Iterator[object]:
        for item in items:
            self.left -= 1
            if self.left < 0:
                raise ValueError(f"its loops take more than {MOST_STEPS:,} steps")
            yield item

    def call_binop(self, context: object, operator: str, left: object, right: object) -> Any:  # noqa: ANN401
        # A text times a million is a text as well: arithmetic is for numbers.
        if not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise TypeError(f"`{operator}` is for numbers")
        return super().call_binop(context, operator, left, right)  # type: ignore[arg-type]


def render(skill: Skill, values: Mapping[str, object]) -> str:
    """The prompt of a skill, filled in.

    Args:
        skill: whose prompt; a literal one is given as it is.
        values: what the hook point gives, by name; those the skill does not declare are left out.

    Raises:
        ToolError: a value is missing or of another kind, the prompt does not hold together, or it grows
            beyond its bounds. The message names the skill and the line of its prompt.
    """
    if skill.literal:
        return skill.prompt.strip()
    if found := faults(skill):
        raise _refused(skill, found[0].line, found[0].words)
    given = {name: _value(skill, name, values) for name in skill.inputs}
    kitchen = _Kitchen()
    tree = kitchen.read(skill.prompt)
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
    try:
        return _bounded(kitchen.from_string(tree).generate(given)).strip()
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise _refused(skill, _line(error.__traceback__), str(error)) from error


def faults(skill: Skill) -> list[TemplateFault]:
    """Everything that would keep a prompt from being rendered, by line."""
    if skill.literal:
        return []
    try:
        tree = _Kitchen().read(skill.prompt)
    except TemplateSyntaxError as error:
        return [TemplateFault(error.lineno, "S003", f"{error.message}; {_LITERAL_BRACES}")]
    except RecursionError:
        return [TemplateFault(1, "S003", "an expression is nested too deep")]
    found = {
        *_strange(tree),
        *_unknown(tree, skill.inputs.keys()),
        *_worked_on(tree, {name for name, one in skill.inputs.items() if one.type is Kind.TEXT}),
    }
    return sorted(found, key=lambda f: (f.line, f.code, f.words))


def unused(skill: Skill) -> list[str]:
    """Inputs that are declared and that the prompt never uses."""
    if skill.literal:
        return list(skill.inputs)
    names = {name.name for name in _Kitchen().read(skill.prompt).find_all(nodes.Name)}
    return [name for name in skill.inputs if name not in names]


# ---- what a prompt may say ----


def _strange(tree: nodes.Template) -> Iterator[TemplateFault]:
    for node in _all(tree):
        if strange := _strangeness(node):
            words = f"{strange} cannot stand in a prompt; {{{{ name }}}}, if and for can"
            yield TemplateFault(node.lineno, "S003", words)


def _strangeness(node: nodes.Node) -> str:
    """What a node is when it has no place in a prompt; empty when it has."""
    match node:
        case nodes.Filter(name=name):
            known, words = name in FILTERS, f"the filter {name!r}"
        case nodes.Test(name=name):
            known, words = name in TESTS, f"the test {name!r}"
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=attr):
            known, words = attr in LOOP, f"`loop.{attr}`"
        case nodes.Getattr(attr=attr):
            known, words = False, f"`.{attr}`"
        case nodes.Call(node=nodes.Name(name="range")):
            known, words = True, ""
        case nodes.Call():
            known, words = False, "a call other than range(…)"
        case _:
            known, words = isinstance(node, _PLAIN), f"`{type(node).__name__.lower()}`"
    return "" if known else words


def _unknown(tree: nodes.Template, inputs: Collection[str]) -> Iterator[TemplateFault]:
    bound = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"} | {"loop", "range"}
    for name in tree.find_all(nodes.Name):
        if name.ctx != "load" or name.name in inputs or name.name in bound:
            continue
        near = difflib.get_close_matches(name.name, inputs, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"declared: {', '.join(inputs) or 'none'}"
        yield TemplateFault(name.lineno, "S004", f"{name.name!r} is not declared under `inputs`; {hint}")


def _worked_on(tree: nodes.Template, texts: Collection[str]) -> Iterator[TemplateFault]:
    """Texts used otherwise than written out or asked whether they are empty.

    Between its tags a text is nothing to compare, to change or to count.
    """
    fine = {id(child) for child in _plainly(tree)}
    for name in tree.find_all(nodes.Name):
        if name.name in texts and id(name) not in fine:
            words = f"the text {name.name!r} can only be written out, {{{{ {name.name} }}}}, or asked for: "
            yield TemplateFault(name.lineno, "S005", f"{words}{{% if {name.name} %}}")


def _plainly(tree: nodes.Template) -> Iterator[nodes.Node]:
    for output in tree.find_all(nodes.Output):
        yield from output.nodes
    for test in [branch.test for branch in tree.find_all(nodes.If)]:
        yield from _truths(test)


def _truths(test: nodes.Node) -> Iterator[nodes.Node]:
    """The parts of a test that are only asked whether there is something."""
    match test:
        case nodes.And() | nodes.Or() | nodes.Not():
            for part in test.iter_child_nodes():
                yield from _truths(part)
        case _:
            yield test


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


# ---- values ----


def _value(skill: Skill, name: str, values: Mapping[str, object]) -> object:
    declared = skill.inputs[name]
    value = values.get(name, declared.default)
    if value is None:
        raise ToolError(
            f"the skill {skill.credit} needs the value {name!r}; got {', '.join(values) or 'none'}"
        )
    match declared.type, value:
        case Kind.NUMBER, int() | float() if not isinstance(value, bool):
            return value
        case Kind.WORD, str() if len(value) <= LONGEST_WORD and value.isprintable() and "<" not in value:
            return value
        case Kind.TEXT, str():
            texts = [other for other, one in skill.inputs.items() if one.type is Kind.TEXT]
            return quoted(name, value, texts)
        case _:
            raise ToolError(
                f"the skill {skill.credit} needs a {declared.type} for {name!r}; got {str(value)[:60]!r}"
                + (f" (one line of at most {LONGEST_WORD} characters)" if declared.type is Kind.WORD else "")
            )


def quoted(name: str, text: str, names: Collection[str]) -> str:
    """A text between its tags, so that none of ``names`` can begin or end inside it; empty stays empty."""
    body = text.strip()
    if not body:
        return ""
    tags = re.compile(rf"<(?=[\s/]*(?:{'|'.join(map(re.escape, {name, *names}))}))", re.IGNORECASE)
    return f"<{name}>\n{tags.sub('‹', body)}\n</{name}>"


# ---- bounds ----


def _short_range(*numbers: int) -> range:
    asked = range(*numbers)
    if len(asked) > MOST_STEPS:
        raise ValueError(f"range() of {len(asked):,} numbers, {MOST_STEPS:,} at most")
    return asked


def _bounded(pieces: Iterable[str]) -> str:
    kept, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_OUTPUT:
            raise ValueError(f"it grows beyond {MOST_OUTPUT:,} characters; give it shorter texts")
        kept.append(piece)
    return "".join(kept)


def _line(trace: TracebackType | None) -> int:
    """The line of the prompt an error came from, as Jinja2 wrote it into the traceback."""
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _refused(skill: Skill, line: int, words: str) -> ToolError:
    return ToolError(f"the prompt of the skill {skill.credit}, line {line}: {words}")
