"""
Work on a stream of texts in several processes: results in order, memory constant whatever the stream's length.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice

from textmend.config import Config
from textmend.result import Repair

BATCH = 16  # texts sent to a process at once: articles are small beside the cost of sending
AHEAD = 4  # batches in flight a process


def map_in_order(
    function: Callable[[str, Config], Repair], texts: Iterable[str], config: Config, workers: int
) -> Iterator[Repair]:
    """Yield function(text, config) for each text, in order, from so many processes."""
    source = iter(texts)
    work = partial(_batch, function, config)
    with ProcessPoolExecutor(workers, initializer=_share_cores, initargs=(workers,)) as pool:
        waiting: deque[Future[tuple[list[Repair], Exception | None]]] = deque()
        try:
            while True:
                while len(waiting) < workers * AHEAD and (batch := list(islice(source, BATCH))):
                    waiting.append(pool.submit(work, batch))
                if not waiting:
                    return
                done, error = waiting.popleft().result()
                yield from done
                if error is not None:
                    raise error
        finally:
            for future in waiting:
                future.cancel()


def _share_cores(workers: int) -> None:
    """Tell a process that it shares the machine with others: a neural model is then run by fewer threads."""
    os.environ["TEXTMEND_THREADS"] = str(max(1, (os.cpu_count() or 1) // workers))


def _batch(
    function: Callable[[str, Config], Repair], config: Config, texts: list[str]
) -> tuple[list[Repair], Exception | None]:
    """Return the results up to the first text that raises, and what it raised."""
    done: list[Repair] = []
    for text in texts:
        try:
            done.append(function(text, config))
        except Exception as error:
            return done, error
    return done, None
