"""Garments, and the words for them with the colour they have when nothing else is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.animatic.wording import Lexicon, stems


class Top(StrEnum):
    """Garment of the upper body; a coat, dress or gown also covers the legs."""

    SHIRT = "shirt"
    TSHIRT = "t-shirt"
    SWEATER = "sweater"
    CARDIGAN = "cardigan"
    COAT = "coat"
    JACKET = "jacket"
    SUIT = "suit"
    DRESS = "dress"
    UNIFORM = "uniform"
    HOODIE = "hoodie"
    VEST = "vest"
    OVERALLS = "overalls"


class Bottom(StrEnum):
    """Garment of the legs."""

    TROUSERS = "trousers"
    SKIRT = "skirt"
    SHORTS = "shorts"


class Pattern(StrEnum):
    """What is woven into or printed on the upper garment."""

    PLAIN = "plain"
    STRIPES = "stripes"
    PINSTRIPES = "pinstripes"
    CHECKS = "checks"
    DOTS = "dots"
    FLOWERS = "flowers"


class Headwear(StrEnum):
    """What is on the head."""

    NONE = "none"
    CAP = "cap"
    BEANIE = "beanie"
    BRIM = "brim"
    HOOD = "hood"
    KERCHIEF = "kerchief"
    HELMET = "helmet"


class Extra(StrEnum):
    """What is worn with the clothes, and clothes of no kind."""

    SCARF = "scarf"
    TIE = "tie"
    APRON = "apron"
    SHOES = "shoes"
    CLOTHES = "clothes"
    NOTHING = "nothing"
    """Words that sound like a garment and are none: ``hooded eyes``."""


Kind = Top | Bottom | Headwear | Extra


@dataclass(frozen=True)
class Garment:
    """What a word for clothes means."""

    kind: Kind
    color: int | None = None
    """0xRRGGBB when no colour is said; None leaves it to taste."""
    whole: bool = False
    """True when trousers of the same cloth belong to it: a suit, a uniform."""
    pattern: Pattern = Pattern.PLAIN
    school: bool = False
    """A school uniform: with a tie, and a skirt for girls."""


_DENIM, _NAVY, _OLIVE, _WHITE, _BLACK, _LEATHER = 0x4B678A, 0x2F3D5E, 0x5E6844, 0xEDECE6, 0x2B2A30, 0x54392B

GARMENTS: Lexicon[Garment] = Lexicon({
    **stems(Garment(Top.COAT), """
        coat overcoat cloak parka robe cape greatcoat mackintosh duffel_coat dress_coat poncho
        dressing_gown bathrobe smock frock_coat topcoat duster mantle cassock_coat"""),
    **stems(Garment(Top.COAT), "大衣 外套 风衣 长袍 长衫 袍 斗篷 罩衫 棉袄 皮袄 棉衣 披风 羽绒服"),
    **stems(Garment(Top.COAT, 0xD9B13A), "raincoat oilskin oilskin_coat slicker 雨衣"),
    **stems(Garment(Top.COAT, 0xB79B6F), "trench trench_coat trenchcoat"),
    **stems(Garment(Top.COAT, _NAVY), "peacoat pea_coat"),
    **stems(Garment(Top.COAT, _WHITE), """
        lab_coat laboratory_coat doctor's_coat chef's_coat 白大褂 实验服 实验袍"""),
    **stems(Garment(Top.COAT, _BLACK), "cassock habit judge's_robe"),
    **stems(Garment(Top.COAT, 0xC98A35), "僧袍 袈裟"),
    **stems(Garment(Top.DRESS), """
        dress gown sundress frock kimono sari nightgown nightshirt nightdress caftan pinafore"""),
    **stems(Garment(Top.DRESS), "裙 裙子 连衣裙 长裙 旗袍 睡裙"),
    **stems(Garment(Top.DRESS, _WHITE), "wedding_dress wedding_gown bridal_gown bridal_dress 婚纱"),
    **stems(Garment(Top.DRESS, _BLACK), "maid's_uniform maid's_dress maid_uniform"),
    **stems(Garment(Top.UNIFORM, _NAVY, whole=True), """
        uniform police_uniform officer's_uniform livery uniform_jacket policeman's_uniform pilot's_uniform
        officer 制服 警服 警察制服"""),
    **stems(Garment(Top.UNIFORM, _OLIVE, whole=True), """
        army_uniform military_uniform soldier's_uniform soldier fatigues camouflage battledress 军装
        迷彩服"""),
    **stems(Garment(Top.SHIRT, 0x9CC3CE, whole=True), """
        nurse's_uniform nurse_uniform nurse_outfit scrubs 护士服 手术服"""),
    **stems(Garment(Top.JACKET, _WHITE), """
        chef's_whites chef_whites chef's_jacket chef_jacket kitchen_jacket 厨师服"""),
    **stems(Garment(Top.SUIT, _NAVY, school=True), """
        school_uniform schoolgirl_uniform schoolboy_uniform"""),
    **stems(Garment(Top.JACKET, 0x3A6EA5, whole=True), "校服"),
    **stems(Garment(Top.OVERALLS, _DENIM, whole=True), "overalls dungarees bib_overalls 背带裤"),
    **stems(Garment(Top.OVERALLS, 0x4A6484, whole=True), """
        coveralls boiler_suit work_suit jumpsuit 工装 工作服 连体服"""),
    **stems(Garment(Top.OVERALLS, 0xDADDE0, whole=True), "spacesuit space_suit 航天服 宇航服 太空服"),
    **stems(Garment(Top.OVERALLS, _OLIVE, whole=True), "flight_suit flying_suit"),
    **stems(Garment(Top.OVERALLS, 0xC9772F, whole=True), "prison_jumpsuit prison_uniform hi_vis"),
    **stems(Garment(Top.SUIT, whole=True), """
        suit three_piece_suit business_suit dinner_suit pantsuit 西装 西服"""),
    **stems(Garment(Top.SUIT), "blazer tailcoat dinner_jacket"),
    **stems(Garment(Top.SUIT, _BLACK, whole=True), "tuxedo tux tails 燕尾服 礼服"),
    **stems(Garment(Top.HOODIE), """
        hoodie sweatshirt hooded_top hooded_jacket hooded_sweater hooded_sweatshirt hooded_jumper 卫衣
        连帽衫 连帽外套 连帽卫衣"""),
    **stems(Garment(Top.HOODIE, whole=True), "tracksuit sweatsuit 运动服"),
    **stems(Garment(Top.JACKET), """
        jacket bomber bomber_jacket windbreaker anorak doublet work_jacket 夹克 工装外套"""),
    **stems(Garment(Top.JACKET, _LEATHER), "leather_jacket leathers biker_jacket 皮夹克 皮衣"),
    **stems(Garment(Top.JACKET, _DENIM), "denim_jacket jean_jacket 牛仔外套 牛仔夹克 牛仔衣"),
    **stems(Garment(Top.CARDIGAN), "cardigan shawl wrap stole bed_jacket 开衫 披肩"),
    **stems(Garment(Top.VEST), "vest waistcoat gilet tabard jerkin 马甲 背心"),
    **stems(Garment(Top.VEST, 0x8A959E), "breastplate armour armor chainmail chain_mail 盔甲 铠甲"),
    **stems(Garment(Top.SWEATER), """
        sweater jumper pullover turtleneck polo_neck knit jersey roll_neck guernsey 毛衣 高领毛衣 针织衫"""),
    **stems(Garment(Top.SWEATER, 0xE9E2D2, pattern=Pattern.STRIPES), """
        sailor_shirt breton_shirt 海魂衫"""),
    **stems(Garment(Top.SWEATER, pattern=Pattern.STRIPES), "条纹衫"),
    **stems(Garment(Top.TSHIRT), """
        t_shirt tee tee_shirt tank_top singlet football_shirt t恤 t恤衫 短袖 汗衫"""),
    **stems(Garment(Top.TSHIRT, _WHITE), "undershirt"),
    **stems(Garment(Top.SHIRT), """
        shirt blouse flannel flannel_shirt polo polo_shirt tunic 衬衫 衬衣 上衣"""),
    **stems(Garment(Top.SHIRT, 0x8DB0C9, whole=True, pattern=Pattern.STRIPES), """
        pyjamas pajamas pyjama 睡衣"""),
    **stems(Garment(Top.SHIRT, pattern=Pattern.FLOWERS), "hawaiian_shirt 花衬衫 碎花衬衫 印花衬衫"),
    **stems(Garment(Bottom.SKIRT), "skirt 短裙 半身裙 百褶裙"),
    **stems(Garment(Bottom.SKIRT, 0x7A3B3B), "kilt"),
    **stems(Garment(Bottom.SHORTS), "shorts short_trousers 短裤"),
    **stems(Garment(Bottom.TROUSERS), "trousers pants slacks leggings breeches 裤 裤子 长裤 西裤"),
    **stems(Garment(Bottom.TROUSERS, _DENIM), "jeans blue_jeans denims 牛仔裤"),
    **stems(Garment(Bottom.TROUSERS, 0x7A5A3E), "corduroys cords"),
    **stems(Garment(Bottom.TROUSERS, 0xA79B6E), "khakis chinos"),
    **stems(Garment(Headwear.HOOD), "hood hooded hooded_cloak hood_up 兜帽"),
    **stems(Garment(Headwear.HELMET, 0x8A959E), "helmet 头盔"),
    **stems(Garment(Headwear.HELMET, 0xE0B23A), "hard_hat safety_helmet 安全帽"),
    **stems(Garment(Headwear.KERCHIEF), """
        headscarf head_scarf kerchief bandana bandanna hijab turban 头巾"""),
    **stems(Garment(Headwear.KERCHIEF, _WHITE), "veil 面纱"),
    **stems(Garment(Headwear.BEANIE), """
        beanie wool_hat woolen_hat woollen_hat knit_cap knitted_hat knitted_cap watch_cap wool_cap
        woolly_hat bobble_hat knit_hat fur_hat 毛线帽 绒帽"""),
    **stems(Garment(Headwear.BEANIE, _WHITE), "chef's_hat toque 厨师帽"),
    **stems(Garment(Headwear.CAP), """
        cap peaked_cap baseball_cap flat_cap beret captain_hat captain's_hat newsboy_cap 鸭舌帽 棒球帽
        贝雷帽 便帽"""),
    **stems(Garment(Headwear.BRIM), "hat fedora sun_hat sou'wester trilby bucket_hat 帽 帽子 礼帽"),
    **stems(Garment(Headwear.BRIM, 0xD9BC73), "straw_hat boater panama panama_hat 草帽 斗笠"),
    **stems(Garment(Headwear.BRIM, _BLACK), "bowler bowler_hat top_hat witch's_hat pointed_hat"),
    **stems(Garment(Headwear.BRIM, 0x7A5638), "cowboy_hat stetson"),
    **stems(Garment(Extra.SCARF), "scarf neckerchief muffler 围巾"),
    **stems(Garment(Extra.SCARF, 0xB8433C), "红领巾"),
    **stems(Garment(Extra.TIE), "tie necktie bow_tie cravat 领带 领结"),
    **stems(Garment(Extra.APRON, 0xD9D3C3), "apron 围裙"),
    **stems(Garment(Extra.APRON, _LEATHER), "leather_apron 皮围裙"),
    **stems(Garment(Extra.SHOES), "shoe boot loafer brogue heel clog 鞋 鞋子 靴 靴子"),
    **stems(Garment(Extra.SHOES, 0xE4E1DA), "sneaker trainer tennis_shoe 球鞋 运动鞋"),
    **stems(Garment(Extra.SHOES, 0x8A6238), "sandal slipper 凉鞋 拖鞋"),
    **stems(Garment(Extra.SHOES, 0x3F5B4A), "rubber_boot wellington gumboot wellies 胶靴 雨靴"),
    **stems(Garment(Extra.CLOTHES), """
        clothes clothing outfit attire garb costume rags 衣服 衣裳 衣衫 衣 便装"""),
    **stems(Garment(Extra.NOTHING), """
        hooded_eyes hooded_gaze dress_code coat_hanger coat_pocket hat_in_hand cap_in_hand hood_down
        veil_pushed_back knit_brow knitted_brow suit_case 大衣口袋"""),
})  # fmt: skip
"""Every garment that is known by a word."""

PATTERNS: Lexicon[Pattern] = Lexicon({
    **stems(Pattern.STRIPES, "striped stripe stripy 条纹 横纹"),
    **stems(Pattern.PINSTRIPES, "pinstriped pinstripe 细条纹 竖条纹"),
    **stems(Pattern.CHECKS, """
        checked check checkered chequered plaid tartan gingham houndstooth argyle 格子 方格 格纹"""),
    **stems(Pattern.DOTS, "dotted dot polka polka_dot spotted 波点 圆点 斑点"),
    **stems(Pattern.FLOWERS, "floral flower flowered flowery 碎花 印花 花纹 花朵"),
})  # fmt: skip
"""Every pattern that is known by a word."""

CLOTHS: Lexicon[int] = Lexicon({
    "leather": _LEATHER, "velvet": 0x5B3348, "linen": 0xCFC2A4, "corduroy": 0x7A5A3E, "tweed": 0x7C6F5A,
    "straw": 0xD9BC73, "fur": 0x7A6250, "hide": 0x6E4F38, "burlap": 0xB39B6E, "sheepskin": 0xB08A5E,
    "suede": 0x9A7450, "rubber": 0x3F5B4A, "oilskin": 0xD9B13A, "灯芯绒": 0x7A5A3E, "亚麻": 0xCFC2A4,
    "牛仔": _DENIM, "丝绒": 0x5B3348, "皮": _LEATHER, "粗花呢": 0x7C6F5A,
})  # fmt: skip
"""Colours of cloths, for garments of which no colour is said."""
