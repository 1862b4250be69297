#!/usr/bin/env python3
"""Finds words in docs, comments and messages that a reader may not understand, and suggests a better wording.

`python3 .ci/words.py` checks the repository and the titles of new commits, `python3 .ci/words.py PATH` a path.
The words, and the places where one is right, are data: `.ci/words.toml`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = tomllib.loads((ROOT / ".ci/words.toml").read_text("utf-8"))
WORDS = {f"w{index}": rule for index, rule in enumerate(RULES["words"])}
FORBIDDEN = re.compile(
    "|".join(rf"(?P<{name}>(?<!\w)(?:{rule['word']})(?!\w))" for name, rule in WORDS.items()).replace(" ", r"\s+"),
    re.IGNORECASE | re.MULTILINE,
)

# The parts of a source file that a person reads: comments and strings. A character's quotes open no string.
QUOTED = r'"(?:\\.|[^"\\])*"'
SLASHES = re.compile(
    rf"//[^\n]*|/\*.*?\*/|\br(?P<hashes>#*)\".*?\"(?P=hashes)|\"{{3}}.*?\"{{3}}|'(?:\\.|[^'\\])'|{QUOTED}", re.DOTALL
)
HASHES = re.compile(rf"#[^\n]*|'{{3}}.*?'{{3}}|\"{{3}}.*?\"{{3}}|'(?:\\.|[^'\\\n])*'|{QUOTED}", re.DOTALL)
PARTS = dict.fromkeys([".rs", ".kt", ".swift", ".java", ".ts", ".mjs", ".h"], SLASHES)
PARTS |= dict.fromkeys([".py", ".pyi", ".toml", ".yml", ".yaml", ".sh", ""], HASHES)
PARTS |= {".json": re.compile(QUOTED), ".md": re.compile(r".+", re.DOTALL)}
MARKERS = re.compile(r"^[ \t]*(?://[/!]?|/\*+|\*/?|#+)", re.MULTILINE)
# Code inside prose: fenced, in backticks, the target of a link.
CODE = re.compile(
    r"^[ \t]*(?P<fence>```|~~~).*?(?:^[ \t]*(?P=fence)|\Z)|(?P<ticks>`+)(?!`)[^\n]+?(?P=ticks)|\]\([^)\s]*\)",
    re.MULTILINE | re.DOTALL,
)


def prose(path: str, text: str) -> str:
    """The text with everything that is not prose made unreadable, and every line in its place."""
    parts = PARTS[Path(path).suffix]
    view, end = [], 0
    for part in parts.finditer(text):
        view += [hidden(text[end : part.start()]), MARKERS.sub(" ", part[0])]
        end = part.end()
    return CODE.sub(lambda code: hidden(code[0]), "".join([*view, hidden(text[end:])]))


def hidden(text: str) -> str:
    """A placeholder for code: no pattern matches across it. Only its line breaks stay."""
    return "\0" + "\n" * text.count("\n") + "\0" if text.strip() else text


def findings_in(path: str, text: str) -> list[tuple[int, str, dict[str, str]]]:
    """The line, the words and the rule of each finding in the text of a file."""
    view = prose(path, text)
    return [
        (view.count("\n", 0, found.start()) + 1, " ".join(found[0].split()), WORDS[found.lastgroup or ""])
        for found in FORBIDDEN.finditer(view)
    ]


def files(paths: list[str]) -> list[str]:
    """The files that git knows and a person wrote."""
    generated = ":(exclude,attr:linguist-generated)"
    known = git("ls-files", "--cached", "--others", "--exclude-standard", generated, *paths, check=True)
    return [
        path
        for path in sorted(set(known))
        if Path(path).suffix in PARTS and (ROOT / path).is_file()
        if not any(fnmatch(path, pattern) for pattern in RULES["skip"])
    ]


def git(*arguments: str, check: bool) -> list[str]:
    """The lines that git prints. With `check`, it must not fail."""
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=check
    ).stdout.splitlines()


def titles() -> list[str]:
    """A message for each new commit whose title is not `area: what changed`; no message in a shallow clone."""
    new = git("log", "--no-merges", "--format=%h %s", f"{RULES['commits-after']}..HEAD", check=False)
    wrong = [title for title in new if not re.match(r"\w+ [a-z][\w ,./-]*: \S", title) or FORBIDDEN.search(title)]
    return [f"commit {title}: write `area: what changed`, in plain words" for title in wrong]


def main(paths: list[str]) -> int:
    """Prints every finding; returns the exit code."""
    messages, used = [] if paths else titles(), set()
    for path in files(paths):
        text = (ROOT / path).read_text("utf-8")
        lines = text.splitlines()
        for line, words, rule in findings_in(path, text):
            allowed = next((a for a in RULES["allow"] if a["path"] == path and a["text"] in lines[line - 1]), None)
            if allowed:
                used.add(allowed["text"])
            else:
                messages.append(f"{path}:{line}: “{words}”: {rule['say']} ({rule['why']})")
    if not paths:
        messages += [f"words.toml: nothing needs “{a['text']}”" for a in RULES["allow"] if a["text"] not in used]
    print(*messages, f"{len(messages)} findings", sep="\n")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main([str(Path(path).resolve().relative_to(ROOT)) for path in sys.argv[1:]]))
