"""Which words name which kind of place."""

from __future__ import annotations

from functools import lru_cache

from generator.animatic.wording import is_han, says
from generator.interface import Place

SHOPS = (
    "shop", "store", "supermarket", "bakery", "patisserie", "baker", "florist", "bookshop", "bookstore",
    "pharmacy", "drugstore", "chemist", "apothecary", "toyshop", "butcher", "grocer", "grocery",
    "greengrocer", "商店", "超市", "小卖部", "面包店", "面包房", "蛋糕店", "花店", "书店", "药店", "药房",
    "五金店", "玩具店", "肉铺", "肉店", "水果店", "杂货店", "杂货铺", "菜店",
)  # fmt: skip
"""What is sold in is a shop, whatever it sells."""
_INSIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lamp room", ("lamp room", "lantern room", "lighthouse", "lamp", "lantern gallery", "灯塔", "灯室")),
    ("stairs", ("stairs", "staircase", "stairwell", "stair", "楼梯")),
    ("kitchen", ("kitchen", "pantry", "galley", "厨房")),
    ("bedroom", ("bedroom", "dormitory", "nursery", "hotel room", "motel", "attic", "卧室")),
    ("bathroom", ("bathroom", "washroom", "restroom", "toilet", "shower", "bath", "spa", "浴室", "卫生间",
                  "洗手间",
                  "厕所")),
    ("theatre", ("theatre", "theater", "stage", "auditorium", "opera", "opera house", "concert hall",
                 "cinema",
                 "backstage", "circus", "舞台", "剧院", "剧场", "电影院")),
    ("courtroom", ("courtroom", "court", "tribunal", "parliament", "法庭", "法院")),
    ("throne room", ("throne room", "throne", "palace", "castle", "great hall", "ballroom", "king's hall",
                     "royal court", "banquet hall", "宫殿", "王宫", "城堡", "大殿")),
    ("laboratory", ("laboratory", "lab", "science room", "morgue", "operating room", "clean room", "实验室")),
    ("spaceship", ("spaceship", "starship", "space station", "spacecraft", "bridge of the ship",
                   "ship's bridge",
                   "command deck", "cockpit", "space shuttle", "shuttle", "airlock", "capsule",
                   "mission control",
                   "飞船", "太空舱", "空间站", "驾驶舱")),
    ("tent", ("tent", "yurt", "marquee", "帐篷", "蒙古包")),
    ("cave", ("cave", "cavern", "grotto", "mine", "mineshaft", "山洞", "洞穴", "矿井")),
    ("greenhouse", ("greenhouse", "conservatory", "glasshouse", "hothouse", "orangery", "winter garden",
                    "温室")),
    ("underwater", ("underwater", "seabed", "ocean floor", "under the sea", "水下", "海底")),
    ("living room", ("living room", "lounge", "sitting room", "parlour", "parlor", "drawing room",
                     "apartment", "flat",
                     "house", "home", "cottage", "dining room", "cabin in", "客厅", "家里", "家中", "的家",
                     "我家", "她家", "他家")),
    ("hospital", ("hospital", "ward", "clinic", "surgery", "infirmary", "emergency room", "医院", "病房")),
    ("school", ("school", "classroom", "class", "lecture hall", "gym", "学校", "教室")),
    ("library", ("library", "archive", "study", "museum", "图书馆", "书房")),
    ("office", ("office", "police station", "newsroom", "bureau", "meeting room", "control room",
                "studio", "precinct", "observatory", "办公室", "警察局")),
    ("workshop", ("workshop", "garage", "shed", "barn", "warehouse", "factory", "basement", "cellar",
                  "boathouse",
                  "engine room", "hangar", "mill", "forge", "bunker", "车间", "车库", "仓库")),
    ("train", ("train", "carriage", "compartment", "subway", "metro", "bus", "tram", "railway car",
               "plane", "airplane",
               "火车", "车厢", "地铁")),
    ("car", ("car", "taxi", "truck", "van", "cab", "pickup", "汽车", "出租车")),
    ("cafe", ("cafe", "café", "coffee*", "diner", "restaurant", "tearoom", "tea house", "canteen", "咖啡*",
              "咖啡", "餐厅",
              "茶馆")),
    ("bar", ("bar", "pub", "tavern", "inn", "saloon", "nightclub", "club", "酒吧")),
    ("shop", (*SHOPS, "market", "bank", "post office")),
    ("boat cabin", ("boat", "ship", "cabin", "wheelhouse", "yacht", "submarine", "船舱", "船")),
    ("church", ("church", "chapel", "cathedral", "temple", "crypt", "教堂")),
    ("prison", ("prison", "cell", "jail", "dungeon", "tunnel", "监狱")),
    ("corridor", ("corridor", "hall", "hallway", "lobby", "foyer", "elevator", "lift", "passage",
                  "station", "theatre",
                  "theater", "airport", "走廊", "大厅")),
    ("void", ("void", "dream", "nowhere", "limbo", "nothingness", "emptiness", "heaven",
              "afterlife", "virtual reality", "虚空", "梦境", "梦", "虚无")),
)  # fmt: skip
_OUTSIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("market", ("market", "bazaar", "market square", "fair", "fairground", "stalls", "flea market", "集市",
                "市场",
                "菜市")),
    ("bridge", ("bridge", "footbridge", "viaduct", "overpass", "桥")),
    ("ruins", ("ruin", "ruins", "ancient city", "amphitheatre", "rubble", "abandoned city",
               "废墟", "遗迹", "古城")),
    ("swamp", ("swamp", "marsh", "bog", "wetland", "mangrove", "bayou", "沼泽", "湿地")),
    ("snowfield", ("snowfield", "snow field", "ice field", "arctic", "antarctica", "antarctic", "north pole",
                   "south pole", "glacier", "tundra", "frozen lake", "snowy plain", "雪原", "雪地", "冰原",
                   "北极",
                   "南极")),
    ("moon", ("moon", "lunar surface", "asteroid", "crater", "月球", "月面")),
    ("alien planet", ("mars", "planet", "alien world", "alien planet", "exoplanet", "red planet", "火星",
                      "外星",
                      "异星")),
    ("underwater", ("underwater", "seabed", "ocean floor", "coral reef", "reef", "under the sea", "水下",
                    "海底")),
    ("stadium", ("stadium", "arena", "sports field", "football field", "football pitch", "pitch", "racetrack",
                 "running track", "体育场", "球场", "操场")),
    ("graveyard", ("graveyard", "cemetery", "churchyard", "burial ground", "tomb", "church", "chapel",
                   "墓地", "坟场", "公墓")),
    ("lighthouse", ("lighthouse", "cliff", "headland", "rocks", "island", "灯塔", "悬崖")),
    ("harbour", ("harbour", "harbor", "pier", "dock", "docks", "jetty", "port", "marina", "wharf", "quay",
                 "码头", "港口")),
    ("platform", ("platform", "train station", "railway station", "station", "railway", "站台", "车站")),
    ("rooftop", ("rooftop", "roof", "terrace", "balcony", "屋顶", "天台")),
    ("boat", ("boat", "ship", "deck", "yacht", "raft", "rowboat", "at sea", "open sea", "甲板", "船")),
    ("sea", ("beach", "sea", "ocean", "shore", "coast", "seaside", "bay", "lake", "lakeside", "river",
             "riverbank", "海边", "海上", "大海", "海滩", "海岸", "沙滩", "湖", "河边", "河岸", "小河")),
    ("forest", ("forest", "wood", "woods", "woodland", "jungle", "trees", "grove", "森林", "树林")),
    ("mountain", ("mountain", "peak", "summit", "valley", "ridge", "alps", "canyon", "volcano", "山顶",
                  "山上", "山谷", "高山", "山脉", "雪山", "山坡", "火山")),
    ("desert", ("desert", "dune", "dunes", "wasteland", "沙漠")),
    ("school yard", ("school", "schoolyard", "playground", "campus", "hospital", "factory", "学校")),
    ("garden", ("garden", "yard", "backyard", "park", "cottage", "farmhouse",
                "house", "porch", "castle", "palace", "temple",
                "orchard", "花园", "公园", "院子")),
    ("street", ("street", "road", "alley", "city", "town", "square", "avenue", "village", "sidewalk",
                *SHOPS, "cafe", "café", "bar", "office", "building", "car park", "parking lot",
                "crossroads", "plaza",
                "lane", "bus stop", "街", "马路", "公路", "道路", "路口", "路边", "路上", "城市", "小城",
                "城里", "小镇", "村", "巷")),
    ("field", ("field", "meadow", "farm", "hill", "countryside", "plain", "prairie", "pasture", "path",
               "steppe", "田野", "农田", "稻田", "草地", "草原")),
    ("space", ("space", "outer space", "orbit", "deep space", "galaxy", "cosmos", "太空", "宇宙", "银河")),
    ("void", ("void", "dream", "nowhere", "limbo", "nothingness", "heaven", "afterlife", "虚空", "梦境",
              "梦", "虚无")),
)  # fmt: skip


_SEEN_AFAR = frozenset({"moon", "space", "alien planet"})
"""What a description may speak of without being there."""


@lru_cache(maxsize=256)
def kind_of(place: Place) -> str:
    """The kind of place: the last known word of its name decides (``LIGHTHOUSE - KITCHEN`` is a kitchen)."""
    table = _INSIDE if place.interior else _OUTSIDE
    for text in (place.name, place.heading, place.description):
        found = [
            (*_last_place(text, stems), -order, kind)
            for order, (kind, stems) in enumerate(table)
            if text is not place.description or kind not in _SEEN_AFAR
        ]
        best = max(found)
        if best[0] >= 0:
            return best[-1]
    return "room" if place.interior else "field"


def _last_place(text: str, stems: tuple[str, ...]) -> tuple[int, int]:
    """Index of the last part of ``text`` (split at dashes, commas and slashes) that names one of ``stems``,
    or -1, and how long the name is: a space station is no station."""
    parts = text.replace("–", "-").replace("—", "-").replace("/", "-").replace(",", "-").split("-")
    named = [(index, _weight(stem)) for index, part in enumerate(parts) for stem in stems if says(part, stem)]
    return max(named, default=(-1, 0))


def _weight(stem: str) -> int:
    """The words of a name; two Chinese characters count as one."""
    return (len(stem) + 1) // 2 if is_han(stem[0]) else stem.count(" ") + 1
