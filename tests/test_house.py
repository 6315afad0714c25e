"""The house is kept: format, lint with docstrings, types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
}


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS)
def test_the_code_is_clean(check: str) -> None:
    """
    ruff (docstrings are part of its rules) and mypy --strict have nothing to say.
    """
    done = subprocess.run([sys.executable, "-m", *CHECKS[check]], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
