"""Two dozen people, two of them animals and one a robot, no two alike: for tests and for contact sheets."""

from __future__ import annotations

from generator.interface import Figure


def _card(number: int, name: str, appearance: str, wardrobe: str, voice: str) -> Figure:
    tag = f"ID_{chr(ord('A') + number)}"
    return Figure(tag=tag, name=name, appearance=appearance, wardrobe=wardrobe, voice=voice)


_CARDS = (
    ("Mara", "a woman in her sixties, pale, grey hair in a bun, wrinkles, narrow face",
     "dark green wool coat, red scarf, brown boots", "low and rough, unhurried"),
    ("Tom", "a boy of nine, curly red hair, freckles, round face",
     "yellow raincoat, blue jeans, rubber boots", "small and clear"),
    ("Jonas", "a burly man in his thirties, tanned, full black beard, short black hair",
     "blue and white striped jersey, navy trousers", "deep and even"),
    ("Ines", "a tall woman, 30, olive skin, long black hair, almond-shaped eyes",
     "a red dress with white dots, black shoes", "warm and full"),
    ("Old Bill", "a stout old man, bald, ruddy, long white beard, bushy eyebrows",
     "white shirt under a brown waistcoat, grey trousers", "dry, slow to start"),
    ("Kofi", "a tall dark-skinned man, 40, afro, moustache", "orange suit, teal tie", "smooth baritone"),
    ("Nadia", "a woman, 25, fair skin, blonde ponytail, freckles", "denim overalls over a pink t-shirt",
     "light and quick"),
    ("Sgt. Holt", "a broad-shouldered man, 50, square jaw, grey crew cut, a scar on his cheek",
     "police uniform, navy cap", "clipped at the ends"),
    ("Professor Lind", "a thin old woman, short white hair in a bob, round glasses, heart-shaped face",
     "mustard cardigan over a white blouse, brown skirt", "precise, with a dry edge"),
    ("Captain Rook", "a gaunt man in his fifties, tanned, eye patch, goatee, black hair tied back",
     "burgundy coat, black hat", "gravelly"),
    ("Biscuit", "a small golden brown dog with floppy ears", "", "bright and quick"),
    ("Tin Rex", "a robot with a round head, rusty copper plating", "", "flat, metallic"),
    ("林婉", "二十多岁的女人，黑色长发，瓜子脸", "紫色毛衣，白色短裙", "清亮"),
    ("老周", "七十岁的老人，花白头发，谢顶，山羊胡，脸上皱纹很深", "藏青色棉袄，黑裤子", "低沉沙哑"),
    ("小满", "八岁的小女孩，两条辫子，圆脸", "粉色背带裤，白色球鞋", "细而清亮"),
    ("陈树", "四十多岁，戴眼镜的男人，分头，瘦", "灰色西装，蓝领带", "不紧不慢"),
    ("狐狸先生", "一只会说话的狐狸", "绿色马甲，白衬衫", "柔和微哑"),
    ("阿秀", "五十岁的女人，盘发，微胖，脸颊有一颗痣", "红色碎花衬衫，米色围裙，黑裤子", "温暖饱满"),
    ("Amara", "a dark-skinned teenage girl, 16, braids, big eyes",
     "lime hoodie, shorts, white sneakers", "bright"),
    ("Yusuf", "a young man of twenty-four, brown skin, dark hair combed back, stubble",
     "black leather jacket over a white t-shirt, blue jeans", "a little impatient"),
    ("Odile", "an elegant woman, 45, pale, auburn hair, wavy, a beauty mark",
     "black and white checked coat, red beret", "soft and husky"),
    ("Rafi", "a teenage boy, 15, brown skin, buzz cut, thin",
     "teal t-shirt, khaki trousers, orange beanie", "quick and breathy"),
    ("Sister Agnes", "an elderly nun, pale, thin eyebrows",
     "light blue robe, white headscarf", "quiet and clear"),
    ("Lev", "a heavy-set man, 35, receding sandy hair, thick moustache, monocle",
     "purple pinstriped suit", "plummy, slightly sing-song"),
)  # fmt: skip

CAST: tuple[Figure, ...] = tuple(_card(number, *card) for number, card in enumerate(_CARDS))
"""Cards in words only: what an animatic is given."""
