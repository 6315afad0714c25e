"""Files in and out: bytes outside the edits are preserved, writes are atomic."""
