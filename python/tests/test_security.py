"""SECURITY.md names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_promises_name_tests_that_exist() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    promises = page.split("## What is promised")[1].split("## Where it ends")[0]
    files = {path: path.read_text(encoding="utf-8") for path in sources()}
    for name in re.findall(r"`([\w/.-]+\.(?:rs|py|kt|swift|toml|json))`", promises):
        assert any(str(path).endswith(f"/{name}") for path in files), name
    for test in re.findall(r"`([a-z]+(?:_[a-z]+){3,})`", promises):
        assert any(re.search(rf"\b(?:fn|def) {test}\(", text) for text in files.values()), test


def sources() -> list[Path]:
    patterns = ["*.toml", "tests/**/*.rs", "tests/vectors/*.json", "crates/*/*.toml", "crates/*/tests/*.rs"]
    patterns += ["python/tests/*.py", "bindings/kotlin/src/test/**/*.kt", "bindings/swift/Tests/**/*.swift"]
    return [path for pattern in patterns for path in ROOT.glob(pattern)]
