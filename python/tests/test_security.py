"""SECURITY.md names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_promises_name_tests_that_exist() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    promises = page.split("## What is promised")[1].split("## Limits")[0]
    files = {path: path.read_text(encoding="utf-8") for path in sources()}
    for name in re.findall(r"`([\w/.-]+\.(?:rs|py|kt|swift|toml|json))`", promises):
        assert any(str(path).endswith(f"/{name}") for path in files), name
    for test in re.findall(r"`([a-z]+(?:_[a-z]+){3,})`", promises):
        assert any(re.search(rf"\b(?:fn|def) {test}\(", text) for text in files.values()), test


def sources() -> list[Path]:
    patterns = ["*.toml", "tests/**/*.rs", "tests/vectors/*.json", "crates/*/*.toml", "crates/*/*/**/*.rs"]
    patterns += ["fuzz/*.py", "python/tests/*.py"]
    patterns += ["bindings/kotlin/src/test/**/*.kt", "bindings/swift/Tests/**/*.swift"]
    return [path for pattern in patterns for path in ROOT.glob(pattern)]


def test_every_function_is_guarded() -> None:
    """A function of the compiled module that runs the engine turns a panic into an exception."""
    # These only look a name up.
    plain = {"endpoint_message", "require_first_interpreter", "names", "choice_label", "triggered_events", "rule_codes"}
    functions: dict[str, str] = {}
    for path in ROOT.glob("crates/aicc-python/src/**/*.rs"):
        for text in path.read_text(encoding="utf-8").split("#[pyfunction]")[1:]:
            name = re.search(r"\bfn (\w+)", text)
            assert name is not None
            functions[name[1]] = text
    assert len(functions) > len(plain)
    assert {name for name, body in functions.items() if "guarded(" not in body} == plain
