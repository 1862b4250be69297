"""Fixtures: folders, npm packages, the generator of clients, and a test platform."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness import FOLDER, HERE, NPM, PAGE, Platform, is_made_from, run

import aicc

# Which vectors a schema can be asked about is written there.
sys.path.append(str(HERE.parents[1] / "python" / "tests"))


@pytest.fixture(scope="session")
def folder() -> Path:
    """Returns the folder in which the tests work."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return FOLDER


@pytest.fixture(scope="session")
def node(folder: Path) -> Path:
    """Returns a folder with the npm packages of the lock file."""
    packages = folder / "node"
    packages.mkdir(exist_ok=True)
    sources = [HERE / "package.json", HERE / "package-lock.json"]
    installed = packages / "node_modules" / ".package-lock.json"
    if not (is_made_from(packages / "made-from.txt", sources) and installed.exists()):
        for source in sources:
            shutil.copy(source, packages)
        run("node", NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=packages)
    return packages


@pytest.fixture(scope="session")
def generate(folder: Path) -> Callable[[str], Path]:
    """Generates the client of a language with the command of docs/how-to/schemas.md, and returns its folder."""
    run("mvn", "--batch-mode", "--quiet", "--file", HERE / "pom.xml", "initialize")
    (folder / "openapi.json").write_text(json.dumps(aicc.openapi(), ensure_ascii=False), encoding="utf-8")
    commands = re.findall(r"^java -jar openapi-generator-cli\.jar .*$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    def with_generator(name: str) -> Path:
        (command,) = [shlex.split(command) for command in commands if f" -g {name} " in command]
        client = folder / command[command.index("-o") + 1]
        shutil.rmtree(client, ignore_errors=True)
        run(*command)
        return client

    return with_generator


@pytest.fixture
def platform() -> Iterator[Platform]:
    """Starts a test platform."""
    platform = Platform()
    thread = threading.Thread(target=platform.server.serve_forever)
    thread.start()
    yield platform
    platform.server.shutdown()
    thread.join()
    platform.server.server_close()
