"""Unpacks the container image as a program for containers does, and runs its entry point in it."""

from __future__ import annotations

import hashlib
import json
import platform as machine
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from image import PROCESSORS
from project import VERSION, run
from results import Result, keep


def main(dist: Path) -> None:
    """Tries the image for the processor of this machine."""
    layout = dist / "image"
    (named,) = json.loads(Path(layout, "index.json").read_text("utf-8"))["manifests"]
    manifests = _blob(layout, named)["manifests"]
    processor = PROCESSORS[machine.machine()]
    results = []
    for manifest in manifests:
        name = manifest["platform"]["architecture"]
        if name != processor:
            results.append(Result(f"image for {name}", "", problem="was not run: its command was tried alone"))
            continue
        results.append(Result(f"image for {name}", _run(layout, manifest), notes="`--version` and one file"))
    keep("image", results)


def _blob(layout: Path, description: dict[str, Any]) -> Any:
    return json.loads(_content(layout, description))


def _content(layout: Path, description: dict[str, Any]) -> bytes:
    digest = description["digest"].removeprefix("sha256:")
    content = Path(layout, "blobs/sha256", digest).read_bytes()
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (digest, description["size"]), f"{digest} is damaged"
    return content


def _run(layout: Path, manifest: dict[str, Any]) -> str:
    parts = _blob(layout, manifest)
    config = _blob(layout, parts["config"])
    with tempfile.TemporaryDirectory() as root:
        for layer in parts["layers"]:
            path = Path(layout, "blobs/sha256", layer["digest"].removeprefix("sha256:"))
            _content(layout, layer)
            with tarfile.open(path) as archive:
                archive.extractall(root, filter="data")
        Path(root, "one.jsonl").write_text(
            '{"accountCode": "Agents", "password": "secret", "username": "a"}\n', "utf-8"
        )
        start = ("unshare", "--map-root-user", "chroot", root, *config["config"]["Entrypoint"])
        assert run(*start, "--version").strip() == f"aicc {VERSION}"
        said = run(*start, "check", "one.jsonl", "-i", "queryAgentInfoByAccount")
        assert "Records: 1 (1 valid" in said, said
    return "its files as a root (chroot)"
