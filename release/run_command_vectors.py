"""Runs the conformance vectors that a command can judge with the command `aicc`, and prints how many as JSON.

    python run_command_vectors.py FOLDER WORD…    WORD… starts the command, which finds files by their names in FOLDER

Needs the package too: it reads the vectors. The command has no replies, no forms, and no option for the size of a body.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path[0] = str(Path(__file__).resolve().parents[1] / "python/tests")

import vectors as v  # noqa: E402
from batch_judge import RecordFindings  # noqa: E402
from vectors import Judge, Vector  # noqa: E402


class Command:
    """The command, and the folder where it finds files by their names."""

    def __init__(self, folder: Path, words: list[str]) -> None:
        """Takes the folder, and the words that start the command."""
        self.folder, self.words = folder, words

    def run(self, *arguments: str, stdin: bytes, **variables: str) -> str:
        """Returns what the command prints."""
        environment = {**os.environ, **variables}
        done = subprocess.run([*self.words, *arguments], input=stdin, env=environment, capture_output=True, check=False)
        assert done.returncode in (0, 1), f"{arguments}: status {done.returncode}, {done.stderr.decode()}"
        return done.stdout.decode()

    def check(self, interface: str, form: str, text: bytes, vector: Vector, language: str = "en") -> list[Any]:
        """Returns the findings of records on standard input, with the options of the profile of a vector."""
        options = [
            *self._options(vector.get("profile", {})),
            "-i",
            interface,
            "-f",
            form,
            "-o",
            "jsonl",
            "-l",
            language,
        ]
        printed = self.run("check", "-", *options, stdin=text)
        return [SimpleNamespace(**json.loads(line)) for line in printed.split("\n") if line]

    def request(self, vector: Vector) -> dict[str, Any]:
        """Returns the request that a body is sent as, with its secrets."""
        server = vector["server"]
        options = self._options(vector.get("profile", {}))
        for option, value in {**server, "agent-id": vector.get("agentId")}.items():
            if option not in ("token", "appKey") and value is not None:
                options += [f"--{option}", str(value)]
        options += ["--wrapped"] if vector.get("wrapped") else []
        secrets = {"AICC_TOKEN": server.get("token", ""), "AICC_APP_KEY": server.get("appKey", "")}
        variables = {name: secret for name, secret in secrets.items() if secret}
        arguments = ("request", vector["interface"], "-", "-f", "jsonl", "-o", "json", "--show-secrets", *options)
        (request,) = json.loads(self.run(*arguments, stdin=v.body(vector), **variables))
        return request

    def _options(self, profile: dict[str, Any]) -> list[str]:
        options = ["--edition", profile["edition"]] if "edition" in profile else []
        for name, value in profile.get("password", {}).items():
            options += [f"--password-{name}", str(value)]
        if "skillQueues" in profile:
            Path(self.folder, "queues.json").write_text(json.dumps(profile["skillQueues"]), "utf-8")
            options += ["--skill-queues", "queues.json"]
        return options


def judged(kind: str, run: str) -> Judge:
    """Returns the judge of a run over the vectors whose profile the command can take."""
    judge = v.run(run, kind)
    judge.vectors = [vector for vector in judge.vectors if "maximumSize" not in vector.get("profile", {})]
    return judge


def bodies(command: Command) -> Judge:
    """Judges all bodies as lines of JSON, those of one interface and profile together."""
    judge = judged("body", "python json lines")

    def key(vector: Vector) -> tuple[str, str]:
        return vector["interface"], repr(vector.get("profile"))

    for _, group in groupby(sorted(judge.vectors, key=key), key):
        together = list(group)
        text = b"\n".join([*map(v.body, together), b""])
        found = command.check(together[0]["interface"], "jsonl", text, together[0])
        for number, vector in enumerate(together, 1):
            judge.compare_findings(vector, RecordFindings([finding for finding in found if finding.record == number]))
    return judge


def rows(command: Command) -> Judge:
    """Judges each row as a table of its own."""
    judge = judged("row", "python row")
    for vector in judge.vectors:
        text = io.StringIO()
        csv.writer(text).writerows([vector["headings"], vector["cells"]])
        found = command.check(vector["interface"], "csv", text.getvalue().encode(), vector)
        judge.compare_findings(vector, RecordFindings(found))
    return judge


def sentences(command: Command) -> Judge:
    """Judges the sentences in both languages. Each body is a second line: a mark at the start of a file is not read."""
    judge = judged("sentence", "python sentence")
    judge.vectors = [vector for vector in judge.vectors if b"\n" not in v.body(vector)]
    for vector in judge.vectors:
        for language in ("en", "zh"):
            found = command.check(vector["interface"], "jsonl", b"{}\n" + v.body(vector), vector, language)
            place = (2, vector["pointer"], vector["rule"])
            said = [each.message for each in found if (each.record, each.pointer, each.rule) == place]
            judge.compare(vector, language, said[:1], [vector[language]])
    return judge


def requests(command: Command) -> Judge:
    """Judges the requests that are written."""
    judge = judged("request", "python request")
    judge.vectors = [vector for vector in judge.vectors if "request" in vector]
    for vector in judge.vectors:
        written = command.request(vector)
        expected = {**vector["request"], "headers": dict(vector["request"]["headers"])}
        judge.compare(vector, "request", {name: written[name] for name in expected}, expected)
    return judge


def main() -> None:
    """Runs all. The first difference ends the program with an error."""
    folder, *words = sys.argv[1:]
    command = Command(Path(folder), words)

    def judges() -> Iterator[Judge]:
        for run in (bodies, rows, sentences, requests):
            judge = run(command)
            judge.finish()
            yield judge

    passed = {vector for judge in judges() for vector in judge.compared}
    print(json.dumps({"passed": len(passed)}))


if __name__ == "__main__":
    main()
