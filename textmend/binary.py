"""
The container of textmend's data files: named sections of bytes behind a checked header.

    magic   8 bytes   b"TXTMEND" and the format's version (one byte)
    length  8 bytes   of the header, little-endian
    header            JSON: {"kind", "meta", "sections": {name: [offset, length]}, "sha256" of the body}
    body              the sections, each at a multiple of 64 bytes

Nothing in a file is executed or unpickled; a file that does not hold what its checksum says is refused.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import threading
from collections.abc import Callable, Mapping
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


def write(path: Path, kind: str, meta: Mapping[str, Any], sections: Mapping[str, bytes]) -> None:
    """Write a data file; the same input makes the same bytes."""
    body = bytearray()
    places = {}
    for name, data in sections.items():
        body += bytes(-len(body) % ALIGN)
        places[name] = [len(body), len(data)]
        body += data
    digest = hashlib.sha256(body).hexdigest()
    header = json.dumps({"kind": kind, "meta": dict(meta), "sections": places, "sha256": digest}, sort_keys=True)
    head = header.encode()
    head += b" " * (-(len(MAGIC) + 8 + len(head)) % ALIGN)
    path.write_bytes(MAGIC + len(head).to_bytes(8, "little") + head + body)


def read(path: Path, kind: str) -> tuple[dict[str, Any], dict[str, memoryview]]:
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
        sections = {name: body[at : at + size] for name, (at, size) in header["sections"].items()}
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
