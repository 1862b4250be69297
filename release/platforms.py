"""The platforms of a release: how each is built, and what its artifacts are called."""

from __future__ import annotations

from dataclasses import dataclass

import frameworks

MUSL = "-Clink-self-contained=no"
"""Zig brings the start files; Rust has its own only where rustup has installed them."""
APPLE = f"-Clink-arg=-F{frameworks.FOLDER}"


@dataclass(frozen=True)
class Platform:
    """One platform of wheels, and of the command where it has one."""

    name: str
    target: str
    """Rust's name of the platform."""
    wheel: str
    """What maturin calls compatibility: the oldest system that a wheel runs on."""
    tag: str
    """What only the name of this wheel has."""
    zig: bool
    """Whether zig links, which knows the C libraries of other systems."""
    flags: tuple[str, ...] = ()
    wheel_options: tuple[str, ...] = ()
    command: str | None = None
    """Rust's name of the platform of the command, where the release has one. On Linux, the command is a static file."""


PLATFORMS = [
    Platform(
        "Linux x86-64",
        "x86_64-unknown-linux-gnu",
        "manylinux2014",
        "manylinux2014_x86_64",
        zig=True,
        command="x86_64-unknown-linux-musl",
    ),
    Platform(
        "Linux aarch64",
        "aarch64-unknown-linux-gnu",
        "manylinux2014",
        "manylinux2014_aarch64",
        zig=True,
        command="aarch64-unknown-linux-musl",
    ),
    Platform(
        "Linux x86-64 with musl",
        "x86_64-unknown-linux-musl",
        "musllinux_1_2",
        "musllinux_1_2_x86_64",
        zig=True,
        flags=(MUSL,),
    ),
    Platform(
        "Windows x86-64",
        "x86_64-pc-windows-gnu",
        "pypi",
        "win_amd64",
        zig=False,
        wheel_options=("--features", "pyo3/abi3-py310,pyo3/generate-import-lib"),
        command="x86_64-pc-windows-gnu",
    ),
    Platform("macOS arm64", "aarch64-apple-darwin", "pypi", "arm64", zig=True, flags=(APPLE,)),
    Platform("macOS x86-64", "x86_64-apple-darwin", "pypi", "macosx_10_12_x86_64", zig=True, flags=(APPLE,)),
]
"""The first one is the platform that releases are built on."""
