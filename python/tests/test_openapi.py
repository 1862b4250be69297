"""The OpenAPI document is valid, has plain types, and holds the examples of the vendor's pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import openapi_spec_validator
import pytest
from test_schema import assert_chinese, without_texts
from vectors import body, vectors

import aicc

EDITIONS = ["2023-09-27", "2025-11-13"]
LANGUAGES = ["en", "zh"]
TRANSCRIPTION = Path(__file__).parents[2] / "tests" / "transcription"


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Returns the operation of each interface."""
    found = [operation for path in document["paths"].values() for operation in path.values()]
    return {operation["x-aicc-interface"]: operation for operation in found}


def transcriptions() -> dict[str, Any]:
    """Returns the transcribed page of each interface."""
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in TRANSCRIPTION.glob("*.json")]
    return {page["interface"]: page for page in pages}


def gateways() -> dict[str, bool]:
    """Returns for each interface whether it is one of the agent gateway."""
    return {interface: page["path"].startswith("/agentgateway/") for interface, page in transcriptions().items()}


def schemas(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return document["components"]["schemas"]


def content(message: dict[str, Any]) -> dict[str, Any]:
    """Returns the value of the only content type of a request or reply."""
    (only,) = message["content"].values()
    return only


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_valid_and_names_every_interface(edition: str, language: str) -> None:
    document = aicc.openapi(profile=aicc.Profile(edition=edition), language=language)
    openapi_spec_validator.validate(document)
    assert list(operations(document)) == list(aicc.interfaces())
    assert document["info"]["version"] == edition


def test_operation_ids_are_identifiers() -> None:
    names = [operation["operationId"] for operation in operations(aicc.openapi()).values()]
    assert {"agentAccountCreate", "queryAgentInfoByAccount", "agentsettingsCreate", "loginex"} <= set(names)
    assert all(map(str.isidentifier, names))
    assert len(set(names)) == len(names)


def test_each_member_has_one_plain_type() -> None:
    document = aicc.openapi()
    untyped = set()
    for name, schema in schemas(document).items():
        for member, of_member in schema.get("properties", {}).items():
            assert not {"anyOf", "oneOf", "allOf", "if"} & of_member.keys()
            if "$ref" not in of_member and not isinstance(of_member.get("type"), str):
                untyped.add((name, member))
    assert untyped == {("AgentSignInResult", "vdnid")}, "the page documents a string, and its example has a number"


def test_booleans_and_integers_are_what_they_are_called() -> None:
    properties = schemas(aicc.openapi())["AgentSignIn"]["properties"]
    assert (properties["releasephone"]["type"], properties["releasephone"]["default"]) == ("boolean", True)
    assert properties["status"]["$ref"] == "#/components/schemas/SignInStatus"
    status = schemas(aicc.openapi())["SignInStatus"]
    assert (status["type"], status["enum"], status["x-enum-varnames"]) == (
        "integer",
        [3, 4, 5],
        ["Busy", "Idle", "WrapUp"],
    )


def test_what_else_is_accepted_stands_beside_the_plain_type() -> None:
    of_document = schemas(aicc.openapi())
    releasephone = of_document["AgentSignIn"]["properties"]["releasephone"]
    assert releasephone["x-aicc-accepts"]["enum"] == [True, False, "true", "false"]
    password = of_document["AgentAccountCreate"]["properties"]["password"]
    assert not jsonschema.Draft202012Validator(password["x-aicc-accepts"]).is_valid("Abcdefgh"), "one class of four"
    assert "x-aicc-accepts" not in of_document["AgentAccountCreate"]["properties"]["userAccount"]
    assert of_document["AgentAccountCreate"]["x-aicc-wrapper"] == "requestParam"
    assert of_document["AgentAccountCreateReply"]["x-aicc-wrapper"] == "schema"


def test_a_reply_may_hold_values_that_no_page_documents() -> None:
    document = aicc.openapi()
    limits = {"enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "not"}
    for operation in operations(document).values():
        name = content(operation["responses"]["200"])["schema"]["$ref"].rpartition("/")[2]
        schema = schemas(document)[name]
        assert len(schema["required"]) == 1, "its result code"
        assert not any(limits & of_member.keys() for of_member in schema["properties"].values())


def test_the_examples_are_those_of_the_pages() -> None:
    shown = [
        (interface, content(message)["examples"])
        for interface, operation in operations(aicc.openapi()).items()
        for message in (operation["requestBody"], operation["responses"]["200"])
    ]
    values = [(interface, example["value"]) for interface, examples in shown for example in examples.values()]

    printed = [vector for vector in vectors("body") if vector["id"].endswith(PAGE) and "profile" not in vector]
    requests = [
        (vector["interface"], aicc.message_class(vector["interface"]).from_json(body(vector)).to_dict())
        for vector in printed
    ]
    of_replies = [vector for vector in vectors("reply") if "-document-example" in vector["id"]]
    replies = [(vector["interface"], json.loads(body(vector))) for vector in of_replies]
    assert len(requests) == len(replies) > 0
    key = repr
    assert sorted(values, key=key) == sorted(requests + replies, key=key)


PAGE = ("-document-example", "-document-example-headers", "-document-example-password")


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_examples_are_valid(edition: str) -> None:
    document = aicc.openapi(profile=aicc.Profile(edition=edition))
    for operation in operations(document).values():
        for message in (operation["requestBody"], operation["responses"]["200"]):
            schema = {**content(message)["schema"], "components": document["components"]}
            for example in content(message)["examples"].values():
                jsonschema.Draft202012Validator(schema).validate(example["value"])


def test_an_example_that_the_policy_refuses_is_left_out() -> None:
    profile = aicc.Profile(password=aicc.PasswordPolicy(minimum=10, maximum=32, classes=3))
    document = aicc.openapi(profile=profile)
    assert "examples" not in content(operations(document)["agentAccount/create"]["requestBody"])
    password = schemas(document)["AgentAccountCreate"]["properties"]["password"]
    assert (password["minLength"], password["maxLength"]) == (10, 32)


@pytest.mark.parametrize(("edition", "greatest"), [("2023-09-27", 59_999), ("2025-11-13", 999_999)])
def test_the_pattern_of_agentid_is_its_range(edition: str, greatest: int) -> None:
    document = aicc.openapi(profile=aicc.Profile(edition=edition))
    (parameter,) = operations(document)["loginex"]["parameters"]
    assert parameter["name"] == "agentid"
    assert "x-aicc-unexpressed" not in parameter["schema"]
    pattern = re.compile(parameter["schema"]["pattern"])
    assert [number for number in range(1_010_000) if pattern.search(str(number))] == list(range(101, greatest + 1))


def test_an_app_key_is_one_scheme_however_a_page_spells_its_header() -> None:
    document = aicc.openapi()
    schemes = document["components"]["securitySchemes"]
    assert {name: scheme["type"] for name, scheme in schemes.items()} == {"appKey": "apiKey", "bearer": "http"}
    assert schemes["appKey"]["name"].lower() == "x-app-key"


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("2023-09-27", [{"appKey": [], "bearer": []}, {"appKey": []}]),
        ("2025-11-13", [{"bearer": [], "appKey": []}, {"bearer": []}]),
    ],
)
def test_the_edition_says_which_credentials_are_mandatory(edition: str, expected: list[dict[str, list[str]]]) -> None:
    document = aicc.openapi(profile=aicc.Profile(edition=edition))
    assert operations(document)["agentsettings/create"]["security"] == expected
    assert operations(document)["loginex"]["security"] == [{}]


def test_every_documented_status_and_all_others_have_a_response_with_a_body() -> None:
    document = aicc.openapi()
    statuses = {interface: list(operation["responses"]) for interface, operation in operations(document).items()}
    for interface, page in transcriptions().items():
        documented = {status["status"] for status in page["statuses"]} | {200}
        assert statuses.pop(interface) == [*map(str, sorted(documented)), "default"]
    assert not statuses
    for operation in operations(document).values():
        assert all("content" in response for response in operation["responses"].values())
    codes = operations(document)["loginex"]["responses"]["200"]["description"]
    assert "- `100-002`: the agent has already signed in" in codes


def test_a_sign_in_may_reply_with_the_header_of_a_session() -> None:
    replies = {interface: operation["responses"]["200"] for interface, operation in operations(aicc.openapi()).items()}
    headers = {interface: list(reply.get("headers", {})) for interface, reply in replies.items()}
    assert headers == {interface: ["Set-GUID"] if gateway else [] for interface, gateway in gateways().items()}
    assert headers["loginex"] == ["Set-GUID"]


def test_an_agent_who_is_created_is_found_and_can_sign_in() -> None:
    found = operations(aicc.openapi())
    links = {interface: operation["responses"]["200"].get("links", {}) for interface, operation in found.items()}
    of_creation = {
        "queryAgentInfoByAccount": {
            "operationId": "queryAgentInfoByAccount",
            "x-aicc-body": {"accountCode": "$request.body#/userAccount"},
        },
        "loginex": {
            "operationId": "loginex",
            "parameters": {"agentid": "$response.body#/workNo"},
            "x-aicc-body": {"password": "$request.body#/password"},
        },
    }
    assert links.pop("agentAccount/create") == of_creation
    assert not any(links.values())
    named = {link["operationId"] for link in of_creation.values()}
    assert named <= {operation["operationId"] for operation in found.values()}


def test_servers_stand_at_the_root_and_each_operation_has_the_tag_of_its_service() -> None:
    document = aicc.openapi()
    assert [server["url"] for server in document["servers"]] == ["https://{domain}", "https://{ip}:{port}"]
    assert document["servers"][1]["variables"]["port"]["default"] == "8043"
    tags = [tag["name"] for tag in document["tags"]]
    tag_of = {interface: operation["tags"] for interface, operation in operations(document).items()}
    assert tag_of == {interface: [tags[gateway]] for interface, gateway in gateways().items()}
    assert document["info"]["license"]["identifier"] == "Apache-2.0 OR MIT"


def test_the_language_changes_descriptions_alone() -> None:
    english, chinese = (aicc.openapi(language=language) for language in LANGUAGES)
    assert without_texts(english) == without_texts(chinese)
    assert_chinese(chinese)


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_follow_the_edition_and_the_policy(language: str) -> None:
    policy = aicc.PasswordPolicy(minimum=10, maximum=32, classes=3)
    document = aicc.openapi(profile=aicc.Profile(edition="2025-11-13", password=policy), language=language)
    (agentid,) = operations(document)["loginex"]["parameters"]
    assert "999999" in agentid["description"]
    password = schemas(document)["AgentAccountCreate"]["properties"]["password"]["description"]
    assert {"10", "32", "3"} <= set(re.findall(r"[0-9]+", password))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        aicc.openapi(language="fr")
