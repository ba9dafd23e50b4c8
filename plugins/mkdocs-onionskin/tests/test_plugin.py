"""What readers of a site get, and what is told to whoever builds it."""

from __future__ import annotations

import logging
import re
import shutil
import textwrap
from pathlib import Path
from typing import Any

import pytest
from conftest import PROGRAM, PYTHON, Built
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

FENCE = f"```dockerfile onionskin change=requirements.txt select=4\n{PYTHON}```\n"

MATERIAL: dict[str, Any] = {
    "theme": "material",
    "markdown_extensions": [
        "admonition",
        "pymdownx.details",
        "pymdownx.highlight",
        "pymdownx.superfences",
        {"pymdownx.tabbed": {"alternate_style": True}},
    ],
}
"""Material for MkDocs with what its guide turns on."""

THEMES = pytest.mark.parametrize("settings", [{}, MATERIAL], ids=["fenced_code", "superfences"])


def elements(html: str) -> list[str]:
    """The elements of a page."""
    return re.findall(r"<onionskin-dockerfile.*?</onionskin-dockerfile>", html, re.DOTALL)


@THEMES
def test_a_block_is_code_and_explained(built: Built, settings: dict[str, Any]) -> None:
    html = built(f"# Guide\n\n{FENCE}\nMore.\n", **settings)
    (element,) = elements(html)
    assert element.startswith('<onionskin-dockerfile change="requirements.txt" select="4">\n<pre><code ')
    assert "RUN pip install -r requirements.txt\nCOPY . .\n" in element
    assert "3 of 5 steps rebuild: 3, 4 and 5." in element
    assert "<p><onionskin" not in html
    assert "dockerfile onionskin" not in html
    assert "<p>More.</p>" in html


@THEMES
@pytest.mark.parametrize(
    ("around", "indent"),
    [("1. First\n\n", 4), ("* One\n\n    * Two\n\n", 8), ("!!! note\n\n", 4), ("1. First\n\n    !!! tip\n\n", 8)],
    ids=["list", "nested list", "admonition", "admonition in a list"],
)
def test_blocks_in_other_blocks(built: Built, settings: dict[str, Any], around: str, indent: int) -> None:
    code = PYTHON.replace("WORKDIR", "\nWORKDIR")
    block = textwrap.indent(f"~~~~dockerfile onionskin\n{code}~~~~\n", " " * indent)
    with_admonitions = {**settings, "markdown_extensions": [*settings.get("markdown_extensions", []), "admonition"]}
    html = built(f"{around}{block}\n{' ' * indent}Behind it.\n", **with_admonitions)
    (element,) = elements(html)
    assert "FROM python:3.11-slim" in element
    assert re.search(r"<(li|div)[^>]*>(?:(?!</\1>).)*<onionskin-dockerfile", html, re.DOTALL)
    assert re.search(r"</onionskin-dockerfile>\s*<p>Behind it.</p>", html)
    assert "wzxhzdk" not in html


def test_blocks_in_tabs_and_quotes(built: Built) -> None:
    block = textwrap.indent(FENCE, "    ")
    quoted = textwrap.indent(FENCE, "> ", lambda _: True)
    html = built(f'=== "One"\n\n{block}\n=== "Two"\n\n{block}\n\n{quoted}', **MATERIAL)
    assert len(elements(html)) == 3
    assert re.search(r'tabbed-block">\s*<onionskin-dockerfile', html)
    assert re.search(r"<blockquote>\s*<onionskin-dockerfile", html)
    ids = re.findall(r' id="(onionskin-[^"]*)"', html)
    assert len(ids) == len(set(ids)) > 0


@THEMES
def test_what_shows_how_a_block_is_written_stays_text(built: Built, settings: dict[str, Any]) -> None:
    html = built(
        f"How to:\n\n````\n{FENCE}````\n\n    before\n{textwrap.indent(FENCE, '    ')}    behind\n", **settings
    )
    assert elements(html) == []
    text = re.sub(r"<[^>]*>", "", html)
    assert text.count("```dockerfile onionskin change=requirements.txt select=4\nFROM") == 2
    assert re.search(r"before\n+```dockerfile", text)
    assert re.search(r"COPY \. \.\nCMD.*\n```\nbehind", text)
    assert "wzxhzdk" not in html


def test_other_blocks_are_left_alone(built: Built) -> None:
    html = built("```dockerfile\nFROM alpine\n```\n\n```dockerfile onionskin\nnever ends\n")
    assert elements(html) == []
    assert '<code class="language-dockerfile">FROM alpine' in html


def test_a_file_can_be_included(built: Built, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(PYTHON)
    snippets = {"pymdownx.snippets": {"base_path": [str(tmp_path)], "check_paths": True}}
    html = built(
        '```dockerfile onionskin change=nothing\n--8<-- "Dockerfile"\n```\n',
        markdown_extensions=[snippets, "pymdownx.superfences"],
    )
    assert "FROM python:3.11-slim" in elements(html)[0]


def test_markup_is_text(built: Built) -> None:
    html = built(
        '```dockerfile onionskin target="<b>&"\nFROM <img src=x onerror=alert(1)>\nRUN echo "</code><script>"\n```\n'
    )
    (element,) = elements(html)
    assert "<img" not in element
    assert "<script" not in element
    assert "<b>" not in element
    assert "&lt;img src=x onerror=alert(1)&gt;" in element


def test_a_page_is_linked_and_brings_blocks_to_life(built: Built, tmp_path: Path) -> None:
    html = built(FENCE, {"page": "https://example.org/onionskin"})
    assert 'src="https://example.org/onionskin/">' in elements(html)[0]
    assert 'href="https://example.org/onionskin/#' in elements(html)[0]
    assert '<script src="https://example.org/onionskin/embed.js" async></script>' in html
    assert 'href="assets/onionskin/onionskin.css"' in html
    assert ".onionskin" in (tmp_path / "site/assets/onionskin/onionskin.css").read_text()


@pytest.mark.parametrize("options", [{}, {"page": "https://example.org/", "embed": False}], ids=["no page", "not to"])
def test_nothing_is_loaded_from_elsewhere_unless_asked_for(built: Built, options: dict[str, Any]) -> None:
    html = built(FENCE, options)
    assert "embed.js" not in html
    assert len(elements(html)) == 1


def test_a_wrong_page_is_told(built: Built) -> None:
    with pytest.raises(Abort):
        built(FENCE, {"page": "javascript:alert(1)"})


def test_what_is_wrong_with_the_dockerfile_is_told_and_shown(built: Built, caplog: pytest.LogCaptureFixture) -> None:
    html = built("---\ntitle: x\n---\n\n```dockerfile onionskin\nFROM alpine\nFOO bar\n```\n")
    assert "unknown instruction: FOO" in elements(html)[0]
    assert caplog.messages == [
        "onionskin: index.md:5: line 2: dockerfile parse error on line 2: unknown instruction: FOO (did you mean FROM?)"
    ]


def test_a_word_that_means_nothing_is_told(built: Built, caplog: pytest.LogCaptureFixture) -> None:
    html = built(f"Text\n\n{FENCE}\n{FENCE.replace('change', 'chagne')}")
    assert len(elements(html)) == 2
    (message,) = caplog.messages
    assert message.startswith('onionskin: index.md:12: there is no key "chagne"; the keys are change, select, ')


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("change=/etc/passwd", '"/etc/passwd" is no path'),
        ("select=0", '"0" is no line'),
        ("theme=--help", '"--help"'),
        ("change=", "what changed is missing"),
    ],
)
def test_a_value_that_cannot_be_is_told(built: Built, caplog: pytest.LogCaptureFixture, said: str, part: str) -> None:
    html = built(f"```dockerfile onionskin {said} target=x\nFROM alpine AS x\n```\n")
    assert elements(html)[0].startswith('<onionskin-dockerfile change="nothing" target="x">\n<pre>')
    (message,) = caplog.messages
    assert message.startswith("onionskin: index.md:1: ")
    assert part in message


def test_what_is_too_large_stays_a_block_of_code(built: Built, caplog: pytest.LogCaptureFixture) -> None:
    html = built(f"```dockerfile onionskin\nFROM <alpine>\n{'#' + chr(10) * 10_000}```\n")
    assert elements(html) == []
    assert '<pre><code class="language-dockerfile">FROM &lt;alpine&gt;\n' in html
    (message,) = caplog.messages
    assert message.startswith("onionskin: index.md:1: it stays a block of code: too large to be shown")


def test_strict_fails_for_what_is_told(built: Built, tmp_path: Path) -> None:
    built("```dockerfile onionskin\nFOO\n```\n")
    with pytest.raises(Abort):
        build(load_config(str(tmp_path / "mkdocs.yml"), strict=True))


def test_a_program_that_is_missing_is_told(built: Built, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        built(FENCE, {"command": "no-such-program"})
    assert re.search(r'"no-such-program" is not there: install it .* "command"', caplog.text)


def test_a_program_that_cannot_render_is_told(built: Built, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    old = tmp_path / "old"
    old.write_text("#!/bin/sh\necho \"error: unrecognized subcommand 'render'\" >&2\nexit 2\n")
    old.chmod(0o755)
    with pytest.raises(Abort):
        built(FENCE, {"command": "./old"})
    assert "too old to render (unrecognized subcommand 'render')" in caplog.text


def test_a_path_is_taken_from_the_folder_of_the_configuration(built: Built, tmp_path: Path) -> None:
    program = shutil.which(PROGRAM)
    assert program is not None
    (tmp_path / "tool").symlink_to(program)
    assert len(elements(built(FENCE, {"command": "./tool"}))) == 1


def test_nothing_is_told_where_nothing_is_wrong(built: Built, caplog: pytest.LogCaptureFixture) -> None:
    built(f"{FENCE}\n~~~dockerfile onionskin\n{PYTHON}~~~\n")
    assert [it for it in caplog.records if it.levelno >= logging.WARNING] == []
