"""The program ``onionskin``, which knows Dockerfiles. Nothing here does."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

_PATIENCE_S = 60
"""How long the program may take for one Dockerfile, in seconds: a thousand times what it takes."""

_HOW_TO_INSTALL = (
    "install it as https://github.com/onionskin/onionskin#on-the-command-line says, so that it is on PATH, or set "
    'the option "command" of the plugin to where it is'
)


class ProgramError(Exception):
    """Nothing can be rendered: the message says why, and what to do."""


class RenderError(Exception):
    """This one cannot be rendered: the message says why."""


@dataclass(frozen=True)
class Rendered:
    """A Dockerfile as HTML."""

    html: str
    problems: tuple[str, ...]
    """What is wrong with what stands behind the fence, and with the Dockerfile, in BuildKit's words."""


class Program:
    """The program at ``command``, a name on ``PATH`` or a path."""

    def __init__(self, command: str) -> None:
        self.command = command
        self._rendered: dict[tuple[str, ...], Rendered] = {}

    def style_sheet(self) -> str:
        """The style sheet of all that is rendered. Whoever asks for it first knows that the program can be used."""
        code, output, messages = self._run(["--css"], "")
        if code != 0:
            why = messages[0] if messages else f"it ended with {code}"
            raise ProgramError(
                f'the program "{self.command}" is not Onionskin, or too old to render ({why}): {_HOW_TO_INSTALL}'
            )
        return output

    def render(self, source: str, info: str, options: dict[str, str]) -> Rendered:
        """``source`` as an element that is there to be read, and comes to life where ``embed.js`` is.

        ``info`` is what stands behind the fence.
        """
        all_options = {**options, "info": info}
        arguments = ["-", "--element", *(f"--{name}={value}" for name, value in all_options.items())]
        key = (source, *arguments)
        if key not in self._rendered:
            self._rendered[key] = self._render(source, arguments)
        return self._rendered[key]

    def _render(self, source: str, arguments: list[str]) -> Rendered:
        code, output, messages = self._run(arguments, source)
        # 1 is for what is wrong with a Dockerfile. It is rendered nevertheless, unless it is too large.
        if code in (0, 1) and output:
            return Rendered(output, messages)
        raise RenderError(messages[0] if messages else f"the program ended with {code}")

    def _run(self, arguments: list[str], source: str) -> tuple[int, str, tuple[str, ...]]:
        try:
            done = subprocess.run(
                [self.command, "render", *arguments],
                input=source.encode("utf-8", "replace"),
                capture_output=True,
                timeout=_PATIENCE_S,
                check=False,
            )
        except FileNotFoundError:
            raise ProgramError(f'the program "{self.command}" is not there: {_HOW_TO_INSTALL}') from None
        except OSError as error:
            raise ProgramError(
                f'the program "{self.command}" cannot be started ({error.strerror}): {_HOW_TO_INSTALL}'
            ) from None
        except subprocess.TimeoutExpired:
            raise RenderError(f"it took longer than {_PATIENCE_S} seconds") from None
        except ValueError as error:
            # A byte that no argument can hold.
            raise RenderError(str(error)) from None
        return done.returncode, done.stdout.decode("utf-8", "replace"), _messages(done.stderr)


def _messages(stderr: bytes) -> tuple[str, ...]:
    """What the program says is wrong. Of an error in its use, only the first line is about that."""
    lines = stderr.decode("utf-8", "replace").splitlines()
    if lines and lines[0].startswith("error: "):
        return (lines[0][len("error: ") :],)
    return tuple(line[len("onionskin: ") :] if line.startswith("onionskin: ") else line for line in lines)
