"""python -m textmend is the command textmend."""

from textmend.cli import entry_point

if __name__ == "__main__":
    entry_point()
