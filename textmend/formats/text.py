"""
Plain text files: read and written as bytes, so that whatever no edit touches stays as it is.

Line ends, a byte order mark, a missing last newline and undecodable bytes all survive: bytes that are not
UTF-8 become lone surrogates on the way in and the same bytes on the way out.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from pathlib import Path

STDIN = "-"


class FileError(Exception):
    """A file cannot be read or written; the message says which, and why."""


def decode(data: bytes) -> str:
    """Return the text of bytes, undecodable ones as lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Return the bytes of a text; the inverse of decode, and lone surrogates of other origin become U+FFFD."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def read(name: str) -> str:
    """Return the text of a file, or of standard input for `-`; raises FileError."""
    if name == STDIN:
        if sys.stdin is None:
            raise FileError("standard input: is closed; name a file")
        return decode(sys.stdin.buffer.read())
    try:
        mode = os.stat(name).st_mode
        if stat.S_ISDIR(mode):
            raise FileError(f"{name}: is a directory; name the files in it")
        return decode(Path(name).read_bytes())
    except OSError as error:
        raise FileError(f"{name}: cannot be read: {error.strerror}") from error


def replace(name: str, text: str, backup: str = "") -> None:
    """
    Put a text in a file's place, whole or not at all; with a backup suffix, keep the old file beside it.

    The new file has the old one's permissions; a symbolic link stays a link. Raises FileError.
    """
    target = Path(os.path.realpath(name))
    temporary = None
    try:
        before = target.stat()
        if not stat.S_ISREG(before.st_mode):
            raise FileError(f"{name}: is not a regular file; --in-place needs one")
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as out:
            temporary = out.name
            out.write(encode(text))
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, stat.S_IMODE(before.st_mode))
        if hasattr(os, "chown") and (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
            with contextlib.suppress(PermissionError):  # only root may give a file away
                os.chown(temporary, before.st_uid, before.st_gid)
        if backup:
            _copy(target, target.with_name(target.name + backup))
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise FileError(f"{name}: cannot be written: {error.strerror}") from error
    finally:
        if temporary is not None:
            os.unlink(temporary)


def _copy(source: Path, target: Path) -> None:
    """Copy a file's bytes and permissions; refuses to overwrite an older backup."""
    try:
        with open(target, "xb") as out:
            out.write(source.read_bytes())
    except FileExistsError as error:
        raise FileError(f"{target}: is in the way of the backup; move it or choose another suffix") from error
    os.chmod(target, stat.S_IMODE(source.stat().st_mode))
