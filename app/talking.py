"""Talking with the director of a film at the terminal: words go to the chat, slash commands stay here.

Whatever goes wrong is said in a sentence and nothing is lost: the next line can be said at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.crew import Crew
from agent.writer import BadReply
from app.build import Studio
from app.screen import Screen
from generator.interface import Cancelled, Unsupported
from tools.errors import ToolError

if TYPE_CHECKING:
    from agent.chat import Reply
    from agent.router import Router

HELP = """\
Say what you want in your own words: "make her coat red from shot 3 on", "swap 4 and 5", "shorter",
"why did you remember shot 2 here?", "retake 3". And these:
  /shots        the shot list            /story   the story and the cast
  /undo         take the last change back
  /attach PATH  give the director a text file to know from
  go on         render what is not rendered yet
  /quit         leave; nothing is lost"""


@dataclass(frozen=True, slots=True)
class Aside:
    """What became of something said to the director."""

    changed: bool = False
    """The film is not as it was."""
    goes_on: bool = False
    """The director should go on working now; a question that was open has been answered."""


NOTHING = Aside()


def plain(text: str) -> str:
    """``text`` without what would steer the terminal: escapes and other controls, new lines stay."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")


def router(people: Crew) -> Router:
    """Who understands what is said: the model where one plans, else the house by its rules."""
    writer: Any = people.writer
    if hasattr(writer, "desk"):
        from agent.model_router import ModelRouter

        return ModelRouter(writer.desk, writer.sources)
    from agent.house_router import HouseRouter

    return HouseRouter()


@dataclass
class Talking:
    """The chat about one film."""

    studio: Studio
    screen: Screen
    film_id: int
    given: Crew | None = None
    """Whom to work with; None for a crew of its own, made when it is first needed."""
    _streamed: list[str] = field(default_factory=list)

    @cached_property
    def people(self) -> Crew:
        """Whom the film is made with."""
        from app.making import staff

        return self.given or staff(self.studio, self.film_id)

    @cached_property
    def router(self) -> Router:
        """Who understands what is said."""
        return router(self.people)

    def beside(self, words: str) -> Aside:
        """Say something to the director: a slash command, or words."""
        name, _, rest = words.strip().partition(" ")
        try:
            if not name.startswith("/"):
                return self._say(words, self.router)
            if name == "/undo":
                from agent.house_router import HouseRouter

                return self._say("undo", HouseRouter())
            return self._command(name, rest.strip())
        except (ToolError, BadReply, Unsupported) as error:
            self.screen.say(plain(str(error)))
        except (Cancelled, KeyboardInterrupt):
            self.screen.say("Stopped.")
        return NOTHING

    def _say(self, words: str, understood_by: Router) -> Aside:
        from agent.chat import converse

        self._streamed.clear()
        try:
            reply = converse(self.people, understood_by, self.film_id, words, self._listen)
        finally:
            if self._streamed:
                self.screen.say("")
        self._answer(reply)
        return Aside(reply.changed, reply.goes_on)

    def _answer(self, reply: Reply) -> None:
        """What the director says, unless just that has been heard already."""
        said = plain(reply.text).strip()
        if said != "".join(self._streamed).strip():
            self.screen.say(said)

    def _listen(self, piece: str) -> None:
        if piece and not self.screen.silent:
            self._streamed.append(plain(piece))
            self.screen.console.print(plain(piece), end="", markup=False, soft_wrap=True)

    def _command(self, name: str, rest: str) -> Aside:
        if name == "/shots":
            self._shots()
        elif name == "/story":
            self._story()
        elif name == "/attach":
            self._attach(rest)
        elif name == "/help":
            self.screen.say(HELP)
        else:
            raise ToolError(f"got {name}, expected /shots, /story, /undo, /attach, /help or /quit")
        return NOTHING

    def _shots(self) -> None:
        from app import tables
        from tools import board

        with self.studio.database.read() as session:
            film = board.film(session, self.film_id)
            people = board.cast(session, film.id).characters
            shots = board.shots(session, film.id)
        self.screen.table(tables.shots(shots, people, film.fps), empty="No shots yet.")

    def _story(self) -> None:
        from app import tables
        from tools import board

        with self.studio.database.read() as session:
            told, people = board.story(session, self.film_id), board.cast(session, self.film_id).characters
        if told is None:
            self.screen.say("No story yet.")
            return
        self.screen.heading(told[0].title, told[0].logline)
        for beat in told[0].beats:
            self.screen.say(f"  {beat.name}: {beat.text}")
        self.screen.table(tables.cast(people))

    def _attach(self, given: str) -> None:
        from agent.writing.sentences import counted
        from tools import knowledge, planning

        path = Path(given).expanduser()
        if not given or not path.is_file():
            raise ToolError(f"there is no file {given!r}; expected /attach and the path of a text file")
        try:
            learned = knowledge.learn(path.name, path.read_bytes(), self.people.embedder)
        except OSError as error:
            raise ToolError(f"{given} cannot be read: {error.strerror}") from error
        with self.studio.database.write("user") as session:
            turn_id = planning.open_turn(session, self.film_id, "user", f"attach {path.name}")
        with self.studio.database.write("user", turn_id) as session:
            passages = knowledge.keep(session, self.film_id, learned)
        self.screen.say(f"{path.name} is read: {counted(passages, 'passage')} the director can quote.")
