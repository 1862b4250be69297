"""The version of the project is written into every file that repeats it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import version

FILES = ["Cargo.toml", "bindings/javascript/package.json", "bindings/junit/pom.xml", "bindings/okhttp/README.md"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository with some of the files that have the version."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(version.ROOT / name, tmp_path / name)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    return tmp_path


def test_every_file_has_the_version_of_the_manifest() -> None:
    assert version.others(version.ROOT, version.current(version.ROOT)) == []


def test_a_new_version_is_written_everywhere(copy: Path) -> None:
    old = version.current(copy)
    version.write(copy, "8.7.6")
    assert version.current(copy) == "8.7.6"
    assert version.others(copy, "8.7.6") == []
    assert {place.split(":")[0] for place in version.others(copy, old)} == set(FILES)
    assert 'path = "crates/aicc-core", version = "=8.7.6"' in (copy / "Cargo.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("tag", "changelog", "missing"),
    [
        ("v1.2.3", "## [1.2.3] - 2026-12-01\n", None),
        ("v1.2.4", "## [1.2.3] - 2026-12-01\n", "the tag v1.2.4 is not v1.2.3"),
        ("v1.2.3", "## [1.2.3]\n", "CHANGELOG.md has no heading"),
        ("v1.2.3", "## [1.2.30] - 2026-12-01\n", "CHANGELOG.md has no heading"),
    ],
)
def test_a_tag_needs_its_version_and_a_date(tag: str, changelog: str, missing: str | None) -> None:
    found = version.unready(changelog, "1.2.3", tag)
    assert (found is None) == (missing is None)
    assert (found or "").startswith(missing or "")
