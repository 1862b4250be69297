"""Draws the terminal pictures of the READMEs from what `aicc check` really prints.

Run it with the Python that has aicc installed: ``python docs/terminal.py`` writes the pictures, and ``--check`` fails
when one of them does not match the output of its command.
"""

from __future__ import annotations

import html
import io
import os
import re
import subprocess
import sys
import termios
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
COLUMNS = 132
CELL = 12.2  # the width of a terminal cell in Rich's SVG
CHECK = "check examples/new-agents.csv -i agentAccount/create"
PICTURES = {ROOT / "docs/terminal.svg": CHECK, ROOT / "docs/terminal.zh-CN.svg": f"{CHECK} --language zh"}


def output(arguments: str) -> str:
    """Returns what the command prints on a terminal, with its colours."""
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
    reader, terminal = os.openpty()
    termios.tcsetwinsize(terminal, (50, COLUMNS))
    command = [sys.executable, "-m", "aicc", *arguments.split()]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=terminal, stderr=subprocess.DEVNULL) as process:
        os.close(terminal)
        printed = b"".join(iter(lambda: read(reader), b"")).decode()
    os.close(reader)
    if process.returncode != 1:  # 1: the file has invalid records
        raise SystemExit(f"aicc {arguments} failed with exit code {process.returncode}:\n{printed}")
    return printed.replace("\r\n", "\n")


def read(terminal: int) -> bytes:
    """Returns the next bytes of a terminal. Linux reports its end as an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def picture(arguments: str) -> str:
    """Returns the command and its output as an SVG that loads nothing from the web."""
    console = Console(width=COLUMNS, record=True, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold green"), f"aicc {arguments}"))
    console.print(Text.from_ansi(output(arguments)))
    svg = console.export_svg(title="aicc", unique_id="aicc")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace(
        "Fira Code", "ui-monospace, Menlo, Consolas"
    )
    return re.sub(r'textLength="[^"]*"([^>]*)>([^<]*)<', wide, svg)


def wide(text: re.Match[str]) -> str:
    """Returns the text element with its width in cells: Rich counts a Chinese character, two cells wide, as one."""
    return f'textLength="{cell_len(html.unescape(text[2])) * CELL:.1f}"{text[1]}>{text[2]}<'


def main() -> None:
    """Writes the pictures, or with ``--check`` compares them."""
    for path, arguments in PICTURES.items():
        if sys.argv[1:] != ["--check"]:
            path.write_text(picture(arguments), encoding="utf-8")
        elif path.read_text(encoding="utf-8") != picture(arguments):
            raise SystemExit(f"{path} is out of date: run python docs/terminal.py")


if __name__ == "__main__":
    main()
