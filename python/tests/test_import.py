"""The package is imported quickly: the modules that need slow modules of Python are imported when they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import aicc


def printed(program: str) -> str:
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    return ran.stdout.strip()


@pytest.mark.parametrize("module", ["aicc", "aicc.__main__"])
def test_the_import_imports_nothing_else(module: str) -> None:
    program = f"import sys; before = set(sys.modules); import {module}; print(*set(sys.modules) - before)"
    imported = printed(program).split()
    assert "aicc._aicc" in imported
    assert {name.partition(".")[0] for name in imported} <= {"aicc", "__future__"}


@pytest.mark.parametrize("name", ["check_many", "AgentSignIn", "SignInStatus", "batch"])
def test_a_name_is_there_when_it_is_used(name: str) -> None:
    assert printed(f"import aicc; print(hasattr(aicc, {name!r}))") == "True"


def test_all_names_are_imported_and_listed_together() -> None:
    names = set(printed("from aicc import *; print(*dir())").split())
    assert names >= {"check", "check_many", "ValidationError", "AgentType", "AgentSignIn", "allow_pickling_secrets"}
    assert names >= set(aicc.__all__)
    assert set(printed("import aicc; print(*dir(aicc))").split()) >= set(aicc.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'aicc' has no attribute 'nothing'"):
        _ = aicc.nothing  # type: ignore[attr-defined]
