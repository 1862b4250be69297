"""Crates that are published have what a registry asks for, and no other crate can be published."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
METADATA = json.loads(
    subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked"], cwd=ROOT, capture_output=True, check=True
    ).stdout
)
OWN = {package["name"]: package for package in METADATA["packages"] if package["source"] is None}
PUBLISHED = {name: package for name, package in OWN.items() if package["publish"] is None}


def manifest_folder(package: dict[str, Any]) -> Path:
    return Path(package["manifest_path"]).parent


def test_these_crates_are_published() -> None:
    assert sorted(PUBLISHED) == [
        f"aicc-{name}" for name in ("apply", "batch", "cli", "core", "export", "sandbox", "startup", "workbook")
    ]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_crate_says_what_a_registry_asks_for(name: str) -> None:
    crate = PUBLISHED[name]
    for field in ("description", "license", "repository", "rust_version", "authors", "categories"):
        assert crate[field], field
    assert crate["documentation"] == f"https://docs.rs/{name}"
    assert crate["metadata"]["docs"]["rs"] == {"all-features": True, "targets": ["x86_64-unknown-linux-gnu"]}
    # The bounds of crates.io.
    assert 1 <= len(crate["keywords"]) <= 5
    assert [keyword for keyword in crate["keywords"] if not re.fullmatch(r"[a-z0-9][a-z0-9_+-]{0,19}", keyword)] == []


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_crate_packs_its_readme_and_its_licences(name: str) -> None:
    command = ["cargo", "package", "--list", "--allow-dirty", "--quiet", "--package", name]
    packed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    assert {"README.md", "LICENSE-APACHE", "LICENSE-MIT", "src/lib.rs"} <= set(packed)
    assert [file for file in packed if file.startswith("tests/")] == []
    for license_file in ("LICENSE-APACHE", "LICENSE-MIT"):
        assert (manifest_folder(PUBLISHED[name]) / license_file).read_bytes() == (ROOT / license_file).read_bytes()


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_readme_is_complete_outside_of_the_repository(name: str) -> None:
    readme = (manifest_folder(PUBLISHED[name]) / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# {name}\n")
    assert "The vendor of AICC does not make, endorse or support it." in readme
    assert [link for link in re.findall(r"\]\(([^)]+)\)", readme) if not link.startswith("https://")] == []
    # Rustdoc resolves a name in brackets. A registry does not.
    assert re.findall(r"\[`[^\]]+`\](?!\()", readme) == []


def test_crates_of_the_project_need_the_same_version_of_each_other() -> None:
    for name, crate in PUBLISHED.items():
        for needed in crate["dependencies"]:
            # Without a version, cargo leaves a dependency of the tests out of the published manifest.
            if needed["name"] in OWN and needed["kind"] != "dev":
                assert needed["name"] in PUBLISHED, f"{name} needs {needed['name']}, which is not published"
                assert needed["req"] == f"={OWN[needed['name']]['version']}", f"{name}: {needed['name']}"


def test_no_dependency_needs_a_newer_rust() -> None:
    """The oldest Rust of the manifest is one that each dependency accepts. A workflow builds with it."""

    def number(version: str) -> tuple[int, ...]:
        return tuple(int(part) for part in version.split("."))[:2]

    oldest = {package["rust_version"] for package in OWN.values() if package["rust_version"]}
    assert len(oldest) == 1
    newer = {
        f"{package['name']} {package['version']}": package["rust_version"]
        for package in METADATA["packages"]
        if package["rust_version"] and number(package["rust_version"]) > number(min(oldest))
    }
    assert newer == {}
