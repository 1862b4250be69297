"""PyPI shows the page of the package, whose links work outside of the repository."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from readme_renderer import markdown

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGE = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["workspace"]["package"]


def test_the_page_renders_and_its_links_are_whole() -> None:
    page = markdown.render((ROOT / PROJECT["readme"]).read_text(encoding="utf-8"), variant="GFM")
    assert page is not None
    assert "The vendor of AICC does not make, endorse or support it." in page
    assert page.count("<li>") == 6
    assert [
        link for link in re.findall(r'(?:href|src)="([^"]+)"', page) if not link.startswith(("https://", "#"))
    ] == []
    assert PACKAGE["repository"] in page


def test_the_metadata_is_complete() -> None:
    # The rest comes from Cargo.toml.
    assert set(PROJECT["dynamic"]) == {"version", "authors", "keywords", "urls"}
    assert PROJECT["license"] == PACKAGE["license"]
    assert PROJECT["description"]
    for file in PROJECT["license-files"]:
        assert (ROOT / file).is_file()
    minors = [int(found[1]) for found in (re.search(r":: 3\.(\d+)$", line) for line in PROJECT["classifiers"]) if found]
    assert minors == list(range(9, 16))
    assert PROJECT["requires-python"] == f">=3.{minors[0]}"
