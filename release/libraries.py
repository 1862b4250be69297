"""Builds the shared library of the Kotlin package for each system that its jar serves."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from project import ROOT, TARGET, ZIG, Missing, build_environment, build_std, run, zig_environment

sys.path.append(str(ROOT / "bindings"))

from library import BUILD, CARGO, NAME, STRIP, Elf, Linker, called

NATIVE = TARGET / "native"
GLIBC = "2.17"
"""The oldest C library that a library for Linux runs with: the one of manylinux2014."""
ZIG_LACKS = frozenset({"--icf=all", "--ignore-data-address-equality", "-O1"})


@dataclass(frozen=True)
class Library:
    """The library for a system."""

    folder: str
    """Where JNA looks for it inside a jar."""
    target: str
    file: str = NAME


LIBRARIES = [
    Library("linux-x86-64", "x86_64-unknown-linux-gnu"),
    Library("linux-aarch64", "aarch64-unknown-linux-gnu"),
    Library("win32-x86-64", "x86_64-pc-windows-gnu", "aicc_ffi.dll"),
    Library("darwin-aarch64", "aarch64-apple-darwin", "libaicc_ffi.dylib"),
    Library("darwin-x86-64", "x86_64-apple-darwin", "libaicc_ffi.dylib"),
]


def build(library: Library) -> Path:
    """Builds a library, and returns its path."""
    path = NATIVE / library.folder / library.file
    path.parent.mkdir(parents=True, exist_ok=True)
    if library.file == NAME:
        _link(library, path)
        return path
    built = TARGET / library.target / "mobile" / library.file
    # Windows always needs the tables for unwinding.
    cargo: tuple[object, ...] = ("cargo", *CARGO)
    environment = build_environment(library.target, [])
    if "darwin" in library.target:
        environment |= zig_environment()
        cargo = (ZIG / "bin/cargo-zigbuild", *BUILD)
    elif shutil.which("x86_64-w64-mingw32-gcc") is None:
        raise Missing("x86_64-w64-mingw32-gcc is not installed (on Debian: apt-get install gcc-mingw-w64-x86-64-posix)")
    _compile(cargo, library.target, "cdylib", environment)
    llvm = run(".ci/llvm").strip()
    run(f"{llvm}/llvm-strip", "-x" if "darwin" in library.target else STRIP, "-o", path, built)
    if "darwin" in library.target:
        # The linker writes the path on this machine.
        run(f"{llvm}/llvm-install-name-tool", "-id", f"@rpath/{library.file}", path)
    return path


def _link(library: Library, path: Path) -> None:
    _compile(("cargo", *BUILD), library.target, "staticlib", build_environment(library.target, []))
    zig = zig_environment()["CARGO_ZIGBUILD_ZIG_PATH"]
    system = library.target.replace("-unknown", "") + f".{GLIBC}"
    linker = Linker(zig, ["cc", "-target", system], ["-lunwind", "-lpthread", "-ldl", "-lm", "-lc"], True, ZIG_LACKS)
    linker.link(TARGET / library.target / "mobile/libaicc_ffi.a", path, [STRIP])
    faults = Elf(path).faults(called())
    assert not faults, f"{path}: {'; '.join(faults)}"


def _compile(cargo: tuple[object, ...], target: str, kind: str, environment: dict[str, str]) -> None:
    # Cargo adds flags of options to those of `BUILD`. A variable would replace them.
    flags = ", ".join(f'"{flag}"' for flag in environment.pop("CARGO_ENCODED_RUSTFLAGS").split("\x1f"))
    options = ("--config", f"build.rustflags=[{flags}]", "--crate-type", kind, "--target", target)
    run(*cargo, *options, "--target-dir", TARGET, *build_std(target), **environment)
