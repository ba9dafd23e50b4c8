"""Fenced blocks of code in lines of Markdown, wherever they stand: in lists, admonitions, tabs and quotes, too."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(r"(?P<prefix>[ >]*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")


@dataclass(frozen=True)
class Fence:
    """A block of code."""

    prefix: str
    """What stands in front of each of its lines: blanks, and ``>`` in quotes."""
    marks: str
    """What it begins and ends with."""
    info: str
    """What stands behind the marks that it begins with."""
    code: str
    """What is between them, without the prefix. Each line ends with a line end."""
    end: int
    """The line behind it, counted from 0."""


def read(lines: list[str], start: int) -> Fence | None:
    """The block that begins in line ``start``, counted from 0; nothing where none does, or where it does not end."""
    opening = _OPENING.match(lines[start])
    if opening is None:
        return None
    prefix, marks = opening["prefix"], opening["fence"]
    code: list[str] = []
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.startswith(prefix):
            content = line[len(prefix) :]
            # Python-Markdown ends a block with exactly what it begins with.
            if content.rstrip() == marks:
                return Fence(prefix, marks, opening["info"].strip(), "".join(f"{it}\n" for it in code), at + 1)
            code.append(content)
        elif line.strip() == "" or line.rstrip() == prefix.rstrip():
            # Editors take blanks at the end of a line away.
            code.append("")
        else:
            # Whatever it is that goes on here, the block is over.
            return None
    return None
