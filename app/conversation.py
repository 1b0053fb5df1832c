"""A conversation about one film at the terminal, from the idea to the cut and on to its changes.

One thing is said at a time. Whatever is left unfinished is in the database: leaving, a fault or a killed
process loses nothing that was answered or rendered.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property

from agent.crew import Review
from agent.worker import Outcome
from agent.writer import BadReply
from app import making, tables
from app.build import Studio
from app.cards import LEAVE, YES, Hear
from app.remaining import ALL_DONE, ON, Remaining, remaining
from app.screen import Screen, program
from app.talking import Talking, plain
from app.working import work
from generator.interface import Unsupported
from tools import board, jobs, talk
from tools.errors import ToolError
from tools.records import JobState

LAST = 6
"""Messages shown again when a film is taken up."""
OFFERS = {
    Remaining.PLAN: "Go on?",
    Remaining.SHOTS: "Render now?",
    Remaining.CUT: "Cut the film anew?",
    Remaining.NOTHING: "",
}
FIRST = "What is the film about? An idea in your words, or the path of a screenplay."


class Left(Exception):
    """The user has left, or there is nobody to say anything more."""


def scripted(lines: list[str], screen: Screen) -> Hear:
    """Says ``lines`` in order, whatever is asked; then there is nobody."""
    rest = iter(lines)

    def hear(prompt: str) -> str | None:
        words = next(rest, None)
        if words is not None:
            screen.say(f"{prompt}{words}")
        return words

    return hear


@dataclass
class Conversation:
    """What is said about one film, and what is done for it."""

    studio: Studio
    screen: Screen
    hear: Hear
    order: making.Order
    """How a new film is to be made; its source is asked for."""
    yes: bool = False
    film_id: int = 0
    """The film in hand; 0 before there is one."""
    _next: str = ""
    """Said instead of an answer to what was offered: the next thing said to the director."""

    def hold(self) -> None:
        """Talk until the user leaves.

        Raises:
            Left: always; that is how a conversation ends.
        """
        job_id = self._take_up() if self.film_id else self._begin()
        if job_id:
            self._work(job_id)
        while True:
            try:
                self._listen()
            except ToolError as error:
                self.screen.say(plain(str(error)))

    @cached_property
    def talking(self) -> Talking:
        """The director of this film, who keeps the camera from one shot to the next."""
        return Talking(self.studio, self.screen, self.film_id)

    def _said(self, prompt: str) -> str:
        words = self.hear(prompt)
        if words is None or words.strip().lower() in LEAVE:
            raise Left
        return words.strip()

    def _begin(self) -> int:
        """A new film; asks until there is a source that can be read."""
        self.screen.say(FIRST)
        while True:
            source = self._said("film> ")
            if not source:
                continue
            try:
                job_id = making.begin(self.studio, dataclasses.replace(self.order, source=source))
            except (ToolError, Unsupported) as error:
                self.screen.say(plain(str(error)))
                continue
            with self.studio.database.read() as session:
                self.film_id = jobs.look(session, job_id).film_id
            return job_id

    def _take_up(self) -> int:
        """The job of a film that was left, where it should go on; 0 where there is nothing to do."""
        with self.studio.database.read() as session:
            film, said = board.film(session, self.film_id), talk.messages(session, self.film_id, LAST)
            job = jobs.newest(session, self.film_id)
            state, lives = job and job.state, job is not None and jobs.owner_lives(session, job)
            error = job.error.strip() if job is not None and job.state is JobState.FAILED else ""
        self.screen.heading(film.title, tables.film_line(film))
        for message in said:
            self.screen.say(f"{'you' if message.speaker == talk.USER else 'director'}> {plain(message.text)}")
        if lives:
            self.screen.say("Another process is at work on it. You can talk about it here meanwhile.")
            return 0
        if state is JobState.WAITING:
            return making.revive(self.studio, self.film_id)
        if state is JobState.DONE:
            return self._offer()
        self.screen.say(f"It failed: {plain(error.splitlines()[-1])}" if error else "It was interrupted.")
        return self._if_wanted("Go on?")

    def _work(self, job_id: int) -> None:
        """Let the director work; its questions are asked here. A fault is said and the talk goes on."""
        try:
            outcome = work(
                self.studio,
                self.screen,
                job_id,
                yes=self.yes,
                review=Review.APPROVE if self.yes else None,
                people=self.talking.people,
                hear=self.hear,
                talk=self.talking.beside,
            )
        except KeyboardInterrupt:
            self._stopped()
        except (ToolError, BadReply, Unsupported) as error:
            self.screen.say(f"{plain(str(error))}\nNothing that was done is lost. Say: go on")
        else:
            self._ended(outcome)

    def _stopped(self) -> None:
        with self.studio.database.read() as session:
            film = board.film(session, self.film_id)
        done = f"{film.rendered} of {film.shots} shots are rendered. " if film.shots else ""
        self.screen.say(f"Stopped. {done}Say: go on")

    def _ended(self, outcome: Outcome) -> None:
        if outcome.state is JobState.WAITING:
            raise Left
        with self.studio.database.read() as session:
            film = board.film(session, self.film_id)
        if outcome.state is JobState.DONE:
            self.screen.heading(f"{film.title} is ready: {film.frames / film.fps:.0f} s, {film.shots} shots")
            self.screen.say(f"{film.folder}/film.mp4\nSay what should be different, or /help, or /quit.")
        else:
            self._stopped()

    def _listen(self) -> None:
        """One line of free talk, and what follows from it."""
        beside_offer, self._next = self._next, ""
        words = beside_offer or self._said("you> ")
        if not words:
            return
        if words.lower().rstrip(".!。！") in ON:
            self._go_on()
            return
        aside = self.talking.beside(words)
        job_id = self._answered() if aside.goes_on else 0
        if aside.changed or aside.goes_on or beside_offer:
            job_id = job_id or self._offer()
        if job_id:
            self._work(job_id)

    def _go_on(self) -> None:
        if self._answered() or self._unfinished():
            self._work(making.revive(self.studio, self.film_id))
        else:
            self.screen.say(ALL_DONE)

    def _answered(self) -> int:
        """The job that can go on at once: one that was interrupted, or whose question has been answered."""
        with self.studio.database.read() as session:
            job = jobs.newest(session, self.film_id)
            live = job is not None and job.state in jobs.LIVE and not jobs.owner_lives(session, job)
            return job.id if live and job is not None else 0

    def _unfinished(self) -> str:
        """What is still to do, as a question; empty for nothing."""
        with self.studio.database.read() as session:
            return OFFERS[remaining(session, self.film_id)]

    def _offer(self) -> int:
        """The job that does what is still to do, where there is any and the user wants it."""
        question = self._unfinished()
        return self._if_wanted(question) if question else 0

    def _if_wanted(self, question: str) -> int:
        """The job that goes on; 0 for later, or when something else is said, which comes first."""
        said = "" if self.yes else self._said(f"{question} [yes/later] ")
        if YES.startswith(said.lower()):
            return making.revive(self.studio, self.film_id)
        if "later".startswith(said.lower()):
            self.screen.say("Later, then. Say: go on")
        else:
            self._next = said
        return 0


def goodbye(screen: Screen, studio: Studio, film_id: int) -> None:
    """Say how to come back."""
    if film_id:
        with studio.database.read() as session:
            film = board.film(session, film_id)
        screen.say(f"Until later. Nothing is lost: {program()} chat {film.code}")
