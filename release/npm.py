"""Packs the npm package, with the licences and the bill of materials of the code in its WebAssembly modules."""

from __future__ import annotations

import shutil
from pathlib import Path

import bills
from project import ROOT, TARGET, VERSION, build_environment, commit_time, run

JAVASCRIPT = ROOT / "bindings/javascript"
CRATE, TRIPLE = "aicc-wasm", "wasm32-unknown-unknown"
FILE = f"aicc-{VERSION}.tgz"
"""The name that npm gives to the file."""


def build(dist: Path, quick: bool) -> None:
    """Builds the package and packs it. npm gives every file in it the same time."""
    del quick  # There is one build, which optimizes.
    run(".ci/need", "rust-src")
    flags = build_environment(TRIPLE, [])["CARGO_ENCODED_RUSTFLAGS"].replace("\x1f", " ")
    # Not for the programs that run on this machine.
    variables = {"SOURCE_DATE_EPOCH": commit_time(), "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS": flags}
    run("cargo", "xtask", "javascript", **variables)
    folder = TARGET / "npm"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(JAVASCRIPT / "dist", folder / "dist")
    for name in ("package.json", "README.md"):
        shutil.copy(JAVASCRIPT / name, folder)
    bills.put_inside(folder, CRATE, TRIPLE)
    run(ROOT / ".ci/npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", dist, folder=folder)
