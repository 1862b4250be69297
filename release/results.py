"""The results of each artifact: where it was tried, or the reason why it was not."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from project import ROOT, TARGET, run

FOLDER = TARGET / "results"


@dataclass(frozen=True)
class Result:
    """One artifact in one place."""

    artifact: str
    """The path in `dist`, or what is missing there."""
    place: str
    """Where the artifact was installed and used, or what is known about it without running it."""
    passed: int | None = None
    """How many different vectors passed; none where the artifact could not be run."""
    notes: str = ""
    problem: str = ""
    """Why the artifact was not built or not used. It is not empty exactly where something was left out."""
    commit: str = ""
    """What the artifact was built from."""


def keep(kind: str, results: list[Result]) -> None:
    """Replaces the results of a kind of artifact, which was built from the commit that is checked out."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    commit = run("git", "rev-parse", "--short=10", "HEAD").strip()
    text = json.dumps([asdict(replace(result, commit=commit)) for result in results], indent=1, ensure_ascii=False)
    Path(FOLDER, f"{kind}.json").write_text(text + "\n", "utf-8")


def kept(kind: str) -> list[Result]:
    """Returns the results of a kind of artifact."""
    path = FOLDER / f"{kind}.json"
    return [Result(**each) for each in json.loads(path.read_text("utf-8"))] if path.exists() else []


def all_vectors() -> int:
    """Returns how many vectors there are."""
    files = [json.loads(path.read_text("utf-8")) for path in ROOT.glob("tests/vectors/*.json")]
    return sum(len(file["vectors"]) for file in files)
