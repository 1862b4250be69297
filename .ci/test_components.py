"""Licences and bills of materials name the code that is compiled into a package, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import components
import pytest

TARGET = "x86_64-unknown-linux-musl"


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    """The bill of materials of the command."""
    return components.sbom("aicc-cli", TARGET)


def crate(folder: Path, licence: str, *files: str) -> dict[str, Any]:
    """Returns the manifest of a crate whose files contain their own names."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(file, encoding="utf-8")
    return {"name": "made-up", "manifest_path": folder / "Cargo.toml", "license": licence, "authors": ["Li Na"]}


@pytest.mark.parametrize(
    ("licence", "files", "texts"),
    [
        ("MIT/Apache-2.0", ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"], ["LICENSE-MIT", "NOTICE"]),
        ("Apache-2.0 AND MIT", ["LICENSE-APACHE", "LICENSE-MIT"], ["LICENSE-APACHE", "LICENSE-MIT"]),
        ("Apache-2.0", ["LICENSE", "src/license.rs"], ["LICENSE"]),
        ("MIT", ["LICENSE", "zstd/COPYING", "zstd/LICENSE"], ["LICENSE", "zstd/LICENSE"]),
    ],
)
def test_the_texts_of_a_crate(tmp_path: Path, licence: str, files: list[str], texts: list[str]) -> None:
    assert components.texts(crate(tmp_path, licence, *files)) == texts


def test_a_crate_without_a_text_gets_the_standard_one(tmp_path: Path) -> None:
    (text,) = components.texts(crate(tmp_path, "MIT OR Apache-2.0"))
    assert text.startswith("MIT License\n\nCopyright (c) Li Na\n\nPermission is hereby granted")
    with pytest.raises(SystemExit, match="made-up has no file with its licence, WTFPL"):
        components.texts(crate(tmp_path, "WTFPL"))


def test_a_bill_lists_what_is_compiled_in(bill: dict[str, Any]) -> None:
    listed = {component["name"]: component for component in bill["components"]}
    # `mimalloc` is in the static file only, and `serde_derive` is a macro.
    assert {"aicc-core", "mimalloc", "zstd-sys", "ring"} <= set(listed)
    assert not {"aicc-cli", "serde_derive", "proptest", "pyo3", "ctrlc"} & set(listed)
    assert listed["ring"]["purl"] == f"pkg:cargo/ring@{listed['ring']['version']}"
    assert listed["ring"]["licenses"] == [{"expression": "Apache-2.0 AND ISC"}]
    assert len(listed["ring"]["hashes"][0]["content"]) == 64
    assert bill["metadata"]["component"]["name"] == "aicc-cli"


def test_a_bill_joins_each_component(bill: dict[str, Any]) -> None:
    known = {component["bom-ref"] for component in [*bill["components"], bill["metadata"]["component"]]}
    joined = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    assert set(joined) == known
    needed = {reference for references in joined.values() for reference in references}
    assert needed == known - {bill["metadata"]["component"]["bom-ref"]}


def test_a_bill_is_the_same_on_every_machine(bill: dict[str, Any]) -> None:
    assert components.sbom("aicc-cli", TARGET) == bill
    assert str(Path.home()) not in json.dumps(bill)
    assert str(components.ROOT) not in json.dumps(bill)


@pytest.mark.parametrize("package", components.PACKAGES)
def test_a_file_of_licences_names_the_crates_of_each_platform(package: str) -> None:
    text = (components.LICENCES / f"{package}.txt").read_text(encoding="utf-8")
    for found in components.tree(package, components.PACKAGES[package][1][:1]):
        assert found.name.startswith("aicc-") or f"\n{found.name} {found.version}, " in text
    assert ("Copyright (c) Meta Platforms" in text) == (package in ("aicc-cli", "aicc-python"))
    assert "Rich Felker" in text
