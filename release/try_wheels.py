"""Installs each wheel, and the source distribution, where nothing else is, and runs all vectors there."""

from __future__ import annotations

import json
import re
import tempfile
import time
from pathlib import Path

import interpreters
from interpreters import Interpreter
from platforms import PLATFORMS, Platform
from project import ROOT, VERSION, Missing, run
from results import Result, keep

RUN = ROOT / "release/run_vectors.py"
NOT_BUILT = "was not built: see the output of `release`"


def main(dist: Path) -> None:
    """Tries all wheels of a folder, and keeps the results."""
    results = []
    for python in interpreters.of_this_machine():
        # The stable ABI of CPython 3.9 is another one than that of newer versions.
        version = interpreters.version_of(python)
        abi = "cp39" if version == interpreters.OLDEST else "cp310"
        if any(dist.glob(f"aicc-{VERSION}-{abi}-abi3-*{PLATFORMS[0].tag}*.whl")):
            results.append(in_environment(python, dist))
        else:
            results.append(Result(f"wheel for {PLATFORMS[0].name}, {abi}", "", problem=NOT_BUILT))
    for platform in PLATFORMS[1:]:
        results.append(in_folder(platform, dist))
    keep("wheels", results)


def in_environment(python: Path, dist: Path) -> Result:
    """Tries the wheel that pip chooses for an interpreter of this machine, in a fresh virtual environment."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder, "environment")
        run(python, "-m", "venv", environment)
        before = _packages(environment)
        started = time.monotonic()
        pip = (environment / "bin/python", "-m", "pip", "--disable-pip-version-check")
        # Without an index, pip fails if the wheel needs another package.
        said = run(*pip, "install", "--no-index", "--find-links", dist, "--only-binary", "aicc", f"aicc=={VERSION}")
        seconds = time.monotonic() - started
        (wheel,) = set(re.findall(r"aicc-[^/\s]+\.whl", said))
        assert _packages(environment) - before == {"aicc"}, "the wheel brought another package"
        assert run(environment / "bin/aicc", "--version").strip() == f"aicc {VERSION}"
        (installed,) = environment.glob("lib/python3*/site-packages")
        judged = json.loads(run(environment / "bin/python", "-I", RUN, folder=Path(folder)))
        notes = f"`pip install` {seconds:.1f} s, {_size(installed)} MB installed, no other package"
    return Result(wheel, f"CPython {judged['python']}, fresh virtual environment", judged["passed"], notes)


def in_folder(platform: Platform, dist: Path) -> Result:
    """Tries the wheel of another system in a folder, with the emulator of that system where there is one."""
    wheels = sorted(dist.glob(f"aicc-{VERSION}-*{platform.tag}*.whl"))
    if not wheels:
        return Result(f"wheel for {platform.name}", "", problem=NOT_BUILT)
    (wheel,) = wheels
    if "apple" in platform.target:
        return _looked_at(wheel)
    try:
        interpreter = interpreters.BY_PLATFORM[platform.name]()
    except Missing as missing:
        return Result(wheel.name, "", problem=f"was not run: {missing}")
    with tempfile.TemporaryDirectory() as folder:
        run("python3", "-m", "zipfile", "-e", wheel, folder)
        return _judged(wheel.name, interpreter, Path(folder))


def _judged(artifact: str, interpreter: Interpreter, folder: Path) -> Result:
    variables = {**dict(interpreter.variables), "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    judged = json.loads(run(*interpreter.words, RUN, folder=folder, **variables).splitlines()[-1])
    return Result(artifact, f"{interpreter.place}, CPython {judged['python']}", judged["passed"])


def _looked_at(wheel: Path) -> Result:
    """Checks what the compiled module of a wheel for macOS loads, and that Python can start it."""
    llvm = run(".ci/llvm").strip()
    with tempfile.TemporaryDirectory() as folder:
        run("python3", "-m", "zipfile", "-e", wheel, folder)
        (module,) = Path(folder).glob("aicc/*.so")
        loaded = re.findall(r"^\t(\S+) \(", run(f"{llvm}/llvm-otool", "-L", module), re.MULTILINE)
        own = run(f"{llvm}/llvm-otool", "-D", module).split()[-1]
        others = [path for path in loaded if path != own and not path.startswith(("/usr/lib/", "/System/Library/"))]
        assert not others, f"{wheel.name} loads {others}"
        assert "_PyInit__aicc" in run(f"{llvm}/llvm-nm", "--defined-only", "-j", module).split(), "no module of Python"
    notes = "it cannot be run here: no emulator runs programs of macOS"
    return Result(wheel.name, "load commands and symbols only", notes=notes)


def _packages(environment: Path) -> set[str]:
    listed = run(environment / "bin/python", "-m", "pip", "--disable-pip-version-check", "list", "--format", "json")
    return {package["name"] for package in json.loads(listed)}


def _size(packages: Path) -> str:
    files = [path for folder in packages.glob("aicc*") for path in folder.rglob("*") if path.is_file()]
    return f"{sum(path.stat().st_size for path in files) / 1e6:.1f}"
