"""Doors: a function of the studio becomes an endpoint, and what the guest can mend becomes a sentence."""

from __future__ import annotations

import functools
import inspect
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import gradio as gr
from pydantic import TypeAdapter, ValidationError

from agent.writer import BadReply
from app.studio.visit import Visit
from generator.interface import Cancelled, Unsupported
from tools.errors import ToolError

WHOLE = "_whole"
"""Behind the name of a door that streams: the same answer at once, for those who do not listen to pieces."""
Enter = Callable[[Mapping[str, str]], Visit]
"""Who comes, by the headers of a request the gate has let in."""
MENDABLE = (ToolError, Unsupported, BadReply)
FAULT = "Something went wrong in the studio; what exactly is in its log. Nothing that was saved is lost."
_log = logging.getLogger("dailies.studio")


@dataclass(frozen=True, slots=True)
class Door:
    """A function of the studio as the world sees it."""

    name: str
    function: Callable[..., Any]
    """Takes a :class:`Visit` first, then what the caller gives; gives what JSON can hold."""

    @property
    def streams(self) -> bool:
        """True where it answers piece by piece."""
        return inspect.isgeneratorfunction(self.function)

    @property
    def given(self) -> list[inspect.Parameter]:
        """What a caller gives, in order."""
        return list(inspect.signature(self.function, eval_str=True).parameters.values())[1:]

    def facts(self) -> dict[str, Any]:
        """What the page must know to call it."""
        free = inspect.Parameter.empty
        return {
            "streams": self.streams,
            "parameters": [
                {"name": p.name} | ({} if p.default is free else {"default": p.default}) for p in self.given
            ],
        }


def doors(rooms: Sequence[ModuleType]) -> list[Door]:
    """The doors of all rooms: each room names its own in ``DOORS``."""
    return [Door(function.__name__, function) for room in rooms for function in room.DOORS]


def endpoint(door: Door, enter: Enter, *, whole: bool = False) -> Callable[..., Any]:
    """The function that is given to Gradio: the caller's arguments and the request in, JSON out.

    Args:
        door: the door.
        enter: who comes.
        whole: True to answer at once also where the door streams: all its pieces as one.

    Raises:
        gr.Error: from the function: what the guest can mend, in a sentence; a fault without its details.
    """
    streams = door.streams and not whole

    def visiting(arguments: Sequence[Any], named: Mapping[str, Any]) -> tuple[Visit, Mapping[str, Any]]:
        bound = signature.bind(*arguments, **named)
        bound.apply_defaults()
        visit = enter(bound.arguments["request"].headers)
        given = _checked(door, {name: value for name, value in bound.arguments.items() if name != "request"})
        if given.get("film"):
            # Before anything else is said: a film that is not open to the guest is not there for them.
            visit.admit(given["film"])
        return visit, given

    def run(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 — what the door takes and gives
        with _spoken(door.name):
            visit, given = visiting(arguments, named)
            answer = door.function(visit, **given)
            told = _together(answer) if door.streams else answer
            # Gradio hands agents the text of an answer: JSON, as everybody else gets it.
            return json.dumps(told, ensure_ascii=False) if _by_agent(arguments[0]) else told

    def stream(*arguments: Any, **named: Any) -> Iterator[Any]:  # noqa: ANN401
        with _spoken(door.name):
            visit, given = visiting(arguments, named)
            yield from door.function(visit, **given)

    shown: Callable[..., Any] = stream if streams else run
    functools.update_wrapper(shown, door.function)
    if streams:
        # An agent over MCP hears no pieces: its tool is the door that answers at once, under the plain name.
        shown.__name__ = f"{door.name}_pieces"
        vars(shown)["_mcp_type"] = "stream"
    # Gradio fills in the request only where it may be given by its place; first, it cannot be left out.
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=gr.Request)
    signature = inspect.Signature([request, *door.given], return_annotation=dict)
    given = {p.name: p.annotation for p in signature.parameters.values()}
    vars(shown)["__signature__"] = signature
    shown.__annotations__ = {**given, "return": dict}
    del vars(shown)["__wrapped__"]
    return shown


def _by_agent(request: gr.Request) -> bool:
    """True for a call over MCP."""
    return str(request.url.path).rstrip("/").endswith("/mcp")


def _checked(door: Door, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the caller gave, each of the kind that the door says.

    Raises:
        ToolError: something is of another kind, or missing.
    """
    checked = {}
    for parameter in door.given:
        value, kind = given[parameter.name], parameter.annotation
        try:
            checked[parameter.name] = TypeAdapter(kind).validate_python(value, strict=True)
        except ValidationError as error:
            name = kind.__name__ if isinstance(kind, type) else str(kind)
            got = "nothing" if value is None else type(value).__name__
            raise ToolError(f"{door.name}: {parameter.name} is {got}, expected {name}") from error
    return checked


def _together(pieces: Iterable[Any]) -> dict[str, Any]:
    """The pieces of a stream as one: of lists all that was in them, of anything else the last word."""
    told: dict[str, Any] = {}
    for piece in pieces:
        for name, value in piece.items():
            told[name] = [*told.get(name, []), *value] if isinstance(value, list) else value
    return told


@contextmanager
def _spoken(name: str) -> Iterator[None]:
    """What goes wrong inside is said in a sentence."""
    try:
        yield
    except MENDABLE as error:
        raise gr.Error(str(error), print_exception=False) from error
    except Cancelled as error:
        raise gr.Error("Stopped.", print_exception=False) from error
    except Exception as error:
        _log.exception("the door %s failed", name)
        raise gr.Error(FAULT, print_exception=False) from error
