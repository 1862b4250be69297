#!/usr/bin/env python3
"""Finds circles of more than two files in a crate: each file uses the next one, and the last one uses the first.

`python3 .ci/circles.py` checks every crate, `python3 .ci/circles.py crates/aicc-core` one of them. A file uses another
file when it names one of its items, in an import or in a path. A re-exported item belongs to the file that defines it.
Tests do not count.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ["crates/*/src", "benches/rust/src", "fuzz/src", "tests/rust"]
LARGEST = 2

Names = tuple[str, ...]

NOT_CODE = re.compile(
    r"//[^\n]*|/\*.*?\*/|\br(?P<hashes>#*)\".*?\"(?P=hashes)|\"(?:\\.|[^\"\\])*\"|'(?:\\[^']*.|[^'\\])'", re.DOTALL
)
TEST = re.compile(r"#\[cfg\(test\)\]\s*(?:#\[[^\]]*\]\s*)*[^;{]*(?P<end>[;{])")
TOKEN = re.compile(r"\w+|::|[^\s\w]")
ITEMS = {"struct", "enum", "union", "trait", "type", "fn", "const", "static"}


class File:
    """A module of a crate: the items and macros that it defines, the names that it imports, and what it uses."""

    def __init__(self, path: Path, module: Names) -> None:
        """Reads the file."""
        self.module = module
        self.defined: set[str] = set()
        self.macros: set[str] = set()
        self.imports: dict[str, Names] = {}
        self.globs: list[Names] = []
        self.used: list[Names] = []
        self.read(TOKEN.findall(without_tests(NOT_CODE.sub(" ", path.read_text("utf-8")))))

    def read(self, tokens: list[str]) -> None:
        """Collects the items, imports and paths of the tokens."""
        inner: list[tuple[str, int]] = []  # the modules inside the file that are open, with the depth of their braces
        depth, at = 0, 0
        while at < len(tokens):
            token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
            depth += (token == "{") - (token == "}")
            if inner and depth < inner[-1][1]:
                inner.pop()
            here = self.module + tuple(name for name, _ in inner)
            if token == "mod" and tokens[at + 2 : at + 3] == ["{"]:
                inner.append((following, depth + 1))
            elif token == "macro_rules":
                self.macros.add(tokens[at + 2] + "!")
                at += 2
            elif token in ITEMS:
                self.defined.add(following)
            elif token == "use" and following not in {"<", "$"}:
                is_private = tokens[at - 1] not in {"pub", ")"}
                names, at = tree(tokens, at + 1, ())
                for name, path in names:
                    self.bring_in(name, absolute(path, here), is_used=is_private or tokens.count(name) > 1)
            elif following == "!":
                self.used.append((token + "!",))
            elif following == "::" and tokens[at - 1] != "::":
                path, at = names_of(tokens, at)
                is_macro = tokens[at + 1 : at + 2] == ["!"] and tokens[at + 2] in "([{"
                self.used.append((path[-1] + "!",) if is_macro else absolute(path, here))
            at += 1

    def bring_in(self, name: str, path: Names, *, is_used: bool) -> None:
        """Notes an import. A public import that the file does not name again passes the item on and does not use it."""
        if name == "*":
            self.globs.append(path)
        else:
            self.imports[name] = path
        if is_used:
            self.used.append(path)


def without_tests(code: str) -> str:
    """The code without the items that are compiled for tests only."""
    while found := TEST.search(code):
        end, depth = found.end(), found["end"] == "{"
        while depth and end < len(code):
            depth += (code[end] == "{") - (code[end] == "}")
            end += 1
        code = code[: found.start()] + code[end:]
    return code


def names_of(tokens: list[str], at: int) -> tuple[Names, int]:
    """The path that starts here, and the position of its last name."""
    names = [tokens[at]]
    while tokens[at + 1 : at + 2] == ["::"] and re.match(r"\w", tokens[at + 2]):
        at += 2
        names.append(tokens[at])
    return tuple(names), at


def tree(tokens: list[str], at: int, start: Names) -> tuple[list[tuple[str, Names]], int]:
    """The names and paths of an import such as `a::{b, c as d}`, and the position after it."""
    path = start
    while re.match(r"\w|::|\*", tokens[at]) and tokens[at] != "as":
        path += () if tokens[at] == "::" else (tokens[at],)
        at += 1
    if tokens[at] == "as":
        return [(tokens[at + 1], path)], at + 2
    if tokens[at] != "{":
        path = path[:-1] if path[-1] in {"self", "*"} and len(path) > 1 else path
        return [("*" if tokens[at - 1] == "*" else path[-1], path)], at
    names = []
    while tokens[at] != "}":
        if tokens[at + 1] == "}":  # after the last comma
            return names, at + 2
        more, at = tree(tokens, at + 1, path)
        names += more
    return names, at + 1


def absolute(path: Names, module: Names) -> Names:
    """The path from the root of the crate; a path that starts with any other name starts in the module."""
    if path[0] == "crate":
        return path[1:]
    if path[0] in {"self", "Self"}:
        return module + path[1:]
    while path and path[0] == "super":
        module, path = module[:-1], path[1:]
    return module + path


def files_of(source: Path) -> dict[Names, File]:
    """The modules of a crate."""
    files = {}
    for path in sorted(source.rglob("*.rs")):
        module = path.relative_to(source).with_suffix("").parts
        module = module[:-1] if module[-1] in {"lib", "main", "mod"} else module
        files[module] = File(path, module)
    return files


def owner(files: dict[Names, File], path: Names, seen: frozenset[Names] = frozenset()) -> Names | None:
    """The module that defines the last item of a path; nothing for a module itself and for other crates."""
    module: Names = ()
    for at, name in enumerate(path):
        if (*module, name) in files:
            module = (*module, name)
            continue
        file, rest = files[module], path[at + 1 :]
        if name in file.defined:
            return module
        if name in file.imports and (*module, name) not in seen:
            return owner(files, file.imports[name] + rest, seen | {(*module, name)})
        return next((glob for glob in file.globs if glob in files and name in files[glob].defined), None)
    return None


def uses(files: dict[Names, File]) -> dict[Names, dict[Names, set[str]]]:
    """What each module uses of which other module."""
    graph: dict[Names, dict[Names, set[str]]] = {module: {} for module in files}
    macros = {name: module for module, file in files.items() for name in file.macros}
    for module, file in files.items():
        for path in file.used:
            used = macros[path[-1]] if path[-1] in macros else owner(files, path)
            if used is not None and used != module:
                graph[module].setdefault(used, set()).add(path[-1])
    return graph


def circles(graph: dict[Names, dict[Names, set[str]]]) -> Iterator[list[Names]]:
    """The largest sets of modules of which each one reaches all others."""
    reached = {module: reach(graph, module) for module in graph}
    rest = sorted(graph)
    while rest:
        circle = [
            module
            for module in rest
            if module == rest[0] or (module in reached[rest[0]] and rest[0] in reached[module])
        ]
        rest = [module for module in rest if module not in circle]
        yield circle


def reach(graph: dict[Names, dict[Names, set[str]]], start: Names) -> set[Names]:
    """The modules that a module uses, directly or through others."""
    reached: set[Names] = set()
    new = [start]
    while new:
        found = set(graph[new.pop()]) - reached
        reached |= found
        new += found
    return reached


def main(sources: list[Path]) -> int:
    """Prints every circle with the names that make it; returns the exit code."""
    found = 0
    for source in sources:
        files = files_of(source)
        graph = uses(files)
        for circle in circles(graph):
            if len(circle) <= LARGEST:
                continue
            found += 1
            print(f"{source.relative_to(ROOT)}: {len(circle)} of {len(files)} files are a circle")
            for module in circle:
                for used, names in sorted(graph[module].items()):
                    if used in circle:
                        print(
                            f"  {'::'.join(module) or 'lib'} → {'::'.join(used) or 'lib'}: {', '.join(sorted(names))}"
                        )
    print(f"{found} circles of more than {LARGEST} files")
    return 1 if found else 0


if __name__ == "__main__":
    crates = [ROOT / crate / "src" for crate in sys.argv[1:]]
    sys.exit(main(crates or [source for pattern in SOURCES for source in sorted(ROOT.glob(pattern))]))
