"""A site in a folder of its own, built by MkDocs."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any, Callable

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

PROGRAM = os.environ.get("ONIONSKIN_CLI", "onionskin")
"""The program; `cargo xtask test` says where it is."""

PYTHON = """\
FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "run.py"]
"""

Built = Callable[..., str]


@pytest.fixture
def built(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Built:
    """Builds a site of one page, and gives its HTML. What is logged is in ``caplog``."""

    def build_site(markdown: str, options: dict[str, Any] | None = None, **settings: Any) -> str:
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / "index.md").write_text(markdown, encoding="utf-8")
        configuration = {
            "site_name": "Guide",
            "theme": "mkdocs",
            "plugins": [{"onionskin": {"command": PROGRAM, **(options or {})}}],
            **settings,
        }
        (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
        with caplog.at_level(logging.WARNING, logger="mkdocs"):
            build(load_config(str(tmp_path / "mkdocs.yml")))
        return (tmp_path / "site" / "index.html").read_text(encoding="utf-8")

    return build_site
