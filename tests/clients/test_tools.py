"""Validators and linters in Node.js accept the exports."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from harness import HERE, PAGE, run

import aicc

# The keywords that the page on schemas names.
KEYWORDS = re.findall(r'"(x-aicc-\w+)"', PAGE.read_text(encoding="utf-8"))

# Numbers that a double does not hold: 2^63 - 1 and 1e400.
BEYOND_JAVASCRIPT = {"account-weights-largest", "settings-reply-id-beyond-floats"}


def test_ajv_compiles_every_schema_in_strict_mode_and_agrees_with_the_vectors(node: Path) -> None:
    from test_schema import UNEXPRESSED, bodies, profile_of

    asked: dict[str, list[dict[str, Any]]] = {}
    for part, kind in (("request", "body"), ("reply", "reply")):
        for vector, _ in bodies(kind):
            schema = aicc.json_schema(vector["interface"], part, profile=profile_of(vector))
            asked.setdefault(json.dumps(schema), []).append(vector)
    questions = [
        {"schema": json.loads(schema), "keywords": KEYWORDS, "bodies": [text_of(vector) for vector in of_schema]}
        for schema, of_schema in asked.items()
    ]
    (node / "questions.jsonl").write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    shutil.copy(HERE / "schemas.mjs", node)
    answers = [json.loads(line) for line in run("node", "schemas.mjs", "questions.jsonl", folder=node).splitlines()]
    judged = [
        (vector, is_valid)
        for of_schema, verdicts in zip(asked.values(), answers, strict=True)
        for vector, is_valid in zip(of_schema, verdicts, strict=True)
    ]
    differing = {vector["id"] for vector, is_valid in judged if is_valid != (not vector.get("violations"))}
    print(f"ajv, strict: {len(judged) - len(differing)} of {len(judged)} vectors agree")
    assert differing == UNEXPRESSED | BEYOND_JAVASCRIPT


def text_of(vector: dict[str, Any]) -> str:
    """Returns the JSON text of a body, without the byte order mark that a reply may start with."""
    return vector["text"].removeprefix("\ufeff") if "text" in vector else json.dumps(vector["json"])


def test_the_page_on_schemas_names_every_keyword() -> None:
    schemas = [aicc.json_schema(interface, part) for interface in aicc.interfaces() for part in ("request", "reply")]
    assert set(re.findall(r'"(x-aicc-\w+)":', json.dumps(schemas))) == set(KEYWORDS)


def test_the_example_for_ajv_on_the_page_on_schemas(node: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    ((code, output),) = re.findall(r"```js\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL)
    (node / "create.json").write_text(json.dumps(aicc.json_schema("agentAccount/create")), encoding="utf-8")
    (node / "example.mjs").write_text(code, encoding="utf-8")
    assert run("node", "example.mjs", folder=node) == output


@pytest.fixture(params=[("2023-09-27", "en"), ("2025-11-13", "zh")], ids=["2023-en", "2025-zh"])
def openapi_file(request: pytest.FixtureRequest, node: Path) -> Path:
    """Returns the OpenAPI document of an edition, in a language."""
    edition, language = request.param
    file = node / f"openapi-{edition}.json"
    document = aicc.openapi(profile=aicc.Profile(edition=edition), language=language)
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


def test_redocly_has_nothing_to_say(node: Path, openapi_file: Path) -> None:
    program = node / "node_modules" / "@redocly" / "cli" / "bin" / "cli.js"
    report = run("node", program, "lint", "--config", HERE / "redocly.yaml", "--format", "json", openapi_file)
    assert json.loads(report)["problems"] == []


def test_spectral_has_nothing_to_say(node: Path, openapi_file: Path) -> None:
    program = node / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"
    run("node", program, "lint", "--ruleset", HERE / "spectral.yaml", "--fail-severity", "hint", openapi_file)
