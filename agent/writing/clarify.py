"""What the house asks about an idea that leaves it open, and how the answers come into the film (E49).

It asks only what it can really use: the look, who is in the film, and where it happens. The default of every
question is what the house would do anyway, so that a film whose defaults were left standing is the film it
would have been without the questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.writing import dice
from agent.writing.banks import Bank
from agent.writing.extract import style
from agent.writing.fable import Film, planned, workplace
from agent.writing.places import word_pattern
from agent.writing.sentences import flat, with_article
from tools.story import Answered, Brief, QuestionDraft, QuestionsDraft, Topic

PLACES = 5
"""Places offered."""
_INSIDE = frozenset(("in", "inside", "aboard"))
_NEAR = frozenset(("on", "by", "beside"))
"""Prepositions of place, besides those of the bank."""


def questions(brief: Brief, bank: Bank, number: int) -> QuestionsDraft:
    """The cards of round ``number`` (from 1): all there is to ask is asked in the first."""
    if number > 1:
        return QuestionsDraft()
    return QuestionsDraft(questions=tuple(_cards(brief, planned(brief, bank), bank)))


def told(brief: Brief, answers: Sequence[Answered], bank: Bank) -> Brief:
    """``brief`` with what was answered; the very same where every default was left standing.

    A look becomes the style. Who and where are told after the idea, both as soon as one of them is the user's
    own: the other one's default was shown beside it and holds, too.
    """
    held = {answer.topic: answer for answer in answers}
    who, where, look = (held.get(topic) for topic in (Topic.CHARACTERS, Topic.SCENES, Topic.STYLE))
    parts = [brief.text]
    if any(answer.given for answer in (who, where) if answer):
        parts += [bank.clarify.people.told.format(answer=flat(who.answer))] if who else []
        parts += [_somewhere(flat(where.answer), bank)] if where else []
    chosen = brief.style
    if look and (look.given or len(parts) > 1):
        chosen = brief.style or bank.clarify.style.looks.get(look.answer, look.answer)
    return brief.model_copy(update={"text": bank.clarify.stop.join(parts), "style": chosen})


def _cards(brief: Brief, film: Film, bank: Bank) -> Iterator[QuestionDraft]:
    ask = bank.clarify
    if not flat(brief.style) and not _names_a_look(brief.text, bank):
        names = {words: name for name, words in ask.style.looks.items()}
        yield _card(Topic.STYLE, ask.style.text, tuple(names.values()), names[style(brief, bank)])
    if not film.idea.people and not film.idea.animals:
        yield _card(Topic.CHARACTERS, ask.people.text, ask.people.options, _everybody(film, bank))
    if not film.idea.places and not workplace(film.idea, bank):
        start = dice.number("places", brief.text) % len(bank.default_places)
        offered = (*bank.default_places[start:], *bank.default_places[:start])[:PLACES]
        yield _card(Topic.SCENES, ask.place.text, offered, film.home.word)


def _card(topic: Topic, text: str, options: tuple[str, ...], preset: str) -> QuestionDraft:
    """The default stands first."""
    others = tuple(option for option in options if option != preset)
    return QuestionDraft(topic=topic, text=text, options=(preset, *others), preset=preset)


def _names_a_look(text: str, bank: Bank) -> bool:
    low = flat(text).lower()
    return any(word_pattern(word).search(low) for word in bank.clarify.style.words)


def _everybody(film: Film, bank: Bank) -> str:
    """``a nurse and a baker``."""
    roles = [with_article(player.role) for player in film.cast]
    return bank.joined.join([bank.comma.join(roles[:-1]), roles[-1]])


def _somewhere(answer: str, bank: Bank) -> str:
    """A place told so that the house finds it: ``on the moon`` → ``it happens near the moon``."""
    card, words = bank.clarify.place, answer.split(" ")
    lead = words[0].lower()
    if lead in {*bank.place_prepositions, *_NEAR} and words[1:]:
        words = words[1:]
    if words[0].lower() in bank.determiners and words[1:]:
        words = words[1:]
    inside = lead in _INSIDE or lead not in {*bank.place_prepositions, *_NEAR}
    place = " ".join(words)
    form = card.inside if inside else card.outside
    return form.format(answer=place if place[:1].isupper() else card.the.format(answer=place))
