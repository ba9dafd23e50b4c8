"""The plugin: what MkDocs calls, and when."""

from __future__ import annotations

import os
import re
import zlib
from collections import Counter
from html import escape

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from .extension import OnionskinExtension
from .fences import Fence
from .program import Program, ProgramError, RenderError

STYLE_SHEET = "assets/onionskin/onionskin.css"
"""Where the style sheet lies in the site."""

_IS_OURS = re.compile(r"(?i:dockerfile|docker)[\s,]+onionskin(?:\s|$)")
"""What a block has to begin with; the program reads the rest."""

_FOR_MATERIAL = "\n.md-typeset .onionskin { --onionskin-rem: 0.8rem; }\n"
"""What the style sheet says for Material for MkDocs, whose ``rem`` is 20 pixels."""

_log = get_plugin_logger("onionskin")


class OnionskinConfig(Config):  # type: ignore[no-untyped-call]
    """What ``mkdocs.yml`` can say."""

    command = c.Type(str, default="onionskin")
    """The program: a name on ``PATH``, or a path, which is taken from the folder of ``mkdocs.yml``."""
    page = c.Optional(c.URL(is_dir=True))
    """The address of an Onionskin: where a link leads to, and where ``embed.js`` is."""
    embed = c.Type(bool, default=True)
    """Whether what is rendered comes to life where there is JavaScript. It takes a page."""


class OnionskinPlugin(BasePlugin[OnionskinConfig]):  # type: ignore[no-untyped-call]
    """Explains blocks of code that begin with ``dockerfile onionskin``."""

    def __init__(self) -> None:
        super().__init__()
        self._program: Program | None = None
        self._style_sheet = ""
        self._page: Page | None = None
        self._n_in_page = 0
        self._seen: Counter[str] = Counter()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """With this, one plugin lives as long as ``mkdocs serve``, and renders again only what is new."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Finds the program, and adds what each page needs."""
        command = _found(self.config.command, config.config_file_path)
        if self._program is None or self._program.command != command:
            self._program = Program(command)
        try:
            self._style_sheet = self._program.style_sheet()
        except (ProgramError, RenderError) as error:
            raise PluginError(f"onionskin: {error}") from error
        config.extra_css.append(STYLE_SHEET)
        if self.config.page and self.config.embed:
            script = ExtraScriptValue(f"{self.config.page}embed.js")
            script.async_ = True
            config.extra_javascript.append(script)
        # MkDocs hands the list on as it is, and Python-Markdown takes extensions as well as their names.
        config.markdown_extensions.append(OnionskinExtension(self._rendered))  # type: ignore[arg-type]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the style sheet."""
        files.append(File.generated(config, STYLE_SHEET, content=self._style_sheet + _FOR_MATERIAL))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Notes which page comes next."""
        self._page = page
        self._n_in_page = 0
        self._seen.clear()

    def _rendered(self, opening: str, fence: Fence) -> str | None:
        self._seen[opening] += 1
        if self._program is None or not _IS_OURS.match(fence.info):
            return None
        try:
            rendered = self._program.render(fence.code, fence.info, self._around())
        except RenderError as error:
            self._warn(opening, f"it stays a block of code: {error}")
            # Those who come next may not know what stands behind the fence.
            return f'<pre><code class="language-dockerfile">{escape(fence.code)}</code></pre>'
        except ProgramError as error:
            raise PluginError(f"onionskin: {error}") from error
        for problem in rendered.problems:
            self._warn(opening, problem)
        return rendered.html

    def _around(self) -> dict[str, str]:
        """What is the same for all blocks of a page, but for the number in the id."""
        self._n_in_page += 1
        # Some plugins put several pages into one.
        page = zlib.crc32(self._page.file.src_uri.encode()) if self._page else 0
        around = {"id": f"onionskin-{page:08x}-{self._n_in_page}"}
        return {**around, "page": self.config.page} if self.config.page else around

    def _warn(self, opening: str, problem: str) -> None:
        """Tells where something is wrong. With ``--strict`` MkDocs fails then."""
        where = self._page.file.src_uri if self._page else "a page"
        line = self._line(opening)
        _log.warning("%s: %s", f"{where}:{line}" if line else where, problem)

    def _line(self, opening: str) -> int | None:
        """The line of the file that the block begins with; nothing where that comes from another file."""
        lines = self._page.file.content_string.splitlines() if self._page else []
        same = (at for at, line in enumerate(lines, 1) if line.expandtabs(4) == opening)
        return next((at for n, at in enumerate(same, 1) if n == self._seen[opening]), None)


def _found(command: str, config_file_path: str | None) -> str:
    """``command``, from the folder of the configuration where it is a path."""
    is_path = os.path.dirname(command) != ""
    return os.path.join(os.path.dirname(config_file_path or ""), command) if is_path else command
