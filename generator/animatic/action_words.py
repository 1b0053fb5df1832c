"""What a figure does, read from the words of its action and expression."""

from __future__ import annotations

import re

from generator.animatic.acting import Act, Feeling, Gesture, Stance, Travel
from generator.animatic.wording import first_place, says

_STANCES = (
    (Stance.LIE, ("lie", "lies", "lying", "unconscious", "collapsed", "dead", "in bed", "躺", "睡")),
    (Stance.KNEEL, ("kneel*", "crouch*", "squat*", "on her knees", "on his knees", "bends down", "跪", "蹲")),
    (Stance.SIT, ("sit", "sits", "sitting", "seated", "sat", "drives", "driving", "rows", "in a chair",
                  "at the desk", "asleep", "sleep", "sleeps", "sleeping", "坐")),
    (Stance.RIDE, ("pedals", "pedal", "pedalling", "pedaling", "cycles", "cycling", "rides his bicycle",
                   "rides her bicycle", "rides a bicycle", "rides the bicycle", "on his bicycle",
                   "on her bicycle", "骑车", "骑自行车")),
    (Stance.RUN, ("run", "runs", "running", "races", "sprints", "rushes", "hurries", "dashes", "chases",
                  "flees", "跑")),
    (Stance.WALK, ("walk*", "stride*", "strolls", "steps", "stepping", "wander*", "paces", "pacing", "climbs",
                   "climbing", "crosses", "approaches", "comes", "marches", "limps", "走")),
)  # fmt: skip
_LAP = ("on his knees", "on her knees", "on their knees")
"""Kneeling, unless somebody sits with something on the knees."""
# Where two gestures share a word, the one that stands first counts.
_GESTURES = (
    (Gesture.WAVE, ("wave", "waves at", "waves to", "waving", "waves", "beckons", "greets", "挥手")),
    (Gesture.POINT, ("point", "points", "pointing", "gestures", "indicates", "aims", "指")),
    (Gesture.CROSS, ("arms crossed", "crosses her arms", "crosses his arms", "folded arms", "folds",
                     "arms folded", "crossed arms", "抱臂")),
    (Gesture.HIPS, ("hands on hips", "hands on her hips", "hands on his hips")),
    (Gesture.HEAD, ("head in hands", "head in her hands", "head in his hands", "covers her face",
                    "covers his face", "sobs", "clutches her head", "clutches his head")),
    (Gesture.RAISE, ("raises his hand", "raises her hand", "raises his hands", "raises her hands",
                     "raises both", "raises his arms", "raises her arms",
                     "throws up", "arms up", "hands up", "cheers", "celebrates", "surrenders", "举手")),
    (Gesture.READ, ("reads", "reading", "read", "studies", "examines", "writes", "writing", "types",
                    "letter", "map", "读", "写")),
    (Gesture.EAR, ("phone", "telephone", "calls", "listens at", "on the line", "headphones", "电话", "手机")),
    (Gesture.FACE, ("drinks", "sips", "drinking", "eats", "eating", "wipes", "whispers", "smokes", "coughs",
                    "binoculars", "blow", "blows", "blowing", "喝", "吃")),
    (Gesture.POUR, ("pour", "pours", "pouring", "倒茶", "倒水")),
    (Gesture.HOLD, ("hold*", "carries", "carrying", "carry", "clutch*", "grips", "gripping", "cradles",
                    "hugs", "hands", "offers", "gives", "shows", "brings", "leans on", "leaning on",
                    "catches", "counts on", "pulls on", "closes her fist", "closes his fist", "拿", "抱")),
    (Gesture.LIFT, ("lift", "lifts", "lifting", "raise", "raises", "raising", "hoists", "winds", "winding",
                    "wraps", "wrapping", "ties", "tying", "hangs", "举")),
    (Gesture.REACH, ("reach*", "opens", "opening", "pulls", "turns the key", "grabs", "takes", "touches",
                     "knocks", "presses", "lights", "switches", "picks", "lays", "puts", "throws the switch",
                     "throws a switch", "伸", "拉", "开")),
    (Gesture.THROW, ("throw", "throws", "throwing", "toss", "tosses", "hurls", "flings", "casts", "扔")),
    (Gesture.PUSH, ("push", "pushes", "pushing", "drags", "dragging", "wheels", "wheeling", "推")),
    (Gesture.WORK, ("works", "working", "repairs", "fixes", "mends", "sweeps", "sweeping", "cuts", "clamps",
                    "polishes", "scrubs", "turns the", "kneads", "digs", "修")),
)  # fmt: skip
_FEELINGS = (
    (Feeling.HAPPY, ("happy", "smil*", "grin*", "laugh*", "joy*", "delight*", "amused", "cheerful",
                     "warm*", "proud*", "relieved", "tender*", "playful", "hopeful", "fond", "微笑", "笑",
                     "高兴", "开心")),
    (Feeling.ANGRY, ("angry", "anger", "furious", "glare*", "scowl*", "shout*", "yell*", "stern",
                     "irritated", "fierce", "frown*", "determined", "resolute", "bitter", "cold", "怒",
                     "生气")),
    (Feeling.AFRAID, ("afraid", "fear*", "scared", "terrified", "worried", "anxious", "nervous", "tense",
                      "panic*", "alarmed", "uneasy", "scream*", "害怕", "担心", "紧张")),
    (Feeling.SURPRISED, ("surpris*", "shock*", "astonish*", "stunned", "amazed", "startled", "gasps",
                         "wide eyed", "wonder", "awe", "curious", "惊")),
    (Feeling.SAD, ("sad*", "cry", "cries", "crying", "weep*", "tear", "tears", "grief", "sob*",
                   "mournful", "heartbroken", "sorrow*", "lonely", "regret*", "guilty", "apologetic", "悲",
                   "哭", "难过", "伤心")),
    (Feeling.TIRED, ("tired", "weary", "exhausted", "sleepy", "yawn*", "drained", "累", "疲")),
    (Feeling.THOUGHTFUL, ("thoughtful", "pensive", "think*", "ponder*", "doubt*", "hesitat*", "quiet*",
                          "calm", "serious", "concentrat*", "focused", "思")),
)  # fmt: skip
_TRAVELS = (
    (Travel.ENTER, ("enters", "enter", "comes in", "comes down", "comes up", "comes back", "comes out",
                    "climbs up", "steps in", "steps ashore", "walks in", "arrives", "appears", "runs in",
                    "bursts", "entering", "进来", "走进")),
    (Travel.EXIT, ("exits", "leaves", "walks off", "walks out", "walks away", "runs off", "runs away",
                   "runs out", "goes out", "steps out", "exit", "leaving", "离开", "走出")),
    (Travel.CROSS, ("crosses", "walks across", "walks past", "passes", "strolls", "walks along",
                    "runs across", "runs along", "走过")),
)  # fmt: skip
_DENIED = re.compile(
    r"\b(?:(?:does|do|did|can|could|will|would)(?: not|n['’]t)|cannot|never|no longer) +[a-z]+", re.IGNORECASE
)


def act_of(action: str, expression: str = "") -> Act:
    """The act in the words of a figure's action and expression; standing still when they say nothing.

    What the words deny (``does not eat``) is not done.
    """
    done = _DENIED.sub(" ", action)
    stance = _stance(done)
    travel = next((kind for kind, stems in _TRAVELS if says(done, *stems)), Travel.NONE)
    if travel is not Travel.NONE and stance not in (Stance.RUN, Stance.WALK):
        stance = Stance.WALK
    asleep = says(done, "asleep", "sleep", "sleeps", "sleeping", "unconscious", "dead", "dozes", "naps", "睡")
    both = f"{action} {expression}"
    return Act(
        stance, _earliest(done), travel, _feeling(done, expression),
        away=says(action, "looks away", "turns away", "looking away", "avoids", "stares out",
                  "out the window", "looks out", "at the sea", "to the horizon"),
        down=says(both, "looks down", "looking down", "lowers", "downcast", "bows", "head down",
                  "at the floor", "at her hands", "at his hands", "eyes lowered", "低头"),
        up=says(action, "looks up", "looking up", "gazes up", "at the sky", "at the stars",
                "at the ceiling", "抬头"),
        to_left=says(action, "left", "to the left"),
        nod=1.0 if says(done, "nod*", "点头") else -1.0 if says(done, "shakes her head",
            "shakes his head") else 0.0,
        asleep=asleep,
        shut=asleep or says(both, "eyes closed", "eyes shut", "closes her eyes", "closes his eyes",
                            "not open his eyes", "not open her eyes", "闭眼"),
        laughing=says(f"{done} {expression}", "laugh*", "giggl*", "chuckl*", "大笑"),
        leaning=says(done, "leans over", "leaning over", "leans in", "leans forward", "bends over", "stoops"),
    )  # fmt: skip


def _stance(action: str) -> Stance:
    seated = says(action, "sit", "sits", "sitting", "seated") and says(action, *_LAP)
    if seated:
        return Stance.SIT
    wheeled = says(action, "push*", "drag*", "wheel*") and says(action, "bicycle", "bike", "cart", "pram")
    found = next((kind for kind, stems in _STANCES if says(action, *stems)), Stance.STAND)
    return Stance.WALK if wheeled and found is Stance.STAND else found


def _feeling(action: str, expression: str) -> Feeling:
    for text in (expression, action):
        found = next((kind for kind, stems in _FEELINGS if says(text, *stems)), None)
        if found is not None:
            return found
    return Feeling.NEUTRAL


def _earliest(action: str) -> Gesture:
    if says(action, "to his lips", "to her lips", "to his mouth", "to her mouth"):
        return Gesture.FACE
    found = [(place, kind) for kind, stems in _GESTURES if (place := first_place(action, *stems)) >= 0]
    return min(found, key=lambda pair: pair[0])[1] if found else Gesture.NONE
