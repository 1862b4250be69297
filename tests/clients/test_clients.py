"""Generated clients send valid requests, and read the replies of the vendor's pages."""

from __future__ import annotations

import json
import shutil
import sys
import venv
from collections.abc import Callable
from pathlib import Path

from harness import CODES, HERE, REPLIES, Platform, is_made_from, run


def test_the_python_client(folder: Path, generate: Callable[[str], Path], platform: Platform) -> None:
    environment = folder / "python-environment"
    python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    requirements = HERE / "python" / "requirements.txt"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if not (python.exists() and is_made_from(folder / "python-environment.txt", [requirements])):
        venv.create(environment, clear=True, with_pip=True)
        run(*pip, "--requirement", requirements)
    run(*pip, "--no-deps", "--no-build-isolation", "--force-reinstall", generate("python"))
    printed = json.loads(run(python, HERE / "python" / "send.py", platform.url))
    assert printed["codes"] == CODES
    assert printed["replies"] == REPLIES
    platform.assert_all_was_sent()


def test_the_typescript_client(node: Path, generate: Callable[[str], Path], platform: Platform) -> None:
    project = node / "typescript"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(HERE / "typescript", project)
    shutil.copytree(generate("typescript-axios"), project / "client")
    run("node", node / "node_modules" / "typescript" / "bin" / "tsc", "--project", project)
    printed = json.loads(run("node", project / "build" / "send.js", platform.url))
    assert printed["codes"] == CODES
    assert printed["replies"] == REPLIES
    platform.assert_all_was_sent()
