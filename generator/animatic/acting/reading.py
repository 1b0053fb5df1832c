"""What a figure does, read from the words of its action and expression."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.animatic.acting import verbs
from generator.animatic.acting.pose import STEADY, WALKERS, Act, Feeling, Gesture, Stance, Travel
from generator.animatic.wording import first_place, says

MAX_PHASES = 3
"""Things somebody does one after the other in a shot."""
READ = 600
"""Characters of an action that are read: more than this nobody does in a shot."""
MAX_CLAUSES = 24
"""Parts of a text that are looked at for doings; what follows belongs to the last one."""

_DENIED = re.compile(
    r"\b(?:(?:does|do|did|can|could|will|would)(?: not|n['’]t)|cannot|never|no longer) +[a-z]+"
    r"|(?:没有|没|不再|不肯|不会|不能|不敢|从不|不|别)(?=[\u3400-\u9fff])[\u3400-\u9fff]{1,2}",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    "|".join((
        r"\btakes? (?:it|this|that|all) in\b",
        r"\btakes? (?:a|her|his|the) (?:deep )?(?:seat|step|breath|look|moment)\b",
        r"\b(?:takes?|taking) place\b|\btakes? off\b",
        r"\bgives? (?:a |her a |him a |them a )(?:\w+ )?(?:nod|smile|look|laugh|start|sigh|shrug|wave)",
        r"\bgives? (?:up|way|in)\b|\bstep by step\b|\bhit by\b|\bholds? (?:still|on)\b",
        r"\bfalls? (?:silent|quiet|asleep|in love|still|open|apart)\b|\bfalling (?:snow|rain|leaves)\b",
        r"\b(?:snow|rain|night|dusk|light|shadow|silence)s? falls?\b",
        r"\bopens? (?:her|his|its|their|one) (?:mouth|eyes?|lips)\b",
        r"\bopen (?:sea|window|door|field|air|road|sky|fire)\b|\bcall(?:s|ed) (?:him|her|it)\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
"""Turns of speech whose verb is not done."""
_THEN = re.compile(
    r"[.;!?。；！？]+\s*|,\s*(?:and |then |and then |before )?|\band then\b|\bthen\b|\band\b"
    r"|\bbefore (?=\w+ing\b)"
    r"|[，、]\s*|然后|接着|随后|再(?=[走坐站看拿跑])|又(?=[走坐站看拿跑])|并(?=[走坐站看拿跑])",
    re.IGNORECASE,
)
_HANDS_OVER = re.compile(r"\bhands? (?:over |\w+ )?(?:the|a|an|his|her|it|them|him) ", re.IGNORECASE)
_MEANWHILE = re.compile(r"\s*(?:\w+ing\b|while\b|with\b|as\b|still\b|一边|同时)", re.IGNORECASE)


@dataclass(frozen=True)
class Phase:
    """One of the things somebody does in a shot, and its words."""

    act: Act
    words: str


def act_of(action: str, expression: str = "") -> Act:
    """The act in the words of a figure's action and expression; standing still when they say nothing.

    What the words deny (``does not eat``) is not done.
    """
    action = action[:READ]
    done = _done(action)
    plain = _IDIOMS.sub(" ", done)
    since, stance = _change(done, _stance(plain))
    travel = next((kind for kind, stems in verbs.TRAVELS if says(plain, *stems)), Travel.NONE)
    if stance is Stance.CLIMB and says(plain, *verbs.UPRIGHT):
        travel = Travel.NONE
    elif travel is not Travel.NONE and stance not in WALKERS:
        stance = Stance.WALK
    both = f"{done} {expression}"
    eyes = f"{action} {expression}"
    asleep = says(done, *verbs.ASLEEP)
    act = Act(
        stance, _earliest(plain), travel,
        away=says(done, *verbs.AWAY, *verbs.FROM_BEHIND),
        down=says(both, *verbs.DOWN) and stance is not Stance.BOW,
        up=says(done, *verbs.UP),
        to_left=_towards(done, "left", "right", "左"),
        to_right=_towards(done, "right", "left", "右"),
        nod=1.0 if says(done, *verbs.NODS) else -1.0 if says(done, *verbs.SHAKES_HEAD) else 0.0,
        asleep=asleep,
        shut=asleep or says(eyes, *verbs.SHUT),
        laughing=says(both, *verbs.LAUGHS),
        leaning=says(done, *verbs.LEANS),
        since=since,
        turned=stance is Stance.CLIMB or says(done, *verbs.FROM_BEHIND),
        turns=_turns(done),
        around=says(done, *verbs.AROUND),
        aims=says(done, *verbs.LOOKS),
        lens=says(done, *verbs.LENS),
        shivers=says(both, *verbs.SHIVERS),
    )  # fmt: skip
    tells = act != Act() or says(done, *verbs.STANDS)
    return replace(act, tells=tells, feeling=_feeling(done, expression))


@lru_cache(maxsize=512)
def phases_of(action: str, expression: str = "") -> tuple[Phase, ...]:
    """What somebody does one after the other, at least one phase and at most :data:`MAX_PHASES`.

    What a phase does not say goes on from the one before: who sits down and reads, reads sitting.
    """
    phases: list[Phase] = []
    for words in _clauses(action):
        act = act_of(words, expression)
        act = replace(act, feeling=_feeling(_done(words), expression))
        if act.asleep and phases and phases[-1].act.stance is Stance.LIE:
            # "Asleep" alone is read as sleeping in a chair; who lies already goes on lying.
            act = replace(act, stance=Stance.STAND)
        if not phases:
            phases.append(Phase(act, words))
        elif _meant_together(phases[-1].act, act):
            both = f"{phases[-1].words}, {words}"
            phases[-1] = Phase(act_of(both, expression), both)
        else:
            phases.append(Phase(_after(phases[-1].act, act, words), words))
    whole = act_of(action, expression)
    if len(phases) < 2:
        return (Phase(whole, action),)
    return tuple(replace(p, act=replace(p.act, feeling=whole.feeling)) for p in phases)


def _done(action: str) -> str:
    return _DENIED.sub(" ", action)


def _clauses(action: str) -> list[str]:
    """The words of each doing in order; what is no doing of its own belongs to the one before."""
    clauses: list[str] = []
    for piece in _THEN.split(action[:READ], maxsplit=MAX_CLAUSES):
        if not piece or not piece.strip():
            continue
        if clauses and (len(clauses) == MAX_PHASES or _MEANWHILE.match(piece) or not act_of(piece).tells):
            clauses[-1] += f", {piece}"
        else:
            clauses.append(piece)
    if len(clauses) > 1 and not act_of(clauses[0]).tells:
        clauses[:2] = [f"{clauses[0]}, {clauses[1]}"]
    return clauses


def _meant_together(before: Act, act: Act) -> bool:
    """Who is seated and reads does both at once; who sits down does one after the other."""
    still = before.since is None and before.travel is Travel.NONE and before.stance not in WALKERS
    if before.stance is Stance.FALL is act.stance:
        return True
    only_rests = (
        still and before.gesture is Gesture.NONE and not (before.turned or before.turns or before.nod)
    )
    own_stance = act.stance is not Stance.STAND or act.since is not None or act.travel is not Travel.NONE
    return only_rests and not own_stance and not before.around


def _after(before: Act, act: Act, words: str) -> Act:
    """``act`` as it goes on from ``before``."""
    if act.stance is Stance.STAND and act.since is None and act.travel is Travel.NONE:
        rests = before.stance in (Stance.SIT, Stance.KNEEL, Stance.LIE, Stance.RIDE, Stance.FALL)
        if rests and not says(words, *verbs.STANDS):
            act = replace(act, stance=before.stance)
    if act.gesture is Gesture.NONE and before.gesture in STEADY and act.stance not in (Stance.FALL,):
        act = replace(act, gesture=before.gesture)
    return act


def _change(action: str, stance: Stance) -> tuple[Stance | None, Stance]:
    """The stance before the act, when the words tell of a change, and the stance after it."""
    if says(action, *verbs.GETS_UP):
        return Stance.SIT, Stance.STAND if stance in (Stance.SIT, Stance.LIE, Stance.KNEEL) else stance
    for after, stems in verbs.GOES_DOWN:
        if says(action, *stems):
            return Stance.STAND, after
    return None, stance


def _stance(action: str) -> Stance:
    seated = says(action, "sit", "sits", "sitting", "seated") and says(action, *verbs.LAP)
    if seated:
        return Stance.SIT
    wheeled = says(action, "push*", "drag*", "wheel*") and says(action, "bicycle", "bike", "cart", "pram")
    found = next((kind for kind, stems in verbs.STANCES if says(action, *stems)), Stance.STAND)
    if found is Stance.CLIMB and says(action, *verbs.STAIRS):
        return Stance.WALK
    return Stance.WALK if wheeled and found is Stance.STAND else found


def _towards(action: str, side: str, other: str, han: str) -> bool:
    """True when the words go to a side, or come from the other one."""
    if says(action, f"from the {other}", f"from {other}"):
        return True
    return says(action, side, f"向{han}", f"往{han}") and not says(action, f"from the {side}", f"from {side}")


def _turns(action: str) -> bool:
    clean = action.strip(" .,!;").lower()
    return (
        says(action, *verbs.TURNS) or clean in ("turns", "she turns", "he turns") or clean.endswith(" turns")
    )


def _feeling(action: str, expression: str) -> Feeling:
    for text in (expression, action):
        found = next((kind for kind, stems in verbs.FEELINGS if says(text, *stems)), None)
        if found is not None:
            return found
    return Feeling.NEUTRAL


def _earliest(action: str) -> Gesture:
    if says(action, "to his lips", "to her lips", "to his mouth", "to her mouth"):
        return Gesture.FACE
    if _HANDS_OVER.search(action):
        return Gesture.GIVE
    found = [(place, kind) for kind, stems in verbs.GESTURES if (place := first_place(action, *stems)) >= 0]
    return min(found, key=lambda pair: pair[0])[1] if found else Gesture.NONE
