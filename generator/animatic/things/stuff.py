"""What things are made of."""

from __future__ import annotations

from generator.animatic.palette import rgb

PAPER = rgb(0xF1EAD8)
STEEL = rgb(0x9AA1A8)
BRASS = rgb(0xC09A4A)
WOOD = rgb(0x8A6446)
INK = rgb(0x3A3540)
