"""Each page of docs/zh-cn has what its English page has: a change of the English one shows that it is out of date."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from documents import ROOT

ENGLISH, CHINESE = ROOT / "docs", ROOT / "docs/zh-cn"
PAGES = [page.relative_to(CHINESE).as_posix() for page in sorted(CHINESE.rglob("*.md"))]

FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
INLINE_CODE = re.compile(r"`[^`]+`")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def test_the_first_page_is_translated() -> None:
    assert "tutorial/first-hour.md" in PAGES


@pytest.mark.parametrize("page", PAGES)
def test_the_code_is_the_same(page: str) -> None:
    assert FENCED.findall(_text(CHINESE / page)) == FENCED.findall(_text(ENGLISH / page))


@pytest.mark.parametrize("page", PAGES)
def test_the_headings_lists_and_tables_are_in_the_same_order(page: str) -> None:
    assert _outline(_prose(CHINESE / page)) == _outline(_prose(ENGLISH / page))


@pytest.mark.parametrize("page", PAGES)
def test_the_prose_names_the_same_code(page: str) -> None:
    assert _names(CHINESE / page) == _names(ENGLISH / page)


@pytest.mark.parametrize("page", PAGES)
def test_a_link_leads_to_the_chinese_page_where_there_is_one(page: str) -> None:
    links = Counter(_target(CHINESE / page, link) for link in _links(CHINESE / page))
    assert links == Counter(_in_chinese(*_target(ENGLISH / page, link)) for link in _links(ENGLISH / page))


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _prose(page: Path) -> str:
    return FENCED.sub("", _text(page))


def _outline(prose: str) -> list[str]:
    """The level of each heading, the cells of each row of a table, and the marker of each element of a list."""
    return re.findall(r"^#+(?= )|^(?:\||-|\d+\.)(?= )|(?<!\\)\|(?= |$)", prose, re.MULTILINE)


def _names(page: Path) -> set[str]:
    """The code between backticks. A line break in it is a space."""
    return {" ".join(name.split()) for name in INLINE_CODE.findall(_prose(page))}


def _anchors(page: Path) -> list[str]:
    """The anchors of the headings, in their order."""
    return [re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for _, text in HEADING.findall(_prose(page))]


def _links(page: Path) -> list[str]:
    return LINK.findall(INLINE_CODE.sub("", _prose(page)))


def _target(page: Path, link: str) -> tuple[Path | None, str]:
    """The file and the anchor that a link leads to; no file for the address of a web page."""
    if "://" in link:
        return None, link
    path, _, anchor = link.partition("#")
    return ((page.parent / path).resolve() if path else page), anchor


def _in_chinese(target: Path | None, anchor: str) -> tuple[Path | None, str]:
    """The target of the translated link: the Chinese page, if there is one, and its heading at the same position."""
    if target is None:
        return target, anchor
    page = _other_language(target)
    if not page.is_file():
        return target, anchor
    return page, _anchors(page)[_anchors(target).index(anchor)] if anchor else ""


def _other_language(page: Path) -> Path:
    if page == ROOT / "README.md":
        return ROOT / "README.zh-CN.md"
    if page.is_relative_to(CHINESE):
        return ENGLISH / page.relative_to(CHINESE)
    return CHINESE / page.relative_to(ENGLISH) if page.is_relative_to(ENGLISH) else page
