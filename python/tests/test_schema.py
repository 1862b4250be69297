"""The exported schemas, judged by an off-the-shelf validator on the conformance vectors: a second opinion on both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import openapi_spec_validator
import pytest

import aicc

VECTORS = Path(__file__).parents[2] / "tests" / "vectors"

# What JSON Schema cannot say, and the schemas list under `x-aicc-unexpressed`. These vectors, and no others, get
# another verdict from the schema.
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
    """Vectors of a kind whose body is a JSON value, with the value."""
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
                found.append((vector, vector["json"] if "json" in vector else json.loads(vector["text"])))
            except ValueError as error:
                raise AssertionError(vector["id"]) from error
    return found


def differing(kind: str, part: str) -> tuple[set[str], int]:
    """The vectors that the schema judges otherwise, and how many it judged."""
    judged = bodies(kind)
    different = {
        vector["id"]
        for vector, body in judged
        if jsonschema_rs.is_valid(aicc.json_schema(vector["interface"], part=part, profile=profile_of(vector)), body)
        != (not vector.get("violations"))
    }
    return different, len(judged)


def test_request_schemas_agree_with_the_vectors() -> None:
    different, judged = differing("body", "request")
    assert different == UNEXPRESSED
    assert judged == 1012


def test_reply_schemas_agree_with_the_vectors() -> None:
    different, judged = differing("reply", "reply")
    assert different == {"settings-reply-id-beyond-floats"}, "1e400 is no number to Python's json"
    assert judged == 195


@pytest.mark.parametrize("interface", aicc.interfaces())
@pytest.mark.parametrize("part", ["request", "reply"])
def test_a_schema_is_one_by_its_own_standard(interface: str, part: str) -> None:
    schema = aicc.json_schema(interface, part=part)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)


@pytest.mark.parametrize("edition", ["2023-09-27", "2025-11-13"])
def test_openapi_is_valid_and_names_every_interface(edition: str) -> None:
    document = aicc.openapi(profile=aicc.Profile(edition=edition))
    openapi_spec_validator.validate(document)
    operations = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert operations == list(aicc.interfaces())


def test_a_password_policy_reaches_the_schema() -> None:
    profile = aicc.Profile(password=aicc.PasswordPolicy(minimum=10, maximum=32, classes=3))
    schema = aicc.json_schema("agentAccount/create", profile=profile)
    password = schema["$defs"]["AgentAccountCreate"]["properties"]["password"]
    assert (password["minLength"], password["maxLength"]) == (10, 32)
    assert jsonschema_rs.is_valid(password, "aaaaaaaaA1")
    assert not jsonschema_rs.is_valid(password, "aaaaaaaaaA")
