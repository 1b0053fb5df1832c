"""Who plays a fable: the people of the idea, and others found for them."""

from __future__ import annotations

from dataclasses import dataclass

from agent.writing import dice, looks
from agent.writing.banks import Bank
from agent.writing.beings import being_of
from agent.writing.idea import Idea, Sketch
from agent.writing.sentences import named


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in a fable."""

    name: str
    role: str
    gender: str
    age: str
    intro: str

    def slots(self, letter: str, bank: Bank) -> dict[str, str]:
        """The pattern's slots for the player ``A``, ``B`` or ``C``."""
        low = letter.lower()
        he, him, his, high, whose = bank.pronouns[self.gender]
        return {
            letter: self.name.upper(),
            low: self.name,
            f"{low}_role": self.role,
            f"{low}_intro": self.intro,
            f"{low}_he": he,
            f"{low}_him": him,
            f"{low}_his": his,
            f"{low}_He": high,
            f"{low}_His": whose,
        }


def players(idea: Idea, bank: Bank, *key: object) -> tuple[list[Player], list[Sketch]]:
    """Two or three players, and those of the idea who only pass by.

    Animals play when the idea has no people; otherwise they stay animals.
    """
    sketches = list(idea.people) or [Sketch(role=animal, animal=True) for animal in idea.animals]
    wanted = 2 + (len(sketches) > 2 or dice.number("third", *key) % 3 == 0)
    while len(sketches) < wanted:
        taken = {s.role for s in sketches}
        sketches.append(Sketch(role=dice.pick_new(bank.default_roles, taken, "role", len(sketches), *key)))
    cast: list[Player] = []
    used = looks.Used()
    for place, sketch in enumerate(sketches[:wanted]):
        cast.append(_player(sketch, place, idea, cast, used, bank, *key))
    return cast, sketches[wanted:]


def _player(
    sketch: Sketch, place: int, idea: Idea, cast: list[Player], used: looks.Used, bank: Bank, *key: object
) -> Player:
    gender = _gender(sketch, place, idea, bank, *key)
    name = sketch.name or _name(sketch, gender, cast, bank, *key)
    role = sketch.role or bank.people_words[gender]
    age = _age(sketch, bank) or dice.pick(("young", "middle", "old"), "age", name, *key)
    if sketch.animal:
        intro = _animal(sketch.role, used, bank, name, *key)
    elif being_of("", [role], bank):
        intro = _machine(sketch, bank.roles[role][2], used, bank, name, *key)
    else:
        intro = _intro(sketch, role, gender, age, used, bank, name, *key)
    return Player(name, role, gender, age, intro)


def _age(sketch: Sketch, bank: Bank) -> str:
    """What the idea says: its adjective first (an old soldier), then the role (a grandmother)."""
    if sketch.adjective in bank.old_adjectives:
        return "old"
    if sketch.adjective in bank.young_adjectives:
        return "young"
    return bank.roles.get(sketch.role, ("", "", ""))[1]


def _gender(sketch: Sketch, place: int, idea: Idea, bank: Bank, *key: object) -> str:
    role = bank.roles.get(sketch.role, ("", "", ""))
    if role[0]:
        return role[0]
    if sketch.name in bank.names_f or sketch.name.lower() in bank.known_f:
        return "f"
    if sketch.name in bank.names_m or sketch.name.lower() in bank.known_m:
        return "m"
    if place == 0 and idea.she:
        return "f" if idea.she > 0 else "m"
    return dice.pick(("f", "m"), "gender", place, *key)


def _name(sketch: Sketch, gender: str, cast: list[Player], bank: Bank, *key: object) -> str:
    """An animal is called by its kind; people get a name whose first letter nobody else has."""
    if sketch.animal:
        return named(sketch.role.split()[-1].upper())
    letters = {player.name[:1] for player in cast}
    names = bank.names_f if gender == "f" else bank.names_m
    fitting = [n for n in names if n[:1] not in letters] or list(names)
    return dice.pick(fitting, "name", len(cast), *key)


def _intro(
    sketch: Sketch, role: str, gender: str, age: str, used: looks.Used, bank: Bank, *key: object
) -> str:
    child = age == "child"
    wears = bank.roles[role][2] if role in bank.roles else ""
    drawn = [bank.wardrobe_link.format(colour=c, garment=g) for c in bank.colours for g in bank.garments]
    wears = (
        wears
        if wears and wears not in used.wardrobes
        else dice.pick_new(drawn, used.wardrobes, "wears", *key)
    )
    hair = dice.pick_new(looks.hairs(bank, gender, age), used.hairs, "hair", *key)
    voice = dice.pick_new(bank.voice_child if child else bank.voices_a, used.voices, "voice", *key)
    used.wardrobes.add(wears)
    used.hairs.add(hair)
    used.voices.add(voice)
    who = " ".join(w for w in (sketch.adjective, role) if w) if sketch.role else ""
    parts = {
        "role": who,
        "age": bank.age_tags[age],
        "build": dice.pick(bank.builds[2:5] if child else bank.builds, "build", *key),
        "hair": hair,
        "wears": wears,
        "voice": bank.voice_word.format(voice=voice),
    }
    return bank.comma.join(part for part in parts.values() if part)


def _animal(kind: str, used: looks.Used, bank: Bank, *key: object) -> str:
    look = bank.animal_looks.get(kind.rsplit(maxsplit=1)[-1]) or dice.pick(bank.animal_coats, "coat", *key)
    return _being(kind, look, used, bank, *key)


def _machine(sketch: Sketch, hull: str, used: looks.Used, bank: Bank, *key: object) -> str:
    """A robot, or another being that the bank knows as a role: its hull in place of clothes."""
    return _being(" ".join(w for w in (sketch.adjective, sketch.role) if w), hull, used, bank, *key)


def _being(kind: str, look: str, used: looks.Used, bank: Bank, *key: object) -> str:
    """An animal or a robot: what it is made of, a scarf to know it by, and the voice it has in a fable."""
    voice = dice.pick_new(bank.voices_a, used.voices, "voice", *key)
    scarf = dice.pick_new(bank.colours, used.wardrobes, "scarf", *key)
    used.voices.add(voice)
    used.wardrobes.add(scarf)
    return bank.comma.join([kind, look, scarf + bank.scarf, bank.voice_word.format(voice=voice)])
