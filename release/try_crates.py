"""Uses the packaged crates in a Cargo project elsewhere, and runs all vectors there."""

from __future__ import annotations

import re
import shutil
import tarfile
from pathlib import Path

from project import ROOT, TARGET, VERSION, run
from results import Result, all_vectors, keep

MANIFEST = """
[workspace]
resolver = "3"
members = ["consumer", "vectors", "vectors/fused"]

{package}

[workspace.dependencies]
{dependencies}

[patch.crates-io]
{patches}
"""

CONSUMER = """
[package]
name = "consumer"
version = "1.0.0"
edition = "2024"

[dependencies]
"""


def main(dist: Path) -> None:
    """Tries all crates of a folder, and keeps the result."""
    # The same folder each time, with other names of folders than here: compiled crates of other projects are shared.
    folder = TARGET / "consumer"
    shutil.rmtree(folder, ignore_errors=True)
    crates = unpack(dist / "crates", folder / "crates")
    project(folder, crates)
    variables = {"CARGO_TARGET_DIR": str(ROOT / "target"), "CARGO_INCREMENTAL": "0"}
    said = run("cargo", "test", "--quiet", "--package", "conformance", "vectors::", folder=folder, **variables)
    assert re.search(r"test result: ok\. [1-9]", said), said
    run("cargo", "check", "--quiet", "--package", "consumer", folder=folder, **variables)
    place = f"a Cargo project elsewhere, {run('rustc', '--version').split()[1]}"
    keep("crates", [Result(f"crates/*.crate ({len(crates)})", place, all_vectors(), ", ".join(crates))])


def unpack(packed: Path, folder: Path) -> list[str]:
    """Unpacks the crates, and returns their names."""
    for crate in sorted(packed.glob("*.crate")):
        with tarfile.open(crate) as archive:
            archive.extractall(folder, filter="data")
    return sorted(path.name.removesuffix(f"-{VERSION}") for path in folder.iterdir())


def project(folder: Path, crates: list[str]) -> None:
    """Writes a project that names the crates by their versions, with the tests of the vectors.

    Cargo takes a crate of this version from the folder in place of the registry, which does not have it yet.
    """
    manifest = Path(ROOT, "Cargo.toml").read_text("utf-8")
    package, own, lints = (
        section(manifest, name) for name in ("workspace.package", "workspace.dependencies", "workspace.lints.rust")
    )
    others = [line for line in own.splitlines() if not line.startswith(("aicc-", "[", "#"))]
    named = [f'{crate} = "={VERSION}"' for crate in crates]
    patches = [f'{crate} = {{ path = "crates/{crate}-{VERSION}" }}' for crate in crates]
    text = MANIFEST.format(
        package=f"{package}\n{lints}", dependencies="\n".join([*named, *others]), patches="\n".join(patches)
    )
    Path(folder, "Cargo.toml").write_text(text, "utf-8")
    shutil.copy(ROOT / "Cargo.lock", folder)
    Path(folder, "consumer/src").mkdir(parents=True)
    Path(folder, "consumer/src/lib.rs").touch()
    Path(folder, "consumer/Cargo.toml").write_text("\n".join([CONSUMER, *named]), "utf-8")
    for name in ("rust", "fused", "vectors", "transcription"):
        shutil.copytree(ROOT / "tests" / name, folder / "vectors" / name)
    for name in ("Cargo.toml", "skips.json", "readings.json"):
        shutil.copy(ROOT / "tests" / name, folder / "vectors")
    # The other tests read sources of this repository.
    Path(folder, "vectors/rust/main.rs").write_text("mod vectors;\n", "utf-8")


def section(manifest: str, name: str) -> str:
    """Returns a table of a TOML file, with its heading."""
    found = re.search(rf"^\[{re.escape(name)}\]\n(?:(?!\[).*\n)*", manifest, re.MULTILINE)
    assert found, f"Cargo.toml has no [{name}]"
    return found[0]
