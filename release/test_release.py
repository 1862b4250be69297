"""Tests of what needs no build: names, tables, checksums, the image, and the install lines of the pages."""

from __future__ import annotations

import fnmatch
import hashlib
import json
import re
import tarfile
import tomllib
from pathlib import Path

import commands
import frameworks
import image
import jar
import npm
import pytest
import results
import sums
from platforms import PLATFORMS
from project import ROOT, VERSION
from results import Result

import crates
import page

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


def test_each_platform_has_its_own_files() -> None:
    names = [commands.file_name(platform.command) for platform in PLATFORMS if platform.command]
    assert f"aicc-{VERSION}-linux-x86_64" in names
    assert f"aicc-{VERSION}-windows-x86_64.exe" in names
    assert len({platform.tag for platform in PLATFORMS}) == len(PLATFORMS)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_install_lines_name_what_a_release_builds(readme: Path) -> None:
    block = next(block for block in re.findall(r"```sh\n(.*?)```", readme.read_text("utf-8"), re.DOTALL))
    commands_of_block = [line.split("#")[0].split() for line in block.splitlines() if line.strip()]
    package = tomllib.loads(Path(ROOT, "pyproject.toml").read_text("utf-8"))["project"]["name"]
    recipes = re.findall(r"^([a-z][a-z-]*)(?: .*)?:", Path(ROOT, "justfile").read_text("utf-8"), re.MULTILINE)
    known = {
        ("pip", "install"): [".", package],
        ("cargo", "add"): crates.published(),
        ("cargo", "install"): crates.published(),
        ("cargo", "xtask"): recipes,
        ("npm", "install"): [json.loads(Path(ROOT, "bindings/javascript/package.json").read_text("utf-8"))["name"]],
    }
    assert commands_of_block, f"{readme} has no install lines"
    for program, verb, name, *_ in commands_of_block:
        assert name in known[program, verb], f"{readme}: {program} {verb} {name}"


def test_the_page_for_kotlin_names_the_artifacts_of_a_release() -> None:
    text = Path(ROOT, "bindings/kotlin/README.md").read_text("utf-8")
    named = set(re.findall(r"dev\.aicc:[a-z-]+:[0-9.]+[0-9]", text))
    assert named == {f"dev.aicc:aicc:{VERSION}", f"dev.aicc:aicc-android:{VERSION}"}


def test_the_page_about_installing_names_what_a_release_builds() -> None:
    text = Path(ROOT, "docs/how-to/install.md").read_text("utf-8")
    named = set(re.findall(r"dev\.aicc:([a-z0-9-]+):([0-9.]+[0-9])", text))
    modules = [folder.parent.name for folder in [*jar.modules(), jar.ANDROID]]
    assert named == {(module, VERSION) for module in modules}
    assert f"`npm install dist/{npm.FILE}`" in text
    patterns = set(re.findall(r"aicc-\*-[a-z0-9_.-]*[a-z0-9]", text))
    built = [commands.file_name(platform.command) for platform in PLATFORMS if platform.command]
    assert {name for pattern in patterns for name in fnmatch.filter(built, pattern)} == set(built)
    assert all(fnmatch.filter(built, pattern) for pattern in patterns)


def test_every_result_is_in_the_page(tmp_path: Path) -> None:
    Path(tmp_path, "a.whl").write_bytes(bytes(1234))
    found = [
        Result("a.whl", "a folder", 2000, "a note", commit="abc"),
        Result("b.whl", "", problem="was not run: no reason"),
    ]
    upper, left_out = page.table(tmp_path, found).split("## What was not tried")
    assert "| `a.whl` | 1,234 | a folder | 2,000 | abc | a note |" in upper
    assert "b.whl" not in upper
    assert "| `b.whl` | was not run: no reason |" in left_out


def test_a_framework_has_the_symbols_that_a_crate_declares() -> None:
    source = 'extern "C" {\n    pub fn CFRelease(cf: Ref);\n    pub static kCFTrue: Ref;\n}\npub fn other() {}\n'
    assert frameworks.declared(source) == ["CFRelease", "kCFTrue"]


def test_the_vectors_are_counted() -> None:
    assert results.all_vectors() > 2500


def test_checksums_and_provenance_name_every_file(tmp_path: Path) -> None:
    Path(tmp_path, "crates").mkdir()
    Path(tmp_path, "crates/one.crate").write_bytes(b"one")
    sums.write(tmp_path)
    sums.write(tmp_path)
    digest = hashlib.sha256(b"one").hexdigest()
    lines = Path(tmp_path, sums.SUMS).read_text("utf-8").splitlines()
    assert lines[0] == f"{digest}  crates/one.crate"
    assert [line.split("  ")[1] for line in lines] == ["crates/one.crate", sums.PROVENANCE]
    statement = json.loads(Path(tmp_path, sums.PROVENANCE).read_text("utf-8"))
    assert statement["subject"] == [{"name": "crates/one.crate", "digest": {"sha256": digest}}]


def test_an_image_holds_the_command_and_its_entry_point(tmp_path: Path) -> None:
    file = tmp_path / commands.file_name("aarch64-unknown-linux-musl")
    file.write_bytes(b"a program")
    image.build(tmp_path, quick=True)
    blobs = tmp_path / "image/blobs/sha256"
    first = {path.name: path.read_bytes() for path in blobs.iterdir()}
    for name, content in first.items():
        assert hashlib.sha256(content).hexdigest() == name
    with tarfile.open(next(path for path in blobs.iterdir() if path.read_bytes()[:2] == b"\x1f\x8b")) as layer:
        assert layer.getnames() == ["aicc", "licences.txt"]
        entry = layer.getmember("aicc")
        assert (entry.mode, entry.uid, entry.size) == (0o755, 0, len(b"a program"))
    configs = [json.loads(content) for content in first.values() if content.startswith(b'{\n "created"')]
    assert [(config["architecture"], config["config"]) for config in configs] == [("arm64", {"Entrypoint": ["/aicc"]})]
    image.build(tmp_path, quick=True)
    assert {path.name: path.read_bytes() for path in blobs.iterdir()} == first
