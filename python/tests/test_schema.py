"""Independent validators judge the conformance vectors by the exported schemas, which tests both."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import documents
import jsonschema
import jsonschema_rs
import pytest

import aicc

VECTORS = Path(__file__).parents[2] / "tests" / "vectors"

# Rules that JSON Schema cannot express; the schemas list them under `x-aicc-unexpressed`. Only these vectors get
# a different verdict from the schema.
SAME_OBJECT_AFTER_PARSING = {
    "account-wrapper-twice-in-a-row",
    "account-unique-keys-first-is-wrong",
    "account-unique-keys-first-is-null",
    "account-unique-keys-first-is-wrong-type",
    "account-unique-keys-first-skills-read",
    "settings-unique-keys-first-list-is-read",
    "settings-json-unique-keys-escaped-first",
    "sign-in-unique-keys-spellings",
}
INTEGER_WITH_FRACTION_OR_EXPONENT = {
    "account-agenttype-fraction",
    "account-agenttype-exponent",
    "sign-in-integer-number-forms",
}
LENGTH_OF_QUOTED_PART_OR_LITERAL = {
    "account-email-local-quoted-65",
    "account-email-local-quoted-pairs",
    "account-email-literal-256",
    "account-hard-email-length-local-quoted-65",
    "account-hard-email-length-local-quoted-pair-65",
    "account-email-too-long-quoted-space",
    "account-hard-email-length-local-quoted-space-65",
    "account-email-quoted-spaces-65",
}
UNEXPRESSED = SAME_OBJECT_AFTER_PARSING | INTEGER_WITH_FRACTION_OR_EXPONENT | LENGTH_OF_QUOTED_PART_OR_LITERAL
UNEXPRESSED_RULES = {"syntax", "uniqueKeys", "skillQueueType"}


def profile_of(vector: dict[str, Any]) -> aicc.Profile:
    choice = vector.get("profile", {})
    policy = choice.get("password")
    return aicc.Profile(
        edition=choice.get("edition", "2023-09-27"),
        password=aicc.PasswordPolicy(**policy) if policy else aicc.PasswordPolicy(),
    )


def bodies(kind: str) -> list[tuple[dict[str, Any], Any]]:
    """Returns the vectors of a kind whose body is a JSON value, with that value."""
    found = []
    for path in sorted(VECTORS.glob("*.json")):
        file = json.loads(path.read_text(encoding="utf-8"))
        for vector in file["vectors"] if file["kind"] == kind else []:
            if vector.get("status", 200) != 200 or not ("json" in vector or "text" in vector):
                continue
            rules = {finding["rule"] for finding in vector.get("violations", [])}
            if rules and rules <= UNEXPRESSED_RULES:
                continue
            try:
                # A byte order mark is not part of the value.
                text = vector.get("text", "").removeprefix("\ufeff")
                found.append((vector, vector["json"] if "json" in vector else json.loads(text)))
            except ValueError as error:
                raise AssertionError(vector["id"]) from error
    return found


def is_valid_for_jsonschema_rs(schema: dict[str, Any]) -> Callable[[Any], bool]:
    return jsonschema_rs.validator_for(schema).is_valid


def is_valid_for_jsonschema(schema: dict[str, Any]) -> Callable[[Any], bool]:
    return jsonschema.Draft202012Validator(schema).is_valid


VALIDATORS = {"jsonschema-rs": is_valid_for_jsonschema_rs, "jsonschema": is_valid_for_jsonschema}


def differing(kind: str, part: str, validator: str) -> set[str]:
    """Returns the vectors about which the schema says something else."""
    judges: dict[str, Callable[[Any], bool]] = {}

    def judge(vector: dict[str, Any]) -> Callable[[Any], bool]:
        key = vector["interface"] + json.dumps(vector.get("profile"))
        if key not in judges:
            schema = aicc.json_schema(vector["interface"], part=part, profile=profile_of(vector))
            judges[key] = VALIDATORS[validator](schema)
        return judges[key]

    judged = bodies(kind)
    assert judged
    return {vector["id"] for vector, body in judged if judge(vector)(body) != (not vector.get("violations"))}


@pytest.mark.parametrize("validator", VALIDATORS)
def test_request_schemas_agree_with_the_vectors(validator: str) -> None:
    different = differing("body", "request", validator)
    assert different == UNEXPRESSED


# Python's json reads 1e400 as infinity, which only one of the validators accepts as a number.
BEYOND_FLOATS = {"jsonschema-rs": {"settings-reply-id-beyond-floats"}, "jsonschema": set[str]()}


@pytest.mark.parametrize("validator", VALIDATORS)
def test_reply_schemas_agree_with_the_vectors(validator: str) -> None:
    different = differing("reply", "reply", validator)
    assert different == BEYOND_FLOATS[validator]


def test_a_text_of_a_shape_does_not_end_in_a_line_break() -> None:
    validator = jsonschema.Draft202012Validator(aicc.json_schema("loginex"))
    assert validator.is_valid({"password": "", "ip": "10.0.0.1"})
    for end in "\n\r\x85\u2028\u2029":
        assert not validator.is_valid({"password": "", "ip": "10.0.0.1" + end})


@pytest.mark.parametrize("interface", aicc.interfaces())
def test_what_a_schema_cannot_say_of_the_body_itself_is_declared(interface: str) -> None:
    """Only a repeated wrapper: `{"requestParam": {}, "requestParam": {}}`."""
    schema = aicc.json_schema(interface)
    declared = [entry["rule"] for entry in schema.get("x-aicc-unexpressed", [])]
    assert declared == (["uniqueKeys"] if interface == "agentAccount/create" else [])


@pytest.mark.parametrize("interface", aicc.interfaces())
@pytest.mark.parametrize("part", ["request", "reply"])
def test_the_language_changes_descriptions_alone(interface: str, part: str) -> None:
    english, chinese = (aicc.json_schema(interface, part, language=language) for language in ("en", "zh"))
    assert without_texts(english) == without_texts(chinese)


@pytest.mark.parametrize("interface", aicc.interfaces())
@pytest.mark.parametrize("part", ["request", "reply"])
def test_every_text_is_in_the_language(interface: str, part: str) -> None:
    assert_chinese(aicc.json_schema(interface, part, language="zh"))


# Names: equal in every language.
NAMES = {"AICC", "VDN ID", "VDN ID。"}


def assert_chinese(document: Any) -> None:
    written = set(texts(document)) - NAMES
    assert written
    assert {text for text in written if not re.search("[\u4e00-\u9fff]", text)} == set()


TEXTS = {"title", "summary", "description", "reason", "x-enum-descriptions"}


def texts(document: Any) -> list[str]:
    """Returns the texts of a language."""
    if isinstance(document, list):
        return [text for item in document for text in texts(item)]
    if not isinstance(document, dict):
        return []
    own = [value for name, value in document.items() if name in TEXTS and not isinstance(value, dict)]
    lists = [text for value in own if isinstance(value, list) for text in value]
    inner = [text for name, value in document.items() if name != "examples" for text in texts(value)]
    return [value for value in own if isinstance(value, str)] + lists + inner


def without_texts(document: Any) -> Any:
    """Returns a document without the texts of a language."""
    if isinstance(document, list):
        return [without_texts(item) for item in document]
    if not isinstance(document, dict):
        return document
    return {
        name: without_texts(value) for name, value in document.items() if name not in TEXTS or isinstance(value, dict)
    }


@pytest.mark.parametrize("interface", aicc.interfaces())
@pytest.mark.parametrize("part", ["request", "reply"])
def test_a_schema_is_one_by_its_own_standard(interface: str, part: str) -> None:
    schema = aicc.json_schema(interface, part=part)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)


def test_a_password_policy_reaches_the_schema() -> None:
    profile = aicc.Profile(password=aicc.PasswordPolicy(minimum=10, maximum=32, classes=3))
    schema = aicc.json_schema("agentAccount/create", profile=profile)
    password = schema["$defs"]["AgentAccountCreate"]["properties"]["password"]
    assert (password["minLength"], password["maxLength"]) == (10, 32)
    assert jsonschema_rs.is_valid(password, "aaaaaaaaA1")
    assert not jsonschema_rs.is_valid(password, "aaaaaaaaaA")


BLOCKS = documents.blocks("docs/how-to/schemas.md")


def test_the_page_on_schemas_has_its_block() -> None:
    assert len(BLOCKS) == 1


@pytest.mark.parametrize(("code", "printed"), BLOCKS)
def test_a_block_prints_what_the_page_on_schemas_shows(code: str, printed: str) -> None:
    assert documents.printed(code, "docs/how-to/schemas.md") == printed
