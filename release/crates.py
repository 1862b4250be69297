"""Packages the crates as `cargo publish` uploads them, each after those that it depends on."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from project import TARGET, VERSION, run


def published() -> list[str]:
    """Returns the names of the crates that a release publishes, sorted."""
    packages = json.loads(run("cargo", "metadata", "--no-deps", "--format-version", "1"))["packages"]
    # A list of registries: an empty one is `publish = false`.
    return sorted(package["name"] for package in packages if package["publish"] != [])


def build(dist: Path, quick: bool) -> None:
    """Packages all crates into `crates`, and does everything of publishing but the upload."""
    folder = dist / "crates"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    options = ["--locked", "--no-verify", "--target-dir", str(TARGET), *(f"--package={name}" for name in published())]
    options += ["--allow-dirty"] if quick else []
    run("cargo", "package", *options)
    for name in published():
        shutil.copy(TARGET / f"package/{name}-{VERSION}.crate", folder)
    order = dry_run(options)
    assert sorted(order) == published(), f"cargo would publish {order}"
    Path(folder, "order.txt").write_text("".join(f"{name}\n" for name in order), "utf-8")


def dry_run(options: list[str]) -> list[str]:
    """Returns the crates in the order in which `cargo publish` would upload them."""
    said = run("bash", "-c", f"cargo publish --dry-run {' '.join(options)} 2>&1")
    return re.findall(r"^ *Uploading (\S+) v", said, re.MULTILINE)
