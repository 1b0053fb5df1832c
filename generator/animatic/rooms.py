"""Which drawings make which kind of room."""

from __future__ import annotations

import random
from collections.abc import Callable

from generator.animatic import home_rooms as home
from generator.animatic import public_rooms as public
from generator.animatic import work_rooms as work
from generator.animatic.pen import Pen
from generator.animatic.shell import Shell

Draw = Callable[[Pen, Shell, random.Random], None]

DRAWN: dict[str, tuple[Draw, Draw]] = {
    "lamp room": (work.lamp_back, work.lamp_mid), "kitchen": (home.kitchen_back, home.kitchen_mid),
    "living room": (home.living_back, home.living_mid), "bedroom": (home.bedroom_back, home.bedroom_mid),
    "office": (work.office_back, work.office_mid), "corridor": (home.corridor_back, home.corridor_mid),
    "stairs": (home.stairs_back, home.stairs_mid), "workshop": (work.workshop_back, work.workshop_mid),
    "train": (public.train_back, public.train_mid), "shop": (public.shop_back, public.shop_mid),
    "cafe": (public.cafe_back, public.cafe_mid),
    "bar": (public.bar_back, public.bar_mid), "hospital": (work.hospital_back, work.hospital_mid),
    "school": (work.school_back,
        work.school_mid),
    "library": (work.library_back, work.library_mid), "boat cabin": (work.cabin_back, work.cabin_mid),
    "church": (public.church_back, public.church_mid), "prison": (public.prison_back, public.prison_mid),
    "car": (public.car_back,
        public.car_mid),
    "room": (home.room_back, home.room_mid),
}  # fmt: skip
"""For each kind of room: what is on the wall, what stands before it."""
