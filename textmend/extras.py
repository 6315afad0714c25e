"""Optional extras: what a user is told where something asked for is not installed."""

from __future__ import annotations


class MissingExtraError(ImportError):
    """Something was asked for that an optional extra of textmend brings, and the extra is not installed."""

    def __init__(self, extra: str, wanted: str, missing: str) -> None:
        self.extra, self.missing = extra, missing
        self.command = f"pip install 'textmend[{extra}]'"
        super().__init__(f"{wanted} needs the package {missing}, which is not installed; run: {self.command}")

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str, str]]:
        """Keep the error whole on its way out of another process."""
        return MissingExtraError, (self.extra, str(self).split(" needs the package ")[0], self.missing)
