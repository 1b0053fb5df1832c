"""Which drawings make which kind of room."""

from __future__ import annotations

import random
from collections.abc import Callable

from generator.animatic.pen import Pen
from generator.animatic.places import bare_rooms as bare
from generator.animatic.places import grand_rooms as grand
from generator.animatic.places import home_rooms as home
from generator.animatic.places import public_rooms as public
from generator.animatic.places import sea_rooms as at_sea
from generator.animatic.places import shops
from generator.animatic.places import vehicles as drive
from generator.animatic.places import white_rooms as white
from generator.animatic.places import work_rooms as work
from generator.animatic.places.shell import Shell

Draw = Callable[[Pen, Shell, random.Random], None]

DRAWN: dict[str, tuple[Draw, Draw]] = {
    "lamp room": (at_sea.lamp_back, at_sea.lamp_mid),
    "kitchen": (home.kitchen_back, home.kitchen_mid),
    "living room": (home.living_back, home.living_mid),
    "bedroom": (home.bedroom_back, home.bedroom_mid),
    "bathroom": (white.bathroom_back, white.bathroom_mid),
    "office": (work.office_back, work.office_mid),
    "corridor": (home.corridor_back, home.corridor_mid),
    "stairs": (home.stairs_back, home.stairs_mid),
    "workshop": (work.workshop_back, work.workshop_mid),
    "train": (drive.train_back, drive.train_mid),
    "car": (drive.car_back, drive.car_mid),
    "shop": (shops.shop_back, shops.shop_mid),
    "cafe": (public.cafe_back, public.cafe_mid),
    "bar": (public.bar_back, public.bar_mid),
    "hospital": (work.hospital_back, work.hospital_mid),
    "laboratory": (white.laboratory_back, white.laboratory_mid),
    "school": (work.school_back, work.school_mid),
    "library": (work.library_back, work.library_mid),
    "boat cabin": (at_sea.cabin_back, at_sea.cabin_mid),
    "church": (public.church_back, public.church_mid),
    "prison": (public.prison_back, public.prison_mid),
    "theatre": (grand.theatre_back, grand.theatre_mid),
    "courtroom": (grand.courtroom_back, grand.courtroom_mid),
    "throne room": (grand.throne_back, grand.throne_mid),
    "greenhouse": (white.greenhouse_back, white.greenhouse_mid),
    "spaceship": (bare.spaceship_back, bare.spaceship_mid),
    "tent": (bare.tent_back, bare.tent_mid),
    "cave": (bare.cave_back, bare.cave_mid),
    "room": (home.room_back, home.room_mid),
}
"""For each kind of room: what is on the wall, what stands before it."""
