"""An annotated workbook keeps everything but the marks. tests/workbooks/README.md lists the workbooks."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import openpyxl
import pytest
from command import COMMANDS, Command

from workbooks import FILES, Workbook

CHECK = COMMANDS["binary"]
SECRETS = ["Demo#001", "Demo5"]

pytestmark = pytest.mark.parametrize("original", FILES, ids=lambda path: path.name)


@pytest.fixture
def annotated(original: Path, tmp_path: Path) -> Path:
    """The annotated copy of a workbook."""
    return annotate(original, tmp_path / f"annotated{original.suffix}")


def annotate(path: Path, copy: Path, command: Command = CHECK) -> Path:
    ran = command.check(path, "--annotate", str(copy))
    assert (ran.code, ran.stderr) == (1, "")
    return copy


def test_the_copy_has_the_same_findings(original: Path, annotated: Path) -> None:
    expected = CHECK.check(original, "-o", "jsonl").findings
    rules = {(finding["pointer"], finding["rule"]) for finding in expected}
    assert rules >= {("/password", "minLength"), ("/agentType", "enum")}
    found = CHECK.check(annotated, "-o", "jsonl").findings
    assert [{**finding, "file": ""} for finding in found] == [{**finding, "file": ""} for finding in expected]


def test_parts_that_need_no_mark_are_the_same_bytes(original: Path, annotated: Path) -> None:
    before, after = Workbook(original), Workbook(annotated)
    changed = {name for name, part in before.parts.items() if after.parts.get(name) != part}
    (sheet,) = changed & set(before.sheets.values())
    folder, _, name = sheet.rpartition("/")
    may_change = {
        sheet,
        f"{folder}/_rels/{name}.rels",
        *before.related(sheet, "comments"),
        *before.related(sheet, "vmlDrawing"),
        "[Content_Types].xml",
        before.main,
        f"xl/_rels/{before.main.rpartition('/')[2]}.rels",
        *after.related(before.main, "styles"),
    }
    assert changed <= may_change
    assert list(after.parts)[: len(before.parts)] == list(before.parts)


def test_every_cell_keeps_its_value_and_its_formula(original: Path, annotated: Path) -> None:
    before, after = Workbook(original), Workbook(annotated)
    assert set(after.sheets) - set(before.sheets) == {"aicc"}
    marks = {}
    for sheet in before.sheets:
        old, new = before.cells(sheet), after.cells(sheet)
        assert {place: new.get(place) for place in old} == old
        marks |= {place: value for place, value in new.items() if place not in old}
    assert len({column for _, column in marks}) == 1
    assert not any(formula for _, formula in marks.values())
    texts = [value for value, _ in [*marks.values(), *after.cells("aicc").values()]]
    assert not any(secret in text for secret in SECRETS for text in texts)


def test_notes_are_on_the_cells_with_findings(original: Path, annotated: Path) -> None:
    before, after = Workbook(original), Workbook(annotated)

    def notes(book: Workbook) -> dict[tuple[str, str], str]:
        return {
            (sheet, comment.attrib["ref"]): "".join(comment.itertext())
            for sheet, part in book.sheets.items()
            for comments in book.related(part, "comments")
            for comment in book.elements(comments, "comment")
        }

    kept, found = notes(before), notes(after)
    assert all(text in found[place] for place, text in kept.items())
    assert any("agentType must be 4, 5, 11 or 99" in text for text in found.values())
    assert not any(secret in text for secret in SECRETS for text in found.values())


def test_the_second_run_replaces_the_marks_of_the_first(annotated: Path, tmp_path: Path) -> None:
    again = annotate(annotated, tmp_path / f"again{annotated.suffix}")
    assert Workbook(again).parts == Workbook(annotated).parts


def test_openpyxl_opens_what_it_opened(original: Path, annotated: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names the parts that it would lose
        try:
            before = openpyxl.load_workbook(original)
        except (KeyError, ValueError, AttributeError):
            pytest.skip("openpyxl does not open the original")
        after = openpyxl.load_workbook(annotated)
    assert after.sheetnames[: len(before.sheetnames)] == before.sheetnames


def test_the_original_is_not_changed(original: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(original, tmp_path))
    annotate(copy, tmp_path / f"annotated{original.suffix}")
    assert copy.read_bytes() == original.read_bytes()
    ran = CHECK.check(copy, "--annotate", str(copy))
    assert ran.code == 2
    assert copy.read_bytes() == original.read_bytes()
