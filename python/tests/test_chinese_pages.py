"""Each page of docs/zh-cn has what its English page has: a change of the English one shows that it is out of date."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from documents import ROOT

ENGLISH, CHINESE = ROOT / "docs", ROOT / "docs/zh-cn"
README = ROOT / "README.zh-CN.md"
PAGES = sorted(CHINESE.rglob("*.md"))

FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
INLINE_CODE = re.compile(r"`[^`]+`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_the_first_page_is_translated() -> None:
    assert CHINESE / "tutorial/first-hour.md" in PAGES


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_the_code_is_the_same(page: Path) -> None:
    assert FENCED.findall(_text(page)) == FENCED.findall(_text(_other_language(page)))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_the_prose_has_the_same_code_and_numbers(page: Path) -> None:
    assert _code_and_numbers(page) == _code_and_numbers(_other_language(page))


@pytest.mark.parametrize("page", [README, *PAGES], ids=_name)
def test_the_headings_lists_and_tables_are_in_the_same_order(page: Path) -> None:
    assert _outline(page) == _outline(_other_language(page))


@pytest.mark.parametrize("page", [README, *PAGES], ids=_name)
def test_a_link_leads_to_the_chinese_page_where_there_is_one(page: Path) -> None:
    english = _other_language(page)
    links = Counter(_target(page, link) for link in _links(page))
    assert links == Counter(_in_chinese(*_target(english, link)) for link in _links(english))


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _prose(page: Path) -> str:
    return FENCED.sub("", _text(page))


def _code_and_numbers(page: Path) -> set[str]:
    """What is between backticks, where a line break is a space, and the numbers elsewhere."""
    prose = _prose(page)
    code = {" ".join(code.split()) for code in INLINE_CODE.findall(prose)}
    return code.union(NUMBER.findall(LINK.sub("", INLINE_CODE.sub("", prose))))


def _outline(page: Path) -> list[str]:
    """The level of each heading, the cells of each row of a table, and the marker of each element of a list."""
    return re.findall(r"^#+(?= )|^(?:\||-|\d+\.)(?= )|(?<!\\)\|(?= |$)", _prose(page), re.MULTILINE)


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
    """The Chinese file of an English one, which may not exist, and the English file of a Chinese one."""
    if page.is_relative_to(CHINESE):
        return ENGLISH / page.relative_to(CHINESE)
    if ".zh-CN." in page.name:
        return page.with_name(page.name.replace(".zh-CN.", "."))
    beside = page.with_name(f"{page.stem}.zh-CN{page.suffix}")
    return CHINESE / page.relative_to(ENGLISH) if page.is_relative_to(ENGLISH) and not beside.is_file() else beside
