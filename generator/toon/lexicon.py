"""Which words stand for what in the toon world, in English and Chinese; ``wording.Lexicon`` says how."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from enum import Enum

from generator.animatic.palette import Color, colours_in
from generator.animatic.places.words import kind_of
from generator.animatic.wording import Lexicon, plain, stems
from generator.interface import Place
from generator.toon.world import Action, Emotion, Move, Scene, Size, Word, named

_GREY = 0.15
"""Saturation under which a colour has no hue worth a word: black, white, grey, cream."""

ACTIONS: Lexicon[Action | None] = Lexicon(
    stems(Action.WAVE, "wave waves_at waves_to waving waved beckon beckons beckoning greet greets greeting "
            "say_goodbye says_goodbye salute salutes 挥手 招手 挥挥手 挥了挥手 挥动 打招呼 敬礼")
    | stems(Action.WALK, "walk walks walking walked run runs running ran enter enters entering entered "
            "leave leaves leaving exit exits exiting go goes going come comes coming came arrive arrives "
            "arriving stride strides striding stroll strolls strolling step_into steps_into steps_in "
            "steps_out steps_toward steps_forward steps_back wander wanders wandering pace paces pacing "
            "march marches marching rush rushes rushing hurry hurries hurrying sprint sprints sprinting "
            "dash dashes chase chases chasing flee flees cross crosses crossing approach approaches "
            "approaching limp limps sneak sneaks sneaking creep creeps creeping tiptoe* climb climbs "
            "climbing follow follows following hike hikes hiking trudge trudges trudging 走 散步 跑 奔 "
            "进来 出去 离开 冲进 冲出 冲向 溜进 溜出 追 爬 穿过 赶来 赶到 逃 跟着")
    | stems(Action.JUMP, "jump jumps jumping jumped leap leaps leaping leapt hop hops hopping skip skips "
            "skipping bounce bounces bouncing 跳起 跳过 跳了 跳下 跳上 跳着 跳跃 跃 蹦 跳")
    | stems(Action.NOD, "nod nods nodding nodded agree agrees agreeing bow bows bowing gives_a_nod "
            "give_a_nod 点头 点点头 点了点头 同意 鞠躬")
    | stems(Action.SHAKE, "shakes_her_head shakes_his_head shakes_their_head shakes_its_head shakes_head "
            "shake_her_head shake_his_head shake_their_heads shaking_her_head shaking_his_head "
            "shaking_their_head refuse refuses refusing disagree disagrees 摇头 摇摇头 摇了摇头 拒绝")
    | stems(Action.HOLD, "hold holds holding held carry carries carrying carried give gives giving take "
            "takes taking lift lifts lifting raise raises raising clutch clutches clutching grip grips "
            "gripping cradle cradles grab grabs grabbing pick picks picking hand_over hands_over hands_him "
            "hands_her hands_the hands_a hands_it pass_the passes_the passes_him passes_her offer offers "
            "offering bring brings bringing catch catches shake_hands shakes_hands hug hugs hugging "
            "embrace embraces set_down sets put puts putting open opens opening pour pours pouring push "
            "pushes pull pulls pulling show_the shows_the shows_him shows_her reads reading throw throws "
            "throwing 拿 抱 捧 提着 提起 端着 端起 搬 举 递 接过 交给 送给 握 抓 拾 捡 取过 打开 倒茶 倒水 "
            "推开 拉 扔 拥抱")
    | stems(Action.DANCE, "dance dances dancing danced waltz waltzes waltzing spin spins spinning twirl "
            "twirls twirling celebrate celebrates celebrating cheer cheers cheering 跳舞 起舞 舞蹈 舞动 "
            "旋转 转圈 庆祝 欢呼")
    | stems(None, "takes_place take_place takes_a_seat takes_her_seat takes_his_seat takes_a_step "
            "takes_a_breath takes_a_deep_breath takes_a_look takes_it_in take_it_in takes_it_all_in "
            "gives_up gives_in gives_way holds_still hold_still holds_on goes_on go_on going_on "
            "comes_to_rest goes_quiet goes_still goes_silent opens_her_mouth opens_his_mouth "
            "opens_her_eyes opens_his_eyes puts_up pulls_up stars_come step_by_step 拿不定 抓紧 走神 走漏 "
            "跑题 拉长 取笑 举行 举止 心跳 掌握"),
)  # fmt: skip
"""What somebody does; None is a turn of speech whose verb is not done."""


class Pronoun(Enum):
    """Words for people who are not named."""

    ONE = "whom the sentence, or the one before, is about"
    WHO = "whose name stands before it"
    ALL = "all who are in the picture"


PRONOUNS = Lexicon(
    stems(Pronoun.ONE, "he she 他 她 它")
    | stems(Pronoun.WHO, "who")
    | stems(Pronoun.ALL, "they both together everyone everybody 他们 她们 两人 两个人 大家 一起")
)

EMOTIONS: Lexicon[Emotion] = Lexicon(
    stems(Emotion.CALM, "calm* neutral composed quiet* thoughtful pensive patient* peaceful serene "
            "watchful guarded attentive listening focused 平静 安静 镇定 若有所思 专注 沉着 从容 戒备")
    | stems(Emotion.HAPPY, "happy happily smil* grin* laugh* joy* delight* amused amusement cheer* warm "
            "warmly proud* pride relie* tender* playful* hopeful* fond fondly glad* excit* content pleased "
            "eager* chuckl* giggl* beam* grateful* thrilled 微笑 笑 高兴 开心 快乐 喜 欣慰 得意 温柔 温暖 "
            "兴奋 满足 期待 骄傲 自豪 感激")
    | stems(Emotion.SAD, "sad sadly sadness sadden* sorrow* cry cries crying weep* tear tears tearful* "
            "grief griev* sob* mourn* heartbroken lonel* regret* guilt* apolog* tired* weary wearily "
            "exhausted disappoint* gloom* melanchol* hurt hopeless* downcast ashamed resigned wistful* "
            "miserabl* 悲 哭 难过 伤心 忧 愁 泪 失望 沮丧 孤独 后悔 内疚 疲惫 疲倦 累 哀")
    | stems(Emotion.ANGRY, "angry angrily anger furious* fury rage* glar* scowl* stern* irritat* fierce* "
            "frown* determined resolute bitter* cold coldly annoy* shout* shouting yell* snap snaps "
            "snapping grim* hostile outraged impatient* mad defiant* stubborn* sharp sharply 怒 生气 愤 恼 "
            "严厉 冷冷 不耐烦 坚决 坚定 倔强 凶")
    | stems(Emotion.AMAZED, "amaz* surpris* shock* astonish* stunned startl* gasp* wide_eyed wonder* awe "
            "awed curious* afraid fear* scared terrif* worr* anxious* nervous* tens* panic* alarm* uneasy "
            "scream* frighten* bewilder* question* disbelie* incredul* puzzl* confus* 惊 吓 害怕 担心 紧张 "
            "恐 慌 好奇 疑 不安 诧异 愣 困惑"),
)  # fmt: skip

MOVES: Lexicon[Move] = Lexicon(
    stems(Move.STATIC, "static locked fixed_camera tilt* crane* hand_held handheld 固定机位 固定镜头 手持")
    | stems(Move.PAN_LEFT, "pan_left pans_left panning_left tracking_left track_left tracks_left 左摇 "
            "向左摇 向左跟移 左移 向左移")
    | stems(Move.PAN_RIGHT, "pan_right pans_right panning_right tracking_right track_right tracks_right "
            "右摇 向右摇 向右跟移 右移 向右移")
    | stems(Move.PUSH_IN, "push_in pushes_in pushing_in zoom_in zooms_in zooming_in dolly_in moves_in 推近 "
            "推进 缓慢推 拉近")
    | stems(Move.PULL_OUT, "pull_out pulls_out pulling_out pull_back pulls_back zoom_out zooms_out "
            "zooming_out dolly_out draws_back 拉远 拉出 推远"),
)  # fmt: skip

SIZES: Lexicon[Size] = Lexicon(
    stems(Size.WIDE, "wide_shot extreme_wide extreme_wide_shot full_shot long_shot establishing_shot 远景 "
            "大远景 全景")
    | stems(Size.MEDIUM, "medium_shot medium_close_up mid_shot cowboy_shot two_shot 中景 中近景 近景")
    | stems(Size.CLOSE, "close_up extreme_close_up closeup close_shot insert insert_of 特写 大特写 "
            "物件特写"),
)  # fmt: skip
THINGS = Lexicon(stems(None, "insert insert_of 物件特写"))
"""Pictures of a thing, with nobody in them."""

NIGHT = Lexicon(stems(None, "night nighttime midnight late_night 夜 晚上 午夜 凌晨"))
_SNOW = Lexicon(stems(None, "snow snowy snowing snowfall blizzard frozen ice icy 雪 冰"))
_ANY_FIELD = frozenset({"field", "garden", "mountain", "graveyard", "stadium", "void", "space", "moon"})
"""What looks like any field at night."""
_INSIDE = {
    "kitchen": Scene.KITCHEN, "cafe": Scene.KITCHEN, "bar": Scene.KITCHEN,
    "theatre": Scene.STAGE, "cave": Scene.CAVE, "prison": Scene.CAVE,
    "laboratory": Scene.WORKSHOP, "spaceship": Scene.WORKSHOP, "workshop": Scene.WORKSHOP,
    "underwater": Scene.SEA, "void": Scene.NIGHT,
}  # fmt: skip
_OUTSIDE = {
    "market": Scene.STREET, "bridge": Scene.STREET, "street": Scene.STREET, "platform": Scene.STREET,
    "rooftop": Scene.STREET, "ruins": Scene.DESERT, "desert": Scene.DESERT, "alien planet": Scene.DESERT,
    "swamp": Scene.FOREST, "forest": Scene.FOREST, "snowfield": Scene.SNOW, "underwater": Scene.SEA,
    "lighthouse": Scene.SEA, "harbour": Scene.SEA, "boat": Scene.SEA, "sea": Scene.SEA,
    "moon": Scene.NIGHT, "space": Scene.NIGHT, "void": Scene.NIGHT,
}  # fmt: skip

_HAIR = Lexicon(
    stems(None, "hair haired hairs curl curls curly braid braids braided ponytail pigtail bun locks fringe "
            "bob mane fur furred beard blond blonde ginger auburn brunette redhead redheaded 头发 发 辫 鬓 "
            "毛")
)  # fmt: skip
_TOP = Lexicon(
    stems(None, "shirt t_shirt blouse sweater jumper jersey coat jacket dress robe hoodie vest waistcoat "
            "cardigan uniform cloak gown overalls suit tunic cape raincoat parka smock scrubs top "
            "windbreaker turtleneck kimono peacoat overcoat tailcoat 衫 衣 裙 袍 外套 大褂 夹克 马甲 制服 "
            "工装 披风 服 褂")
)  # fmt: skip
_PIECE = re.compile(r"[,;.，；、。]|\b(?:and|with|over|under)\b|和|配")
"""What ends the words for one thing in a list of them."""


def scene_of(name: str, about: str, *, interior: bool, night: bool) -> Scene:
    """Where a shot plays.

    Args:
        name: of the place; where it names no kind, ``about`` decides.
        about: what is said of it.
        interior: inside or outside; decides what an unknown place is.
        night: an unknown place outside is a night, not a field.
    """
    kind = kind_of(Place(heading="", interior=interior, name=name, description=about))
    if interior:
        return _INSIDE.get(kind, Scene.ROOM)
    if kind in _ANY_FIELD and any(_SNOW.find(plain(f"{name} {about}"))):
        return Scene.SNOW
    if kind in _ANY_FIELD and night:
        return Scene.NIGHT
    return _OUTSIDE.get(kind, Scene.FIELD)


def hair_in(look: str) -> Word | None:
    """The word for the colour of the hair in a look: ``brown hair`` has one, ``silver hair`` has none."""
    return next((hue_word(found[0]) for found in _coloured(look, _HAIR)), None)


def shirt_in(clothes: str) -> Word | None:
    """The word for the colour of what is worn on top: of the first coat, shirt or dress, else of anything."""
    tops = [hue_word(found[0]) for found in _coloured(clothes, _TOP)]
    any_of_it = (hue_word(color.meaning) for color in colours_in(clothes))
    return tops[0] if tops else next((word for word in any_of_it if word is not None), None)


def _coloured(text: str, things: Lexicon[None]) -> Iterator[list[Color]]:
    """The colours of each of some things in a list that has any."""
    for piece in _PIECE.split(text):
        found = [color.meaning for color in colours_in(piece)]
        if found and any(True for _ in things.find(plain(piece))):
            yield found


def hue_word(color: Color) -> Word | None:
    """The word for the hue of a colour; None for one that has hardly any."""
    hue, saturation, _ = colorsys.rgb_to_hsv(*color)
    return named(hue) if saturation >= _GREY else None
