"""
The container of textmend's data files: named sections of bytes behind a checked header.

    magic   8 bytes   b"TXTMEND" and the format's version (one byte)
    length  8 bytes   of the header, little-endian
    header            JSON: {"kind", "meta", "sections": {name: [offset, length]}, "sha256" of the body}, and "packed"
    body              the sections, each at a multiple of 64 bytes; those named by "packed" are zlib streams

Nothing in a file is executed or unpickled; a file that does not hold what its checksum says is refused.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import threading
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

MAGIC = b"TXTMEND\x01"
ALIGN = 64

Loaded = TypeVar("Loaded")


class CorruptFileError(Exception):
    """A data file of textmend is damaged, truncated, or of another kind or version."""


def once(load: Callable[[], Loaded]) -> Callable[[], Loaded]:
    """Return a loader that does its work once, whichever thread asks first."""
    lock = threading.Lock()
    loaded: list[Loaded] = []

    @wraps(load)
    def held() -> Loaded:
        with lock:
            if not loaded:
                loaded.append(load())
            return loaded[0]

    return held


class Sections(Mapping[str, memoryview]):
    """The sections of a data file by name: views of the file, but for those that are packed."""

    def __init__(self, body: memoryview, places: Mapping[str, tuple[int, int]], packed: Collection[str]) -> None:
        self._views = {name: body[at : at + size] for name, (at, size) in places.items()}
        self._packed = packed

    def __getitem__(self, name: str) -> memoryview:
        view = self._views[name]
        return memoryview(zlib.decompress(view)) if name in self._packed else view

    def __iter__(self) -> Iterator[str]:
        return iter(self._views)

    def __len__(self) -> int:
        return len(self._views)


def write(
    path: Path, kind: str, meta: Mapping[str, Any], sections: Mapping[str, bytes], packed: Collection[str] = ()
) -> None:
    """
    Write a data file; the same input makes the same bytes.

    packed: names of sections to compress, which costs time and memory where they are read.
    """
    body = bytearray()
    places = {}
    for name, content in sections.items():
        data = zlib.compress(content, 9) if name in packed else content
        body += bytes(-len(body) % ALIGN)
        places[name] = [len(body), len(data)]
        body += data
    digest = hashlib.sha256(body).hexdigest()
    header = {"kind": kind, "meta": dict(meta), "sections": places, "sha256": digest}
    if packed:
        header["packed"] = sorted(packed)
    head = json.dumps(header, sort_keys=True).encode()
    head += b" " * (-(len(MAGIC) + 8 + len(head)) % ALIGN)
    path.write_bytes(MAGIC + len(head).to_bytes(8, "little") + head + body)


def read(path: Path, kind: str) -> tuple[dict[str, Any], Sections]:
    """
    Return the metadata and the sections of a data file, memory-mapped, after checking them.

    Raises CorruptFileError where the file cannot be read or is not what its header says.
    """
    try:
        with open(path, "rb") as source:
            view = memoryview(mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise _corrupt(path, f"it cannot be read ({error.strerror})") from error
    except ValueError as error:  # an empty file cannot be mapped
        raise _corrupt(path, "it is empty") from error
    if bytes(view[:8]) != MAGIC:
        raise _corrupt(path, "it does not begin as a textmend data file of this version")
    start = 16 + int.from_bytes(view[8:16], "little")
    try:
        header = json.loads(bytes(view[16:start]))
        body = view[start:]
        sections = Sections(body, header["sections"], header.get("packed", []))
        wanted, digest, meta = header["kind"], header["sha256"], header["meta"]
    except (ValueError, KeyError, TypeError) as error:
        raise _corrupt(path, "its header cannot be read") from error
    if wanted != kind:
        raise _corrupt(path, f"it holds a {wanted}, not a {kind}")
    if hashlib.sha256(body).hexdigest() != digest:
        raise _corrupt(path, "its checksum is wrong")
    return meta, sections


def _corrupt(path: Path, why: str) -> CorruptFileError:
    return CorruptFileError(f"{path} is corrupt: {why}; reinstall textmend (pip install --force-reinstall textmend)")
