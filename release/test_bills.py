"""A release says what is inside each compiled file."""

from __future__ import annotations

import json
from pathlib import Path

import bills
import commands
import libraries
from platforms import PLATFORMS
from project import VERSION


def test_each_compiled_file_has_a_bill_and_its_licences(tmp_path: Path) -> None:
    bills.build(tmp_path, quick=True)
    expected = {commands.file_name(platform.command): platform.command for platform in PLATFORMS if platform.command}
    expected |= {f"aicc-ffi-{VERSION}-{library.folder}": library.target for library in libraries.LIBRARIES}
    found = {}
    for file in tmp_path.glob("*.cdx.json"):
        (triple,) = json.loads(file.read_text("utf-8"))["metadata"]["properties"]
        found[file.name.removesuffix(".cdx.json")] = triple["value"]
    assert found == expected
    texts = {file.name for file in tmp_path.glob("licences-*.txt")}
    assert texts == {f"licences-{name}.txt" for name in ("aicc-cli", "aicc-ffi", "aicc-python", "aicc-wasm")}
