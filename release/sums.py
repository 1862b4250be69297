"""Writes what is known about the files of a release: their checksums, and from what they were built."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from project import VERSION, commit_time, run, rustc

SUMS, PROVENANCE = "SHA256SUMS", "provenance.json"
SUMMARY = "summary.md"
"""What the trials of the files write beside them."""


def files(dist: Path) -> list[Path]:
    """Returns the files of a release, without those that are about them."""
    return sorted(path for path in dist.rglob("*") if path.is_file() and path.name not in (SUMS, PROVENANCE, SUMMARY))


def digest(path: Path) -> str:
    """Returns the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(dist: Path) -> None:
    """Writes `SHA256SUMS`, which `sha256sum --check` reads, and `provenance.json`."""
    digests = {path.relative_to(dist).as_posix(): digest(path) for path in files(dist)}
    text = json.dumps(provenance(digests), indent=2) + "\n"
    Path(dist, PROVENANCE).write_text(text, "utf-8")
    digests[PROVENANCE] = digest(dist / PROVENANCE)
    Path(dist, SUMS).write_text("".join(f"{sha}  {name}\n" for name, sha in digests.items()), "utf-8")


def provenance(digests: dict[str, str]) -> dict[str, object]:
    """Returns a statement in the form of in-toto: from which commit, with which compiler the files were built."""
    has_changes = bool(run("git", "status", "--porcelain", "--untracked-files=no").strip())
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name, "digest": {"sha256": sha}} for name, sha in digests.items()],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "https://aicc.dev/release/v1",
                "externalParameters": {"version": VERSION},
                "internalParameters": {"SOURCE_DATE_EPOCH": commit_time()},
                "resolvedDependencies": [
                    {"uri": "git+https://aicc.dev", "digest": {"gitCommit": run("git", "rev-parse", "HEAD").strip()}},
                    {"uri": "rust", "name": rustc("release"), "digest": {"gitCommit": rustc("commit-hash")}},
                ],
            },
            "runDetails": {
                "builder": {"id": "https://aicc.dev/release/build.py"},
                "metadata": {"hasUncommittedChanges": has_changes},
            },
        },
    }
