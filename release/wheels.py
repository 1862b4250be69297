"""Builds wheels with the stable ABI, and the source distribution."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import frameworks
import interpreters
from platforms import PLATFORMS, Platform
from project import ROOT, TARGET, Missing, build_environment, build_std, run, say, zig_environment

MATURIN = Path(sys.executable).with_name("maturin")
PROFILE_DATA = TARGET / "profile/aicc.profdata"
HOST = PLATFORMS[0]
PYTHON = f"python3.{sys.version_info.minor}"
"""maturin knows the version from the name, also where it builds for another system."""
AS_WITH_ZIG = {
    "__CARGO_TEST_CHANNEL_OVERRIDE_DO_NOT_USE_THIS": "nightly",
    "CARGO_UNSTABLE_TARGET_APPLIES_TO_HOST": "true",
    "CARGO_TARGET_APPLIES_TO_HOST": "false",
}
"""What maturin sets where zig links for the system of this machine."""


def build(platform: Platform, out: Path, *, quick: bool, profile: Path | None = None, python: str = PYTHON) -> None:
    """Builds the wheel of a platform into a folder, with a profile where there is one."""
    flags = [*platform.flags, *([f"-Cprofile-use={profile}"] if profile else [])]
    environment = build_environment(platform.target, flags)
    if platform.zig:
        environment |= zig_environment()
    if "apple" in platform.target:
        frameworks.write()
    options = ["--target", platform.target, "--compatibility", platform.wheel, *platform.wheel_options]
    options += ["--zig"] if platform.zig else []
    options += build_std(platform.target)
    _maturin(options, out, TARGET, quick=quick, python=python, **environment)


def builder(platform: Platform) -> Callable[[Path, bool], None]:
    """Returns the build of a platform for `release/build.py`. A profile is made on the platform itself only."""

    def build_one(dist: Path, quick: bool) -> None:
        profile = make_profile() if platform is HOST and not quick else None
        build(platform, dist, quick=quick, profile=profile)

    return build_one


def build_oldest(dist: Path, quick: bool) -> None:
    """Builds the wheel for CPython 3.9, whose stable ABI is another one. It uses the profile of the newer versions."""
    python = interpreters.of_this_machine()[0]
    if interpreters.version_of(python) != (3, 9):
        raise Missing("CPython 3.9 is not installed")
    profile = PROFILE_DATA if PROFILE_DATA.exists() and not quick else None
    build(HOST, dist, quick=quick, profile=profile, python=str(python))


def _maturin(options: list[str], out: Path, target: Path, *, quick: bool, python: str, **environment: str) -> None:
    cargo = ["--profile", "dev" if quick else "dist", "--locked", "--target-dir", target]
    run(MATURIN, "build", "--quiet", "--out", out, "--interpreter", python, *cargo, *options, **environment)


def make_profile() -> Path:
    """Runs an instrumented package, and returns the profile of the run.

    The instrumented package is compiled for the same target as the wheel, and with the variables of a build with zig:
    the names of functions depend on both, and a profile has no effect on functions with other names.
    """
    folder = PROFILE_DATA.parent
    runs, wheels, environment = folder / "runs", folder / "wheels", folder / "environment"
    for stale in (runs, wheels, environment):
        shutil.rmtree(stale, ignore_errors=True)
    say("   builds an instrumented package, and runs it")
    variables = build_environment(HOST.target, [f"-Cprofile-generate={runs}"]) | AS_WITH_ZIG
    options = ["--target", HOST.target, "--auditwheel", "skip"]
    _maturin(options, wheels, folder / "target", quick=False, python=PYTHON, **variables)
    run(sys.executable, "-m", "venv", environment)
    (wheel,) = wheels.glob("*.whl")
    run(environment / "bin/pip", "install", "--quiet", "--no-index", wheel)
    run(environment / "bin/python", ROOT / "benches/python/train.py")
    llvm = run(".ci/llvm").strip()
    run(f"{llvm}/llvm-profdata", "merge", "--output", PROFILE_DATA, runs)
    shutil.rmtree(runs)
    return PROFILE_DATA


def build_source(dist: Path, quick: bool) -> None:
    """Builds the source distribution."""
    del quick  # It holds no compiled code.
    run(MATURIN, "sdist", "--out", dist, **build_environment(HOST.target, []))
