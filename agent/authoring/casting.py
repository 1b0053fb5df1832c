"""Casting: everybody's card, tagged in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from agent import briefing
from agent.authoring.given import answered, language
from agent.authoring.wording import strangers
from agent.desk import Desk
from agent.steps import given
from agent.writing import cast as house
from agent.writing.banks import bank, language_of
from agent.writing.mentions import Person, key, people
from agent.writing.sentences import clip, flat, named
from skills.answers import CastAnswer, CastMember
from skills.hooks import Hook
from tools.story import Action, Brief, CardDraft, CastDraft, Screenplay, StoryDraft, tag_for

MOST_ASKED = 16
"""Cards one answer holds. Of a longer script's people those who say most are asked for; the house gives the
others their cards."""
VOICE_WORDS = 14


def casting(desk: Desk, sources: Callable[[str], str], values: Mapping[str, object]) -> CastDraft:
    """A card for everybody: with a script, for everyone it names and nobody else, under the script's names.

    Args:
        desk: asks the model.
        sources: passages of attached files for a query.
        values: ``brief``, ``story`` and ``answers``.

    Raises:
        BadReply: a value is missing, or the answer was no good twice.
    """
    brief, told = given(values, "brief", Brief), given(values, "story", StoryDraft)
    tongue = language(brief, told.screenplay)
    found = _of_script(told.screenplay, tongue)
    asked = _foremost(found, told.screenplay)
    text = _action(told.screenplay)

    def check(answer: CastAnswer) -> list[str]:
        return [*_name_faults(answer, asked, text), *_voice_faults(answer, asked), *_words(answer, tongue)]

    answer = desk.ask(
        Hook.CAST,
        {
            "story": briefing.story(told, 500),
            "idea": briefing.idea(brief, 400),
            "answers": briefing.answers(answered(values), 250),
            "script": briefing.people(asked, 1_100),
            "names": "\n".join(named(person.name) for person in asked),
            "sources": briefing.within(sources(_query(told, asked)), 400),
            "language": tongue,
        },
        CastAnswer,
        check,
        seed=brief.seed,
    )
    if not found:
        return _numbered([_card(member, speaks=True) for member in answer.characters])
    return _scripted(answer, found, told.screenplay, brief)


def _of_script(screenplay: Screenplay, tongue: str) -> list[Person]:
    return people(screenplay, bank(language_of("", tongue))) if screenplay.scenes else []


def _foremost(found: Sequence[Person], screenplay: Screenplay) -> list[Person]:
    """At most sixteen of a script's people, those with the most lines, in order of appearance."""
    said = [key(speech.speaker) for speech in screenplay.speeches()]
    most = sorted(found, key=lambda p: (not p.speaks, -said.count(key(p.name))))[:MOST_ASKED]
    return [person for person in found if person in most]


def _scripted(answer: CastAnswer, found: Sequence[Person], screenplay: Screenplay, brief: Brief) -> CastDraft:
    """The answer in the script's order and names, then the house's cards for those who were not asked for,
    then whoever else of the script the model found."""
    members = {key(member.name): member for member in answer.characters}
    words = bank(language_of("", language(brief, screenplay)))
    spare = {key(card.name): card for card in house.cast(screenplay, words, brief.seed).characters}
    cards = []
    for person in found:
        name = named(person.name)
        member = members.pop(key(name), None)
        cards.append(_card(member, person.speaks, name) if member else spare[key(name)])
    return _numbered([*cards, *(_card(member, speaks=False) for member in members.values())])


def _card(member: CastMember, speaks: bool, name: str = "") -> CardDraft:
    return CardDraft(
        tag=tag_for(0),
        name=name or flat(member.name),
        appearance=flat(member.appearance).rstrip(".。"),
        wardrobe=flat(member.wardrobe).rstrip(".。"),
        voice=clip(flat(member.voice).rstrip(".。"), VOICE_WORDS) if speaks else "",
    )


def _numbered(cards: Sequence[CardDraft]) -> CastDraft:
    return CastDraft(
        characters=tuple(card.model_copy(update={"tag": tag_for(n)}) for n, card in enumerate(cards))
    )


def _name_faults(answer: CastAnswer, asked: Sequence[Person], text: str) -> list[str]:
    names = [key(member.name) for member in answer.characters]
    twice = sorted({m.name for m in answer.characters if names.count(key(m.name)) > 1})
    found = [f"{name} is there twice: give everybody one card" for name in twice]
    if not asked:
        return found
    wanted = {key(named(person.name)): named(person.name) for person in asked}
    found += [
        f"{name} is missing: give a card for every name" for k, name in wanted.items() if k not in names
    ]
    strangers = [m.name for m in answer.characters if key(m.name) not in wanted and key(m.name) not in text]
    return found + [f"{name} is not in the script: give cards for the names only" for name in strangers]


def _voice_faults(answer: CastAnswer, asked: Sequence[Person]) -> list[str]:
    speak = {key(named(person.name)) for person in asked if person.speaks}
    return [
        f"{member.name} speaks in the script: describe the voice in eight to fourteen words"
        for member in answer.characters
        if key(member.name) in speak and not member.voice
    ]


def _words(answer: CastAnswer, tongue: str) -> list[str]:
    return [
        fault
        for m in answer.characters
        for fault in strangers(" ".join([m.appearance, m.wardrobe, m.voice]), tongue, f"the card of {m.name}")
    ]


def _action(screenplay: Screenplay) -> str:
    blocks = [b for scene in screenplay.scenes for b in scene.blocks if isinstance(b, Action)]
    return key(" ".join(block.text for block in blocks))


def _query(told: StoryDraft, asked: Sequence[Person]) -> str:
    return ", ".join(named(person.name) for person in asked) or told.logline
