"""Drawing the next picture while the last one is being coded."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def one_ahead(items: Iterator[Item]) -> Generator[Item, None, None]:
    """The items of ``items``, each made by one thread while its predecessor is in use.

    The order is kept, an exception of ``items`` comes out here,
    and closing the generator waits for the thread.
    """
    end = object()
    with ThreadPoolExecutor(1, thread_name_prefix="animatic") as pool:
        coming = pool.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = pool.submit(next, items, end)
            yield item  # type: ignore[misc]  # only ``end`` is not an Item
