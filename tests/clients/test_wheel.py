"""A wheel that pip installs brings its fixtures to pytest, without an option or a `conftest.py`."""

from __future__ import annotations

import shutil
import sys
import venv
from importlib.metadata import version
from pathlib import Path

from harness import HERE, is_made_from, run

TEST = """
def test_a_fault(aicc_sandbox, aicc_faults):
    aicc_faults({"do": {"status": 500}})
    assert aicc_sandbox.url.startswith("http://127.0.0.1:")
    assert aicc_sandbox.accounts() == []
"""


def test_pytest_finds_the_fixtures_of_an_installed_wheel(folder: Path, tmp_path: Path) -> None:
    wheels, environment = folder / "wheels", folder / "wheel-environment"
    shutil.rmtree(wheels, ignore_errors=True)
    build = ("maturin", "build", "--locked", "--quiet", "--interpreter", sys.executable)
    run(*build, "--out", wheels, folder=HERE.parents[1])
    (wheel,) = wheels.glob("aicc-*.whl")
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if not (programs.exists() and is_made_from(folder / "wheel-environment.txt", [HERE / "test_wheel.py"])):
        venv.create(environment, clear=True, with_pip=True)
        run(*pip, f"pytest=={version('pytest')}")
    run(*pip, "--no-deps", "--force-reinstall", wheel)
    (tmp_path / "test_fault.py").write_text(TEST, encoding="utf-8")
    printed = run(programs / "python", "-m", "pytest", "-W", "error", "-p", "no:cacheprovider", folder=tmp_path)
    assert f"plugins: aicc-{version('aicc')}" in printed
    assert "1 passed" in printed
    assert run(programs / "aicc", "--version").startswith("aicc ")
