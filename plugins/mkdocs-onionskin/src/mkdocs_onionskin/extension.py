"""The part of Python-Markdown that takes blocks of code out of a page, before anybody else does.

It stands in front of ``fenced_code`` and ``pymdownx.superfences``, and behind what includes files
(``pymdownx.snippets``) and expands tabs. What it puts in their place is a reference, as both of these do: so it works
with either, in lists, admonitions and tabs as well, and nothing in the HTML is taken for Markdown. Replacing text of
the page would not do: HTML that is indented is code there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Optional
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from .fences import Fence, read

ELEMENT = "onionskin-dockerfile"
"""The element that ``embed.js`` brings to life."""

_PRIORITY = 27
"""Between ``normalize_whitespace`` (30) and ``fenced_code_block`` (25)."""

_PRIORITY_BACK = 35
"""Before code is coloured (30)."""

Render = Callable[[str, Fence], Optional[str]]
"""From the line that a block begins with, and the block, to HTML; nothing where it is none of ours."""


class OnionskinExtension(Extension):
    """Hands blocks of code to ``render``."""

    def __init__(self, render: Render) -> None:
        super().__init__()
        self._render = render

    def extendMarkdown(self, md: Markdown) -> None:
        """Takes its place among what works on a page."""
        # A reference alone in a paragraph takes the place of the paragraph only where it is to such an element.
        md.block_level_elements.append(ELEMENT)
        taken: dict[str, _Taken] = {}
        md.preprocessors.register(_Take(md, self._render, taken), "onionskin", _PRIORITY)
        md.treeprocessors.register(_Settle(md, taken), "onionskin", _PRIORITY_BACK)


@dataclass(frozen=True)
class _Taken:
    """A block that a reference stands for."""

    lines: list[str]
    """Its lines, without what stands in front of all of them."""
    is_apart_above: bool
    """Whether a blank line was put above the reference."""
    is_apart_below: bool
    """Whether a blank line was put below it."""


class _Take(Preprocessor):
    """Puts references in the place of blocks."""

    def __init__(self, md: Markdown, render: Render, taken: dict[str, _Taken]) -> None:
        super().__init__(md)
        self._render = render
        self._taken = taken

    def run(self, lines: list[str]) -> list[str]:
        self._taken.clear()
        out: list[str] = []
        at = 0
        while at < len(lines):
            fence = read(lines, at)
            if fence is None:
                out.append(lines[at])
                at += 1
                continue
            block = lines[at : fence.end]
            html = self._render(block[0], fence)
            if html is None:
                out.extend(block)
            else:
                is_apart_above = bool(out) and not _is_blank(out[-1])
                is_apart_below = fence.end < len(lines) and not _is_blank(lines[fence.end])
                reference = self.md.htmlStash.store(html)
                dedented = [line[len(fence.prefix) :] for line in block]
                self._taken[reference] = _Taken(dedented, is_apart_above, is_apart_below)
                blank = [fence.prefix.rstrip()]
                out += [*blank * is_apart_above, fence.prefix + reference, *blank * is_apart_below]
            at = fence.end
        return out


class _Settle(Treeprocessor):
    """Sees to what became of the references."""

    def __init__(self, md: Markdown, taken: dict[str, _Taken]) -> None:
        super().__init__(md)
        self._taken = taken

    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            # In a quote, a line end may be left, and the reference would no longer be alone in it.
            if paragraph.text and paragraph.text.strip() in self._taken:
                paragraph.text = paragraph.text.strip()
        for code in root.iter("code"):
            # What is indented is code, and a fence means nothing there.
            if code.text and any(reference in code.text for reference in self._taken):
                code.text = AtomicString(self._given_back(code.text))

    def _given_back(self, text: str) -> str:
        for reference, taken in self._taken.items():
            above, below = "\n" * taken.is_apart_above, "\n" * taken.is_apart_below
            place = re.search(rf"{above}^(?P<blanks> *){re.escape(reference)}{below}", text, re.MULTILINE)
            if place is not None:
                lines = "\n".join(place["blanks"] + code_escape(line) for line in taken.lines)
                text = text[: place.start()] + lines + text[place.end() :]
        return text


def _is_blank(line: str) -> bool:
    return line.strip(" >") == ""
