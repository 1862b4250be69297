"""The generated Kotlin client sends valid requests, and reads the codes of the replies. Compiling it takes a minute."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from harness import CODES, HERE, Platform, run


def test_the_kotlin_client(generate: Callable[[str], Path], platform: Platform) -> None:
    generate("kotlin")
    maven = ("mvn", "--batch-mode", "--quiet", "--file", HERE / "pom.xml")
    run(*maven, "compile")
    assert " ".join(CODES) in run(*maven, "exec:java", f"-Dexec.args={platform.url}")
    platform.assert_all_was_sent()
