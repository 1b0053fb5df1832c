"""Memory: pairs stay pairs, a bank stays small, and latents are made once."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from generator.echo.memory import Bank, Slot, SlotCache, recast, retain
from generator.interface import Unsupported


def slot(source: str = "a", voiced: bool = True, value: float = 0.0) -> Slot:
    look = torch.full((1, 128, 1, 2, 3), value)
    return Slot(look, torch.full((1, 96, 128), value) if voiced else None, source, words=f"shot {source}")


RETAINED = {
    0: "",
    1: "0",
    2: "0 1",
    3: "0 1 2",
    4: "0 1 2 3",
    5: "0 1 2 3 4",
    6: "0 1 2 3 4 5",
    7: "0 1 2 3 4 5 6",
    8: "0 1 2 4 5 6 7",
    9: "0 1 2 5 6 7 8",
    10: "0 1 2 6 7 8 9",
    15: "0 1 2 11 12 13 14",
    20: "0 1 2 16 17 18 19",
}


@pytest.mark.parametrize("shots", range(21))
def test_the_first_three_and_the_latest_four_are_kept(shots: int) -> None:
    kept = retain(range(shots))
    assert kept == tuple(sorted({*range(min(3, shots)), *range(max(0, shots - 4), shots)}))
    if shots in RETAINED:
        assert " ".join(map(str, kept)) == RETAINED[shots]


@given(shots=st.integers(0, 30), first=st.integers(0, 5), recent=st.integers(0, 5))
def test_a_bank_never_grows_beyond_its_size_and_keeps_nothing_twice(
    shots: int, first: int, recent: int
) -> None:
    kept = retain(range(shots), first, recent)
    assert len(kept) == min(shots, first + recent)
    assert list(kept) == sorted(set(kept))
    assert kept[:first] == tuple(range(min(shots, first)))


def test_a_bank_with_nothing_recent_does_not_keep_everything() -> None:
    # The release does: its tail[-0:] is the whole tail.
    assert retain(range(50), 3, 0) == (0, 1, 2)


def test_a_negative_retention_is_refused() -> None:
    with pytest.raises(ValueError, match="got -1 first"):
        retain(range(5), -1)


def test_after_a_thousand_shots_a_bank_holds_seven_and_is_what_the_whole_story_retains() -> None:
    story = [slot(f"{number}", value=number) for number in range(1000)]
    bank: Bank[Slot] = Bank()
    sizes = []
    for shot in story:
        bank = bank.remember(shot)
        sizes.append(len(bank.slots))
    assert sizes == [min(number + 1, 7) for number in range(1000)]
    assert bank.slots == retain(story)
    assert [kept.source for kept in bank.slots] == ["0", "1", "2", "996", "997", "998", "999"]


def test_replaying_a_story_gives_the_same_bank() -> None:
    story = [slot(f"{number}", voiced=number % 3 > 0) for number in range(30)]
    banks = []
    for _ in range(2):
        bank: Bank[Slot] = Bank()
        for shot in story:
            bank = bank.remember(shot)
        banks.append(bank)
    assert banks[0] == banks[1]


def test_remembering_leaves_the_bank_before_as_it_was() -> None:
    empty: Bank[Slot] = Bank()
    before = empty.remember(slot("a"))
    after = before.remember(slot("b"))
    assert [kept.source for kept in before.slots] == ["a"]
    assert [kept.source for kept in after.slots] == ["a", "b"]


def test_a_voice_from_another_shot_is_refused_by_default() -> None:
    a, b = slot("a"), slot("b")
    with pytest.raises(Unsupported, match="the look of a with the voice of b"):
        recast(a, b)
    with pytest.raises(Unsupported, match="paired=False"):
        Slot(a.video, b.audio, "a", voice_source="b")


def test_the_look_of_one_with_the_voice_of_another_can_be_asked_for() -> None:
    a, b = slot("a", value=1.0), slot("b", value=2.0)
    mixed = recast(a, b, paired=False)
    assert mixed.video is a.video
    assert mixed.audio is b.audio
    assert (mixed.source, mixed.voice_source, mixed.paired) == ("a", "b", False)
    assert mixed.words == "shot a, voice of shot b"


def test_a_borrowed_voice_keeps_its_own_source_when_it_is_lent_on() -> None:
    mixed = recast(slot("a"), slot("b"), paired=False)
    with pytest.raises(Unsupported, match="the look of c with the voice of b"):
        recast(slot("c"), mixed)
    home = recast(slot("b"), mixed)
    assert home.voice_source == ""


@pytest.mark.parametrize(
    ("video", "audio", "source", "words"),
    [
        ((1, 128, 2, 2, 2), (1, 96, 128), "a", "a look"),
        ((2, 128, 1, 2, 2), (1, 96, 128), "a", "a look"),
        ((1, 128, 1, 2, 2), (1, 8, 96, 16), "a", "a voice"),
        ((1, 128, 1, 2, 2), (2, 96, 128), "a", "a voice"),
        ((1, 128, 1, 2, 2), (1, 96, 128), "", "without a source"),
    ],
)
def test_halves_of_another_shape_are_refused(
    video: tuple[int, ...], audio: tuple[int, ...], source: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Slot(torch.zeros(video), torch.zeros(audio), source)


class Kitchen:
    """Makes a tensor of 1,000 bytes and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> torch.Tensor:
        self.made += 1
        return torch.full((250,), float(self.made))


def test_latents_are_made_once() -> None:
    cache, make = SlotCache(), Kitchen()
    first = cache.get_or(("a" * 64, 12, (64, 96), "1.0"), make)
    assert cache.get_or(("a" * 64, 12, (64, 96), "1.0"), make) is first
    assert make.made == 1
    cache.get_or(("a" * 64, 13, (64, 96), "1.0"), make)
    assert make.made == 2


def test_the_longest_unused_is_dropped_first() -> None:
    cache, make = SlotCache(limit=3 * 1600), Kitchen()
    for key in ("a", "b", "c", "a", "d"):
        cache.get_or(key, make)
    assert make.made == 4
    assert len(cache) == 3
    cache.get_or("a", make)
    assert make.made == 4
    cache.get_or("b", make)
    assert make.made == 5


@given(sizes=st.lists(st.integers(0, 3000), max_size=40))
def test_the_cache_never_holds_more_than_its_limit(sizes: list[int]) -> None:
    cache = SlotCache(limit=8000)
    for number, size in enumerate(sizes):
        made = cache.get_or(number, lambda size=size: torch.zeros(size))  # type: ignore[misc]
        assert made.shape == (size,)
        assert cache.size <= 8000


def test_what_is_too_large_is_given_but_not_kept_and_drives_nothing_out() -> None:
    cache, make = SlotCache(limit=2000), Kitchen()
    cache.get_or("small", make)
    assert cache.get_or("large", lambda: torch.zeros(5000)).shape == (5000,)
    cache.get_or("small", make)
    assert make.made == 1


def test_a_silence_is_remembered_as_such() -> None:
    cache, asked = SlotCache(), []
    for _ in range(2):
        assert cache.get_or("silent", lambda: asked.append(1)) is None
    assert len(asked) == 1


def test_a_slice_does_not_keep_what_it_was_cut_from() -> None:
    film = torch.zeros(1, 128, 31, 2, 3)
    kept = SlotCache().get_or("slice", lambda: film[:, :, -1:])
    assert kept.untyped_storage().nbytes() == kept.nbytes


def test_a_failure_is_not_remembered() -> None:
    cache, make = SlotCache(), Kitchen()

    def fail() -> torch.Tensor:
        raise ValueError("no such file")

    with pytest.raises(ValueError, match="no such file"):
        cache.get_or("a", fail)
    assert cache.get_or("a", make)[0] == 1.0
