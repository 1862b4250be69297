"""Writes a container image that holds the static command, the licences of its code, and nothing else.

It is in the layout of the Open Container Initiative: `skopeo copy oci:dist/image:0.1.0 docker://…` and
`podman pull oci:dist/image:0.1.0` take it. `Containerfile` says the same for tools that build images.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import commands
from platforms import PLATFORMS
from project import ROOT, VERSION, Missing, commit_time

PROCESSORS = {"x86_64": "amd64", "aarch64": "arm64"}
"""The names of processors in an image."""
OCI = "application/vnd.oci.image"


def build(dist: Path, quick: bool) -> None:
    """Writes the image for each processor whose command is in the folder."""
    del quick  # It holds what was built.
    image = Image(dist / "image")
    manifests = []
    for target in [platform.command for platform in PLATFORMS if platform.command and "linux" in platform.command]:
        file = dist / commands.file_name(target)
        if file.exists():
            manifests.append(image.manifest(file, PROCESSORS[target.split("-")[0]]))
    if not manifests:
        raise Missing("it needs a static command: build `commands` first")
    image.finish(manifests)


class Image:
    """The layout in a folder."""

    def __init__(self, folder: Path) -> None:
        """Starts a new layout, which replaces an old one."""
        shutil.rmtree(folder, ignore_errors=True)
        self.folder = folder
        self.blobs = folder / "blobs/sha256"
        self.blobs.mkdir(parents=True)

    def blob(self, kind: str, content: bytes) -> dict[str, object]:
        """Writes content under its digest, and returns its description."""
        digest = hashlib.sha256(content).hexdigest()
        Path(self.blobs, digest).write_bytes(content)
        return {"mediaType": f"{OCI}.{kind}", "digest": f"sha256:{digest}", "size": len(content)}

    def json(self, kind: str, content: dict[str, object]) -> dict[str, object]:
        """Writes an object as JSON, and returns its description."""
        return self.blob(kind, json.dumps(content, indent=1).encode())

    def manifest(self, command: Path, processor: str) -> dict[str, object]:
        """Writes the image of one processor, and returns its description."""
        layer = packed(command)
        made = datetime.fromtimestamp(int(commit_time()), UTC).isoformat()
        config = self.json(
            "config.v1+json",
            {
                "created": made,
                "architecture": processor,
                "os": "linux",
                "config": {"Entrypoint": entry_point()},
                "rootfs": {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(layer).hexdigest()}"]},
            },
        )
        layers = [self.blob("layer.v1.tar+gzip", gzip.compress(layer, mtime=0))]
        content = {"schemaVersion": 2, "mediaType": f"{OCI}.manifest.v1+json", "config": config, "layers": layers}
        return {
            **self.json("manifest.v1+json", content),
            "platform": {"architecture": processor, "os": "linux"},
        }

    def finish(self, manifests: list[dict[str, object]]) -> None:
        """Writes the index that names the images of all processors, and the name of this version."""
        kind = f"{OCI}.index.v1+json"
        index = self.json("index.v1+json", {"schemaVersion": 2, "mediaType": kind, "manifests": manifests})
        named = {**index, "annotations": {"org.opencontainers.image.ref.name": VERSION}}
        text = json.dumps({"schemaVersion": 2, "mediaType": kind, "manifests": [named]}, indent=1)
        Path(self.folder, "index.json").write_text(text, "utf-8")
        Path(self.folder, "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}', "utf-8")


def entry_point() -> list[str]:
    """Returns what the Containerfile starts."""
    lines = Path(ROOT, "Containerfile").read_text("utf-8").splitlines()
    (words,) = [line.removeprefix("ENTRYPOINT ") for line in lines if line.startswith("ENTRYPOINT ")]
    return json.loads(words)


def packed(command: Path) -> bytes:
    """Returns a layer with the command as `/aicc`. Its files belong to root and have the time of the commit."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as layer:
        for name, file, mode in (("aicc", command, 0o755), (commands.LICENCES, commands.licences(), 0o644)):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = file.stat().st_size, mode, int(commit_time())
            with file.open("rb") as content:
                layer.addfile(entry, content)
    return buffer.getvalue()
