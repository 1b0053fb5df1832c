"""The words for what people do, feel and where they go, English and Chinese; see ``wording.says``.

Where several entries of a table fit, the first one counts, but for gestures the one whose word comes first.
"""

from __future__ import annotations

from generator.animatic.acting.pose import Feeling, Gesture, Stance, Travel

STANCES = (
    (Stance.FALL, ("falls", "fall", "falling", "fell", "trips", "stumbles", "collapses", "slips", "faints",
                   "tumbles", "摔", "跌", "倒在", "倒下", "绊倒")),
    (Stance.LIE, ("lie", "lies", "lying", "unconscious", "collapsed", "dead", "in bed", "躺", "睡")),
    (Stance.BOW, ("bow", "bows", "bowing", "bowed", "curtsies", "curtsey", "curtsy", "鞠躬", "行礼")),
    (Stance.SWIM, ("swim", "swims", "swimming", "paddles in the water", "游泳", "游向", "游过")),
    (Stance.KNEEL, ("kneel*", "crouch*", "squat*", "on her knees", "on his knees", "bends down", "跪", "蹲")),
    (Stance.SIT, ("sit", "sits", "sitting", "seated", "sat", "drive", "drives", "driving", "rows",
                  "in a chair", "at the desk", "at the wheel", "behind the wheel", "asleep", "sleep",
                  "sleeps", "sleeping", "坐", "开车", "驾驶")),
    (Stance.RIDE, ("pedals", "pedal", "pedalling", "pedaling", "cycles", "cycling", "rides his bicycle",
                   "rides her bicycle", "rides a bicycle", "rides the bicycle", "on his bicycle",
                   "on her bicycle", "骑车", "骑自行车")),
    (Stance.JUMP, ("jump", "jumps", "jumping", "leap", "leaps", "leaping", "hops", "hopping", "skips", "跳起",
                   "跳过", "跳了", "跳下", "跳上", "跃", "蹦")),
    (Stance.DANCE, ("dance", "dances", "dancing", "waltz", "waltzes", "twirls", "跳舞", "起舞", "舞蹈")),
    (Stance.CLIMB, ("climbs the ladder", "climbs a ladder", "climbs the rope", "climbs a rope",
                    "climbs the wall", "climbs a wall", "climbs a tree", "climbs the tree", "climbs over",
                    "climbs the rock", "climbs the cliff", "climbs the mast", "climbs onto", "climb",
                    "climbs", "climbing", "clambers", "攀", "爬")),
    (Stance.SNEAK, ("sneak", "sneaks", "sneaking", "creeps", "creeping", "tiptoe", "tiptoes", "tiptoeing",
                    "on tiptoe", "prowls", "蹑手蹑脚", "悄悄走", "溜进", "溜出", "潜行")),
    (Stance.RUN, ("run", "runs", "running", "races", "sprints", "rushes", "hurries", "dashes", "chases",
                  "flees", "跑", "奔向", "冲进", "冲出", "冲向")),
    (Stance.WALK, ("walk*", "stride", "strides", "striding", "strolls", "steps", "stepping", "wander*",
                   "paces", "pacing", "crosses", "approaches", "comes", "marches", "limps", "goes to",
                   "goes over", "走", "散步")),
)  # fmt: skip
UPRIGHT = (
    "ladder",
    "rope",
    "wall",
    "tree",
    "mast",
    "cliff",
    "rock",
    "pole",
    "梯子",
    "绳",
    "墙",
    "树",
    "悬崖",
)
"""What is climbed on the spot, with hands and feet."""
STAIRS = ("stairs", "steps", "staircase", "hill", "path", "楼梯", "台阶", "山坡")
"""What is climbed on foot."""
LAP = ("on his knees", "on her knees", "on their knees")
"""Kneeling, unless somebody sits with something on the knees."""
GOES_DOWN = (
    (Stance.SIT, ("sits down", "sit down", "sitting down", "takes a seat", "takes her seat", "takes his seat",
                  "sinks into", "坐下", "坐到")),
    (Stance.KNEEL, ("kneels down", "crouches down", "drops to her knees", "drops to his knees",
                    "squats down", "bends down", "跪下", "蹲下")),
    (Stance.LIE, ("lies down", "躺下")),
)  # fmt: skip
"""Words for a change of stance: whoever does it stood before."""
GETS_UP = ("stands up", "stand up", "standing up", "gets up", "get up", "rises", "to her feet",
           "to his feet", "jumps up from", "站起", "起身", "起立")  # fmt: skip
"""Whoever does it sat before."""

GESTURES = (
    (Gesture.HUG, ("hug", "hugs", "hugging", "embrace", "embraces", "embracing", "拥抱", "相拥", "抱住")),
    (Gesture.SHAKE, ("shake hands", "shakes hands", "shaking hands", "shakes his hand", "shakes her hand",
                     "shake his hand", "shake her hand", "handshake", "握手")),
    (Gesture.KISS, ("kiss", "kisses", "kissing", "亲吻", "吻", "亲了")),
    (Gesture.FIGHT, ("fight", "fights", "fighting", "punch", "punches", "punching", "boxes with", "boxing",
                     "wrestles", "shoves", "hits", "slaps", "brawl*", "打架", "打斗", "揍", "拳打", "搏斗")),
    (Gesture.CLAP, ("clap", "claps", "clapping", "applaud*", "鼓掌", "拍手")),
    (Gesture.KNOCK, ("knock", "knocks", "knocking", "bangs on", "敲")),
    (Gesture.WAVE, ("wave", "waves at", "waves to", "waving", "waves", "beckons", "greets", "挥手", "招手")),
    (Gesture.POINT, ("point", "points", "pointing", "gestures", "indicates", "aims", "指")),
    (Gesture.CROSS, ("arms crossed", "crosses her arms", "crosses his arms", "folded arms", "folds",
                     "arms folded", "crossed arms", "抱臂")),
    (Gesture.HIPS, ("hands on hips", "hands on her hips", "hands on his hips", "叉腰")),
    (Gesture.HEAD, ("head in hands", "head in her hands", "head in his hands", "covers her face",
                    "covers his face", "clutches her head", "clutches his head", "抱头")),
    (Gesture.WEEP, ("sob*", "cry", "cries", "crying", "weep*", "wipes her eyes", "wipes his eyes",
                    "wipes away a tear", "bursts into tears", "哭", "流泪", "抹眼泪")),
    (Gesture.RAISE, ("raises his hand", "raises her hand", "raises his hands", "raises her hands",
                     "raises both", "raises his arms", "raises her arms",
                     "throws up", "arms up", "hands up", "cheers", "celebrates", "surrenders", "举手",
                     "欢呼", "投降")),
    (Gesture.WRITE, ("write", "writes", "writing", "signs", "scribbles", "draws a", "sketches", "takes notes",
                     "写", "签名", "签字")),
    (Gesture.OPEN, ("open", "opens", "opening", "unlocks", "unwraps", "unfolds", "打开", "推开", "拉开",
                    "开门", "拆开")),
    (Gesture.READ, ("reads", "reading", "read", "studies", "examines", "types",
                    "letter", "map", "读", "看书", "看报", "看信")),
    (Gesture.EAR, ("phone", "telephone", "calls", "phones", "listens at", "on the line", "headphones",
                   "answers the phone", "打电话", "接电话", "电话", "手机")),
    (Gesture.DRINK, ("drink", "drinks", "sips", "drinking", "sipping", "gulps", "喝", "饮")),
    (Gesture.EAT, ("eat", "eats", "eating", "chews", "bites", "munches", "吃", "咬")),
    (Gesture.FACE, ("wipes", "whispers", "smokes", "coughs", "binoculars", "blow", "blows", "blowing")),
    (Gesture.POUR, ("pour", "pours", "pouring", "倒茶", "倒水", "倒酒")),
    (Gesture.DRIVE, ("drive", "drives", "driving", "steers", "steering", "at the wheel", "behind the wheel",
                     "开车", "驾驶")),
    (Gesture.GIVE, ("give", "gives", "giving", "hands him", "hands her", "hands over", "hands the", "hands a",
                    "hands it", "hands them", "passes him", "passes her", "passes the", "offers",
                    "offer", "offering", "holds out", "slides the letter", "递", "交给", "送给", "拿给")),
    (Gesture.TAKE, ("take", "takes", "taking", "receives", "accepts", "接过", "拿走", "取过", "收下")),
    (Gesture.HOLD, ("hold*", "carries", "carrying", "carry", "clutch*", "grips", "gripping", "cradles",
                    "hands", "shows", "brings", "leans on", "leaning on",
                    "catches", "counts on", "pulls on", "closes her fist", "closes his fist", "拿", "抱着",
                    "捧", "提着", "端着", "搬")),
    (Gesture.LIFT, ("lift", "lifts", "lifting", "raise", "raises", "raising", "hoists", "winds", "winding",
                    "wraps", "wrapping", "ties", "tying", "hangs", "举")),
    (Gesture.REACH, ("reach*", "pulls", "turns the key", "grabs", "touches", "presses", "lights", "switches",
                     "picks", "lays", "puts", "throws the switch", "throws a switch", "伸", "拉", "按下",
                     "摸")),
    (Gesture.THROW, ("throw", "throws", "throwing", "toss", "tosses", "hurls", "flings", "casts", "扔", "抛",
                     "投掷")),
    (Gesture.PUSH, ("push", "pushes", "pushing", "drags", "dragging", "wheels", "wheeling", "推")),
    (Gesture.WORK, ("works", "working", "repairs", "fixes", "mends", "sweeps", "sweeping", "cuts", "clamps",
                    "polishes", "scrubs", "turns the", "kneads", "digs", "cooks", "修", "扫地", "做饭")),
)  # fmt: skip

FEELINGS = (
    (Feeling.HAPPY, ("happy", "smil*", "grin*", "laugh*", "joy*", "delight*", "amused", "cheerful",
                     "warm*", "proud*", "relieved", "tender*", "playful", "hopeful", "fond", "微笑", "笑",
                     "高兴", "开心", "快乐")),
    (Feeling.ANGRY, ("angry", "anger", "furious", "glare*", "scowl*", "shout*", "yell*", "stern",
                     "irritated", "fierce", "frown*", "determined", "resolute", "bitter", "cold", "怒",
                     "生气")),
    (Feeling.AFRAID, ("afraid", "fear*", "scared", "terrified", "worried", "anxious", "nervous", "tense",
                      "panic*", "alarmed", "uneasy", "scream*", "frightened", "害怕", "担心", "紧张", "恐惧",
                      "惊恐")),
    (Feeling.SURPRISED, ("surpris*", "shock*", "astonish*", "stunned", "amazed", "startled", "gasps",
                         "wide eyed", "wonder", "awe", "curious", "惊")),
    (Feeling.SAD, ("sad*", "cry", "cries", "crying", "weep*", "tear", "tears", "grief", "sob*",
                   "mournful", "heartbroken", "sorrow*", "lonely", "regret*", "guilty", "apologetic", "悲",
                   "哭", "难过", "伤心")),
    (Feeling.TIRED, ("tired", "weary", "exhausted", "sleepy", "yawn*", "drained", "累", "疲")),
    (Feeling.THOUGHTFUL, ("thoughtful", "pensive", "think*", "ponder*", "doubt*", "hesitat*", "quiet*",
                          "calm", "serious", "concentrat*", "focused", "思")),
)  # fmt: skip
TRAVELS = (
    (Travel.ENTER, ("enters", "enter", "comes in", "comes down", "comes up", "comes back", "comes out",
                    "climbs up", "steps in", "steps ashore", "walks in", "arrives", "appears", "runs in",
                    "bursts in", "bursts through", "entering", "sneaks in", "creeps in", "进来", "走进",
                    "跑进", "进门", "溜进", "冲进")),
    (Travel.EXIT, ("exits", "leaves", "walks off", "walks out", "walks away", "runs off", "runs away",
                   "runs out", "goes out", "steps out", "exit", "leaving", "sneaks out", "离开", "走出",
                   "跑出", "溜出", "冲出", "走开", "跑开")),
    (Travel.CROSS, ("crosses the", "crosses to", "crosses in front", "walks across", "walks past",
                    "passes by", "passes through", "passes in", "strolls", "walks along", "runs across",
                    "runs along", "走过", "跑过", "穿过")),
)  # fmt: skip

TURNS = ("turns to", "turns around", "turns round", "turns back", "turns toward", "turns towards",
         "turns left", "turns right", "turns her head", "turns his head", "spins around", "whirls around",
         "转身", "回头", "转过")  # fmt: skip
FROM_BEHIND = ("turns away", "turning away", "turns her back", "turns his back", "with her back to",
               "with his back to", "from behind", "stares out", "looks out", "looking out", "gazes out",
               "looks out of", "out the window", "out of the window", "to the horizon", "at the horizon",
               "背对", "转过身去", "望向窗外", "看向窗外", "看窗外", "望着窗外")  # fmt: skip
"""Whoever does it shows the camera the back."""
AWAY = (
    "looks away",
    "looking away",
    "glances away",
    "avoids",
    "looks at the sea",
    "stares at the sea",
    "gazes at the sea",
    "looking at the sea",
    "watches the sea",
    "看向别处",
    "移开目光",
)
DOWN = ("looks down", "looking down", "lowers", "downcast", "bows", "head down", "at the floor",
        "at the ground", "at her hands", "at his hands", "eyes lowered", "低头", "向下看")  # fmt: skip
UP = ("looks up", "looking up", "gazes up", "at the sky", "at the stars", "at the moon", "at the ceiling",
      "抬头", "仰望", "向上看")  # fmt: skip
AROUND = ("looks around", "looking around", "looks round", "glances around", "searches", "looks left and",
          "环顾", "四处看", "张望", "四下")  # fmt: skip
LOOKS = ("looks at", "look at", "looking at", "stares at", "gazes at", "watches", "peers at", "glances at",
         "看着", "盯着", "望着", "注视")  # fmt: skip
LENS = ("into the camera", "at the camera", "into the lens", "at the audience", "看镜头", "看着镜头",
        "对着镜头")  # fmt: skip
NODS = ("nod*", "点头")
SHAKES_HEAD = ("shakes her head", "shakes his head", "shakes their head", "摇头")
ASLEEP = ("asleep", "sleep", "sleeps", "sleeping", "unconscious", "dead", "dozes", "naps", "睡")
SHUT = ("eyes closed", "eyes shut", "closes her eyes", "closes his eyes", "not open his eyes",
        "not open her eyes", "闭眼", "闭上眼")  # fmt: skip
LAUGHS = ("laugh*", "giggl*", "chuckl*", "大笑", "哈哈", "笑了起来")
SHIVERS = ("shiver*", "trembl*", "shudder*", "freezing", "shakes with", "发抖", "颤抖", "哆嗦", "打颤")
LEANS = ("leans over", "leaning over", "leans in", "leans forward", "bends over", "stoops", "俯身", "弯腰")
STANDS = ("stand", "stands", "standing", "stops", "waits", "waiting", "stays", "pauses", "站", "停下", "等")
