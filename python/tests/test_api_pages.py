"""The pages of the Python API on the site say what the package has: each public name, member and signature."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest

import aicc

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Returns the page of each public name."""
    folder = tmp_path_factory.mktemp("pages")
    subprocess.run([sys.executable, ROOT / "site/python_pages.py", folder], check=True)
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*/*.md") for path in [path]}


def members(item: type) -> set[str]:
    """Returns the public members of a class that this package defines."""
    own = [base for base in item.__mro__ if base.__module__.startswith("aicc")]
    names = {name for base in own for name in (*vars(base), *getattr(base, "__annotations__", {}))}
    return {name for name in names if not name.startswith("_")}


def shown(value: object) -> str:
    """Returns a default or a value as a page shows it."""
    return "..." if value is ... else repr(value).replace("'", '"')


def shown_signature(page: str) -> str:
    """Returns the first block of code of a page, in one line."""
    block = re.search(r"```python\n(.*?)\n```", page, re.DOTALL)
    assert block
    return " ".join(block[1].split())


def test_each_public_name_has_a_page(pages: dict[str, str]) -> None:
    assert sorted(pages) == sorted(aicc.__all__)
    assert all(page.startswith(f"# aicc.{name}\n") for name, page in pages.items())


@pytest.mark.parametrize("name", sorted(name for name in aicc.__all__ if inspect.isclass(getattr(aicc, name))))
def test_the_page_of_a_class_has_its_members(pages: dict[str, str], name: str) -> None:
    item = getattr(aicc, name)
    headings = re.findall(r"^### `(\w+)`$", pages[name], re.MULTILINE)
    assert sorted(headings) == sorted(members(item))
    if issubclass(item, Enum):
        assert all(f"{member.name} = {shown(member.value)}\n" in pages[name] for member in item)


@pytest.mark.parametrize("name", sorted(name for name in aicc.__all__ if not inspect.isclass(getattr(aicc, name))))
def test_the_page_of_a_function_has_its_parameters_and_defaults(pages: dict[str, str], name: str) -> None:
    signature = shown_signature(pages[name])
    for parameter in inspect.signature(getattr(aicc, name)).parameters.values():
        default = "" if parameter.default is parameter.empty else f" = {shown(parameter.default)}"
        assert re.search(rf"\b{parameter.name}(: [^=]*)?{re.escape(default)} ?[,)]", signature), parameter


def test_a_page_has_no_markup_of_docstrings(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        text = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
        assert not re.search("``|Args:|Raises:|Returns:", text), name


def test_a_page_links_other_names(pages: dict[str, str]) -> None:
    assert "[`ColumnError`](/python/classes/ColumnError)" in pages["check_many"]
