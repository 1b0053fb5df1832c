"""Speech of the toon world: written words become syllables of even length."""

from __future__ import annotations

CONSONANTS = ("", "b", "d", "f", "k", "l", "m", "n", "r", "s", "t", "w")
"""What a syllable begins with; the first is nothing."""
VOWELS = ("a", "e", "i", "o", "u")
SYLLABLES = tuple(consonant + vowel for consonant in CONSONANTS for vowel in VOWELS)
"""All there are, 60: index = consonant * 5 + vowel."""
