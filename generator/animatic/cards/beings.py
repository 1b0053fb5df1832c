"""Words for beings, and the colours of their coats."""

from __future__ import annotations

from generator.animatic.cards.traits import Creature
from generator.animatic.wording import stems

ANIMALS: dict[str, Creature] = {
    **stems(Creature.ROBOT, """
        robot android droid automaton cyborg humanoid mech golem 机器人 机器狗 机械人 仿生人"""),
    **stems(Creature.DOG, """
        dog puppy pup hound doggy mutt mongrel labrador terrier poodle spaniel collie husky beagle bulldog
        dachshund corgi retriever sheepdog greyhound dalmatian 狗 小狗 狗狗 犬"""),
    **stems(Creature.CAT, """
        cat kitten kitty tomcat tabby tiger leopard panther lynx cheetah jaguar 猫 猫咪 小猫 老虎 虎 豹
        豹子"""),
    **stems(Creature.FOX, "fox vixen 狐狸 狐"),
    **stems(Creature.WOLF, "wolf jackal coyote hyena werewolf 狼"),
    **stems(Creature.BEAR, """
        bear panda koala grizzly badger otter beaver raccoon bigfoot monkey gorilla ape chimpanzee 熊 熊猫
        考拉 浣熊 猴 猴子 猩猩"""),
    **stems(Creature.LION, "lion lioness 狮子 狮"),
    **stems(Creature.RABBIT, "rabbit bunny hare 兔 兔子"),
    **stems(Creature.MOUSE, """
        mouse rat hamster squirrel chipmunk hedgehog guinea_pig 鼠 老鼠 松鼠 仓鼠 刺猬"""),
    **stems(Creature.HORSE, """
        horse pony donkey mare stallion foal mule zebra unicorn deer stag moose giraffe camel 马 驴 鹿
        斑马 骆驼 长颈鹿"""),
    **stems(Creature.COW, "cow bull calf ox buffalo bison yak elephant 牛 奶牛 水牛 大象"),
    **stems(Creature.SHEEP, "sheep lamb goat ram ewe llama alpaca 羊 山羊 绵羊"),
    **stems(Creature.PIG, "pig piglet hog boar sow 猪"),
    **stems(Creature.BIRD, """
        bird crow raven owl parrot duck duckling goose swan penguin chicken hen rooster pigeon dove
        sparrow eagle hawk falcon seagull gull magpie stork heron peacock turkey 鸟 小鸟 乌鸦 猫头鹰 鹦鹉
        鸭 鸭子 鹅 天鹅 企鹅 鸡 公鸡 母鸡 鸽子 麻雀 鹰 老鹰 海鸥"""),
    **stems(Creature.FROG, """
        frog toad lizard turtle tortoise crocodile dragon dinosaur snake gecko 青蛙 蛙 蟾蜍 龙 恐龙 乌龟
        鳄鱼 蜥蜴"""),
}  # fmt: skip
"""Beings by the nearest one that is drawn."""
PEOPLE = stems(
    Creature.HUMAN,
    """
    woman man women men boy girl lady gentleman child kid person human teen teenager youth toddler baby
    adult guy fellow bloke lad lass mother father mum dad mom grandmother grandfather grandma grandpa
    granny daughter son sister brother twin aunt uncle wife husband widow widower bride groom king queen
    prince princess knight witch wizard nun monk priest teacher student pupil schoolboy schoolgirl sailor
    captain fisherman soldier officer policeman policewoman detective guard thief spy doctor nurse surgeon
    scientist engineer mechanic inventor baker cook chef waiter waitress barista barber tailor farmer
    shepherd gardener hunter beekeeper carpenter blacksmith clockmaker watchmaker shopkeeper keeper owner
    trainer walker rider tamer lover catcher sitter breeder painter artist musician singer dancer actor
    actress writer poet clown magician driver pilot astronaut courier librarian clerk lawyer judge mayor
    janitor boxer runner stranger traveller neighbour friend orphan apprentice master boss veteran
    pensioner 人 女 男 孩 妈 爸 爷 奶奶 外婆 老师 医生 护士 警察 先生 小姐 太太 少年 少女 青年 姑娘 小伙
    老头 船长 水手 渔夫 农夫 师傅 学生 司机 厨师 士兵 侦探 王子 公主 国王 姐姐 妹妹 哥哥 弟弟 叔 姨""",
)
"""Who is human."""

COATS: dict[Creature, tuple[int, ...]] = {
    Creature.ROBOT: (0x9AA5AD, 0xB9BFC6, 0x8FA39B, 0xB08D57, 0x7F93A8),
    Creature.DOG: (0xA9763F, 0x7C5436, 0xC9A06A, 0x8A8078, 0xD8C7A8),
    Creature.CAT: (0xC98644, 0x86878C, 0x45424A, 0xD9C6A5, 0x9A7B5C),
    Creature.FOX: (0xC9692F, 0xBF5B2B),
    Creature.WOLF: (0x7F848C, 0x6B6A70, 0x8F8578),
    Creature.BEAR: (0x6E4B33, 0x59402F, 0x7F5A3A),
    Creature.LION: (0xCF9A4C, 0xC28B45),
    Creature.RABBIT: (0xE6DED2, 0xB59A7E, 0x9A938E),
    Creature.MOUSE: (0x9B948F, 0xB09A86, 0x7F7873),
    Creature.HORSE: (0x7E5234, 0x5A3B29, 0xA9825A, 0x8A8580),
    Creature.COW: (0xE8E2D6, 0x8A5A3C, 0x5B4638),
    Creature.SHEEP: (0xEDE6D6, 0xDDD3BF),
    Creature.PIG: (0xE3A9A0, 0xD99A90),
    Creature.BIRD: (0x5E86A8, 0xC7803E, 0x7A6A5A, 0x4E7F6A),
    Creature.FROG: (0x6F9B4A, 0x5A8A55),
}
"""Natural colours of fur, feathers and metal."""
NATURAL: dict[str, int] = {
    "panda": 0xEFECE4, "crow": 0x2E2D36, "raven": 0x2E2D36, "tiger": 0xD98A3A, "penguin": 0x33363F,
    "swan": 0xEFECE4, "duck": 0xD9B24A, "duckling": 0xE3C04F, "chicken": 0xE6DCC8, "owl": 0x8A6B4C,
    "parrot": 0x3F9B5E, "elephant": 0x8C8F94, "zebra": 0xE8E6E0, "dragon": 0x4F7F55, "熊猫": 0xEFECE4,
    "乌鸦": 0x2E2D36, "老虎": 0xD98A3A, "企鹅": 0x33363F, "天鹅": 0xEFECE4, "机器狗": 0x9AA5AD,
}  # fmt: skip
"""Colours of some kinds by word, where the kind that is drawn has others."""
