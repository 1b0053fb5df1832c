"""What somebody looks and sounds like: read out of the script, completed where it is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agent.writing import dice
from agent.writing.banks import Bank
from agent.writing.mentions import Person
from agent.writing.sentences import flat, named, sentences, size, with_article

_AGE = re.compile(r"\b\d{1,2}(?:'?s)?\b|[零一二三四五六七八九十\d]{1,3}多?岁")
_BRACKET = re.compile(r"^[^.!?。]{0,60}?[（(]([^）)]*)[）)]")
_COMMA = re.compile(r"\s*[,;，；、]\s*|\s+(?:wearing|dressed in)\s+")
_JOINT = re.compile(r"\s+(?:and|in|with)\s+")
_LEAD = re.compile(r"^(?:(?:and|in|a|an|the|his|her|their|wearing|with)\s+|和|穿着?)+(?=\S)", re.IGNORECASE)
_OLD_HAIR = ("grey", "white", "silver", "thinning", "pepper", "白", "灰", "银")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Known:
    """What the script says about somebody, sorted."""

    look: list[str] = field(default_factory=list)
    wardrobe: list[str] = field(default_factory=list)
    voice: list[str] = field(default_factory=list)


@dataclass
class Used:
    """What earlier members of the cast have, so that nobody is a double."""

    hairs: set[str] = field(default_factory=set)
    faces: set[str] = field(default_factory=set)
    wardrobes: set[str] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)


def has(text: str, words: tuple[str, ...]) -> bool:
    """True when ``text`` contains one of ``words`` (whole words; Chinese anywhere)."""
    low = text.lower()
    tokens = set(re.findall(r"[\w'-]+", low)) | {p for t in re.findall(r"[\w'-]+", low) for p in t.split("-")}
    return any((w in low) if (_HAN.search(w) or " " in w) else (w in tokens) for w in words)


def known(person: Person, bank: Bank) -> Known:
    """What the words around the first mention say; nothing is invented here."""
    facts = Known()
    head = sentences(person.first)[0] if person.first else ""
    bracket = _BRACKET.match(person.first)
    if bracket:
        _sort(bracket.group(1), facts, bank, strict=False)
    elif head:
        _sort(_apposition(head, person.name), facts, bank, strict=True)
    _voice_sentence(person, facts)
    return facts


def _apposition(head: str, name: str) -> str:
    """``MARA, 60s, tall, in a yellow coat, trims …`` → what stands between the commas."""
    rest = head[len(name) :].lstrip()
    return rest.lstrip(", ，") if rest[:1] in {",", "，"} else ""


def _sort(text: str, facts: Known, bank: Bank, strict: bool) -> None:
    """Give each chunk of a description to look, wardrobe or voice; ``strict`` drops what fits none."""
    for chunk in _chunks(text, bank):
        if size(chunk) > 14:
            continue
        if has(chunk, bank.voice_words):
            facts.voice.append(chunk)
        elif has(chunk, bank.clothes):
            facts.wardrobe.append(chunk)
        elif (
            not strict
            or _AGE.search(chunk)
            or has(chunk, (*bank.hair_words, *bank.build_words, *bank.face_words, *bank.age_words))
        ):
            facts.look.append(chunk)


def _chunks(text: str, bank: Bank) -> list[str]:
    """The parts of a description: at commas, and where a look ends and clothes begin."""
    parts: list[str] = []
    for part in (p.rstrip(". ") for p in _COMMA.split(flat(text))):
        cut = next((m for m in _JOINT.finditer(part) if _turns(part, m, bank)), None)
        parts += [part[: cut.start()], part[cut.end() :]] if cut else [part]
    return [clean for part in parts if (clean := _LEAD.sub("", part).strip())]


def _turns(part: str, joint: re.Match[str], bank: Bank) -> bool:
    """``hair in a bun`` and ``coat with brass buttons`` are one thing; ``tall in a red coat`` is two."""
    before, after = (has(side, bank.clothes) for side in (part[: joint.start()], part[joint.end() :]))
    return before != after and (after or joint.group().strip() == "and")


def _voice_sentence(person: Person, facts: Known) -> None:
    """``Her voice is low and rough.`` / ``She wears …`` in the sentences that follow."""
    for text in sentences(person.first)[:4]:
        if not facts.voice and (
            m := re.search(r"\b(?:[Hh]er|[Hh]is|[Tt]heir) voice (?:is )?([^,.;]{3,60})", text)
        ):
            facts.voice.append(m.group(1))
        if not facts.wardrobe and (
            m := re.search(r"\b(?:[Ww]ears|[Ww]earing|[Dd]ressed in) ([^.;]{3,70})", text)
        ):
            facts.wardrobe.append(re.sub(r"^(?:a|an|his|her|their) ", "", m.group(1)))
        if not facts.wardrobe and (m := re.search(r"(?:身穿|穿着|穿) ?([^，。；]{2,16})", text)):
            facts.wardrobe.append(m.group(1))
        if not facts.voice and (m := re.search(r"(?:声音|嗓音)([^，。；]{2,12})", text)):
            facts.voice.append(m.group(1))


def role_of(name: str, facts: Known, bank: Bank) -> str:
    """The longest role of the bank in the name or the description, or empty."""
    text = f"{name} {' '.join(facts.look)}".lower()
    found = [r for r in bank.roles if has(text, (r,))]
    return max(found, key=len, default="")


def gender_of(person: Person, role: str, bank: Bank, seed: int) -> str:
    """``f``, ``m`` or ``""`` (a thing or a group), from role, name and pronouns; else drawn."""
    first = named(person.name).split()[0]
    if role and (g := bank.roles[role][0]):
        return g
    if (
        first in bank.names_f
        or first.lower() in bank.known_f
        or first.upper() in {"MRS", "MS", "MISS", "LADY"}
    ):
        return "f"
    if first in bank.names_m or first.lower() in bank.known_m or first.upper() in {"MR", "SIR"}:
        return "m"
    bracket = _BRACKET.match(person.first)
    own = bracket.group(1) if bracket else ""
    rest = " ".join(sentences(person.first)[:3])
    for near in (own, rest):
        women, men = (_said(near, words) for words in (bank.pronoun_f, bank.pronoun_m))
        if women != men:
            return "f" if women > men else "m"
    return dice.pick(("f", "m"), "gender", person.name, seed)


def _said(text: str, words: tuple[str, ...]) -> int:
    """How often one of ``words`` stands in ``text``."""
    if _HAN.search(words[0]):
        return sum(text.count(word) for word in words)
    return len(re.findall(rf"\b(?:{'|'.join(words)})\b", text, re.IGNORECASE))


def age_of(facts: Known, role: str, bank: Bank, name: str, seed: int) -> str:
    """``child``, ``young``, ``middle`` or ``old``."""
    text = " ".join(facts.look)
    if digits := re.search(r"\b(\d{1,2})", text):
        years = int(digits.group(1))
        return "child" if years < 14 else "young" if years < 36 else "middle" if years < 58 else "old"
    if has(text, bank.old_words):
        return "old"
    if role and bank.roles[role][1]:
        return bank.roles[role][1]
    if has(text, bank.young_words):
        return "young"
    return dice.pick(("young", "middle", "middle", "old"), "age", name, seed)


def appearance(person: Person, facts: Known, role: str, bank: Bank, used: Used, seed: int) -> str:
    """Age, build, hair and face in 8 to 25 words: the script's words first."""
    if facts.look and facts.look[0] in bank.animals:
        return _within([with_article(facts.look[0]), *facts.look[1:]], bank, person.name, seed)
    gender, age = gender_of(person, role, bank, seed), age_of(facts, role, bank, person.name, seed)
    who = bank.people_words.get(f"{gender}_{age}") or bank.people_words.get(f"{gender}")
    text = " ".join(facts.look)
    parts = list(facts.look)
    lead = role if role and role not in text.lower() and role not in {"man", "woman"} else who or ""
    if lead and not has(text, (lead,)) and not (role and role in text.lower()):
        parts.insert(0, with_article(lead))
    elif role and parts and parts[0] == role:
        parts[0] = with_article(role)
    if not (_AGE.search(text) or has(text, bank.age_words)):
        parts.insert(1, dice.pick(bank.ages[age], "age words", person.name, seed))
    if not has(text, bank.build_words):
        builds = tuple(b for b in bank.builds if age != "child" or b in bank.builds[2:5]) or bank.builds
        parts.append(dice.pick(builds, "build", person.name, seed))
    if not has(text, bank.hair_words):
        parts.append(_fresh(hairs(bank, gender, age), used.hairs, "hair", person.name, seed))
    if not has(text, bank.face_words) or size(", ".join(parts)) < 8:
        parts.append(_fresh(bank.faces, used.faces, "face", person.name, seed))
    return _within(parts, bank, person.name, seed)


def hairs(bank: Bank, gender: str, age: str) -> tuple[str, ...]:
    """Hair that fits: grey only for the old, baldness not for children."""
    every = bank.hairs_f if gender == "f" else bank.hairs_m
    grown = {"young": _OLD_HAIR, "middle": _OLD_HAIR, "child": (*_OLD_HAIR, "bald", "bun", "光头", "秃")}
    return tuple(h for h in every if not has(h, grown.get(age, ()))) or every


def _within(parts: list[str], bank: Bank, name: str, seed: int) -> str:
    while size(", ".join(parts)) > 25 and len(parts) > 2:
        parts.pop()
    for extra in range(3):
        if size(", ".join(parts)) >= 8:
            break
        parts.append(dice.pick_new(bank.faces, parts, "more", extra, name, seed))
    return _listed(parts)


def _fresh(options: tuple[str, ...], used: set[str], *key: object) -> str:
    choice = dice.pick_new(options, used, *key)
    used.add(choice)
    return choice


def wardrobe(person: Person, facts: Known, role: str, bank: Bank, used: Used, seed: int) -> str:
    """Clothes with a colour: the script's, the role's, or drawn so that no two people match."""
    age = age_of(facts, role, bank, person.name, seed)
    garments = bank.garments_child if age == "child" else bank.garments
    drawn = [bank.wardrobe_link.format(colour=c, garment=g) for c in bank.colours for g in garments]
    if facts.wardrobe:
        said = _listed(facts.wardrobe[:3])
        colour = (
            ""
            if has(said, bank.colours) or len(facts.wardrobe) > 1
            else dice.pick(bank.colours, "colour", person.name, seed)
        )
        choice = (
            said
            if not colour or _coloured(said, bank)
            else bank.wardrobe_link.format(colour=colour, garment=said)
        )
    elif role and bank.roles[role][2] and bank.roles[role][2] not in used.wardrobes:
        choice = bank.roles[role][2]
    else:
        choice = dice.pick_new(drawn, used.wardrobes, "wardrobe", person.name, seed)
    used.wardrobes.add(choice)
    return choice


def _coloured(text: str, bank: Bank) -> bool:
    """True when some colour word stands inside: ``dark green`` counts for ``green``."""
    plain = {"red", "blue", "green", "white", "pink", "purple", "violet", "gold", "silver", "beige", "tan"}
    plain |= {c.split()[-1] for c in bank.colours} | set("红黄绿蓝白黑灰棕紫橙青粉银金")
    return has(text, tuple(plain))


def voice(person: Person, facts: Known, role: str, bank: Bank, used: Used, seed: int) -> str:
    """The voice in 8 to 14 words; empty for somebody who never speaks."""
    if not person.speaks:
        return ""
    child = age_of(facts, role, bank, person.name, seed) == "child"
    said = [re.sub(r"\b(?:and )?(?:a |with )?voice\b|^with |嗓音|声音", "", v).strip() for v in facts.voice]
    head = [v for v in said if v] or [
        _fresh(bank.voice_child if child else bank.voices_a, used.voices, "voice", person.name, seed)
    ]
    parts = [
        *head[:1],
        dice.pick(bank.voices_b, "voice b", person.name, seed),
        dice.pick(bank.voices_c, "voice c", person.name, seed),
    ]
    spare = 0
    while size(", ".join(parts)) < 8:
        parts.append(dice.pick_new(bank.voices_b, parts, "voice d", spare, person.name, seed))
        spare += 1
    while size(", ".join(parts)) > 14 and len(parts) > 1:
        parts.pop()
    return _listed(parts)


def _listed(parts: list[str]) -> str:
    text = "".join(parts)
    return ("，" if _HAN.search(text) else ", ").join(parts)
