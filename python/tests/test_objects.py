"""Objects of common libraries in a body are read as their values, or the error names their place."""

from __future__ import annotations

import array
import dataclasses
import datetime
import decimal
import enum
import types
from collections import UserDict
from collections.abc import Callable
from typing import Any

import attrs
import numpy
import pandas
import pydantic
import pytest

import aicc

ACCOUNT = "agentAccount/create"
MEMBERS: dict[str, Any] = {
    "userAccount": "test123456",
    "userName": "Li Na",
    "password": "Aa1!Aa1!",
    "email": "li.na@example.com",
    "agentType": 4,
    "ccRoleId": 2,
}
DUPLICATES = [(record, "/userAccount", "duplicateRecord") for record in (2, 3)]
"""The advice on three records with one account."""


class Kind(enum.Enum):
    AUDIO = 4


class Index:
    """An integer type of a library that aicc does not know."""

    def __index__(self) -> int:
        return 4


FOURS = [
    numpy.int8(4),
    numpy.uint64(4),
    numpy.int64(4),
    numpy.array(4),
    decimal.Decimal(4),
    decimal.Decimal("4"),
    Kind.AUDIO,
    aicc.AgentType.AUDIO,
    Index(),
    pandas.Series([4], dtype="Int64")[0],
]


@pytest.mark.parametrize("four", FOURS, ids=lambda four: type(four).__name__)
def test_integers(four: Any) -> None:
    members = {**MEMBERS, "agentType": four}
    assert aicc.check(ACCOUNT, members).ok
    assert aicc.check_many(ACCOUNT, [members]).ok
    assert aicc.AgentAccountCreate.from_dict(members).agent_type == aicc.AgentType.AUDIO
    skill = aicc.check(ACCOUNT, {**MEMBERS, "skills": [{"skillId": four}]})
    assert skill.ok


@pytest.mark.parametrize("truth", [numpy.bool_(True), numpy.array(True)], ids=["scalar", "array"])
def test_booleans(truth: Any) -> None:
    assert aicc.check("loginex", {"password": "", "releasephone": truth}).ok
    (violation,) = aicc.check(ACCOUNT, {**MEMBERS, "agentType": truth}).violations
    assert violation.params == {"expected": "integer", "actual": "boolean"}


@pytest.mark.parametrize(
    ("number", "actual"),
    [
        (decimal.Decimal("4.0"), "number"),
        (decimal.Decimal("4E+2"), "number"),
        (decimal.Decimal(2**70), "number"),
        (numpy.float32(4), "number"),
        (numpy.uint64(2**63), "number"),
        (float("inf"), "number"),
        (float("nan"), "NaN"),
        (numpy.float64("nan"), "NaN"),
        (numpy.float32("nan"), "NaN"),
        (decimal.Decimal("NaN"), "NaN"),
        (decimal.Decimal("-sNaN"), "NaN"),
    ],
    ids=repr,
)
def test_other_numbers_are_a_finding(number: Any, actual: str) -> None:
    (violation,) = aicc.check(ACCOUNT, {**MEMBERS, "agentType": number}).violations
    assert (violation.pointer, violation.rule) == ("/agentType", "type")
    assert violation.params == {"expected": "integer", "actual": actual}
    assert ("NaN" in violation.message()) == (actual == "NaN")


@pytest.mark.parametrize(
    "numbers",
    [("1", "2"), numpy.array(["1", "2"]), pandas.Series(["1", "2"]), pandas.Index(["1"])],
    ids=lambda numbers: type(numbers).__name__,
)
def test_arrays(numbers: Any) -> None:
    assert aicc.check("agentsettings/create", {"userId": "u", "callNumber": numbers}).ok


def test_an_array_of_numbers_is_no_array_of_texts() -> None:
    for numbers in (array.array("i", [1]), numpy.array([1]), range(1)):
        (violation,) = aicc.check("agentsettings/create", {"userId": "u", "callNumber": numbers}).violations
        assert (violation.pointer, violation.params["actual"]) == ("/callNumber/0", "integer")


class Skill(pydantic.BaseModel):
    skill_id: Any = pydantic.Field(serialization_alias="skillId")


class Model(pydantic.BaseModel):
    user_account: str = pydantic.Field(serialization_alias="userAccount")
    userName: str
    password: str
    email: str
    agent_type: Kind = pydantic.Field(serialization_alias="agentType")
    ccRoleId: decimal.Decimal
    skills: list[Skill]


Data = dataclasses.make_dataclass("Data", [(name, object) for name in [*MEMBERS, "skills"]])
Attrs = attrs.make_class("Attrs", [*MEMBERS, "skills"])
DataSkill = dataclasses.make_dataclass("DataSkill", [("skillId", int)])


def models(skill_id: Any) -> list[Any]:
    values = {**MEMBERS, "agentType": Kind.AUDIO}
    model = Model(
        user_account=values["userAccount"],
        userName=values["userName"],
        password=values["password"],
        email=values["email"],
        agent_type=Kind.AUDIO,
        ccRoleId=decimal.Decimal(2),
        skills=[Skill(skill_id=skill_id)],
    )
    return [
        model,
        Data(**values, skills=[DataSkill(skill_id)]),
        Attrs(**values, skills=(DataSkill(skill_id),)),
        {**values, "skills": [Skill(skill_id=skill_id)]},
        {**values, "skills": [UserDict({"skillId": skill_id})]},
        types.MappingProxyType({**values, "skills": [{"skillId": skill_id}]}),
    ]


@pytest.mark.parametrize("index", range(len(models(7))))
def test_records(index: int) -> None:
    valid, invalid = models(7)[index], models(datetime.date(2026, 1, 1))[index]
    assert aicc.check(ACCOUNT, valid).ok
    assert aicc.AgentAccountCreate.from_dict(valid).skills[0].skill_id == 7
    with pytest.raises(TypeError, match=r"/skills/0/skillId is a Python datetime\.date, .*: convert it to int"):
        aicc.check(ACCOUNT, invalid)
    report = aicc.check_many(ACCOUNT, [valid, invalid, valid])
    finding, *duplicates = report.findings
    assert (finding.record, finding.pointer, finding.rule) == (2, "/skills/0/skillId", "type")
    assert [(each.record, each.pointer, each.rule) for each in duplicates] == DUPLICATES
    assert finding.params == {"expected": "integer", "actual": "Python datetime.date"}


@pytest.mark.parametrize(
    "value",
    [datetime.datetime(2026, 1, 1), b"Li Na", {"Li Na"}, pandas.NA, pandas.NaT, object(), str, pydantic.SecretStr("x")],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_json_form(value: Any) -> None:
    calls: list[Callable[[], object]] = [
        lambda: aicc.check(ACCOUNT, {**MEMBERS, "userName": value}),
        lambda: aicc.check_message(ACCOUNT, headers={"Authorization": "Bearer a"}, body={**MEMBERS, "userName": value}),
        lambda: aicc.AgentAccountCreate.from_dict({**MEMBERS, "userName": value}),
        lambda: aicc.AgentAccountCreate.from_dict({"requestParam": {**MEMBERS, "userName": value}}),
    ]
    for call in calls:
        with pytest.raises(
            TypeError, match=r"/userName is a Python [\w.]+, which has no JSON form: convert it to str$"
        ):
            call()
    with pytest.raises(TypeError, match=r"header /Authorization is a Python"):
        aicc.check_message(ACCOUNT, headers={"Authorization": value}, body=MEMBERS)
    assert aicc.check(ACCOUNT, {**MEMBERS, "note": value}).ok
    report = aicc.check_many(ACCOUNT, [MEMBERS, {**MEMBERS, "userName": value}, MEMBERS])
    assert [(finding.record, finding.pointer, finding.rule) for finding in report.findings] == [
        (2, "/userName", "type"),
        *DUPLICATES,
    ]


def test_a_body_of_another_type() -> None:
    for body in (5, None, [MEMBERS], Model, object(), aicc.Secret("{}")):
        with pytest.raises(
            TypeError, match=r"a body must be JSON text .*, a mapping or a record .*, not |the body is a Python"
        ):
            aicc.check(ACCOUNT, body)  # type: ignore[arg-type]
    report = aicc.check_many(ACCOUNT, [5, None, [MEMBERS], Model, object(), aicc.Secret("{}"), MEMBERS])  # type: ignore[list-item]
    assert [(finding.record, finding.rule, finding.params["actual"]) for finding in report.findings] == [
        (1, "type", "integer"),
        (2, "type", "null"),
        (3, "type", "array"),
        (4, "type", "Python pydantic._internal._model_construction.ModelMetaclass"),
        (5, "type", "Python object"),
        (6, "type", "secret"),
    ]


def test_an_object_that_stands_for_another_without_end() -> None:
    class Endless:
        def tolist(self) -> object:
            return self

        def model_dump(self, *, by_alias: bool) -> object:
            return self

    class Model:
        def model_dump(self, *, by_alias: bool) -> object:
            return self

    for endless in (Endless(), Model()):
        with pytest.raises(TypeError, match="/userName is a Python"):
            aicc.check(ACCOUNT, {**MEMBERS, "userName": endless})


# Secrets in other members


HIDDEN = "Hun!7zQx"


def secrets_in_other_members() -> list[Callable[[aicc.Secret], object]]:
    """Every entry point, with every documented member that is not secret."""
    calls: list[Callable[[aicc.Secret], object]] = []
    for interface in aicc.interfaces():
        for row in aicc.rules(interface):
            if row["table"] == "request" and not row.get("secret") and row.get("pointer") == f"/{row['name']}":
                name = row["name"]
                calls += [
                    lambda secret, i=interface, n=name: aicc.check(i, {n: secret}),
                    lambda secret, i=interface, n=name: aicc.check_message(i, body={n: secret}),
                ]
    return calls


CALLS: list[Callable[[aicc.Secret], object]] = [
    *secrets_in_other_members(),
    lambda secret: aicc.AgentSignIn(password="", phonenum=secret),  # type: ignore[arg-type]
    lambda secret: aicc.AgentSignIn(password="").replace(phonenum=secret),
    lambda secret: aicc.AgentSignIn.from_dict({"password": "", "phonenum": secret}),
    lambda secret: aicc.AgentAccountCreate.from_dict({"skills": [{"skillId": secret}]}),
    lambda secret: aicc.AgentSettingsCreate(user_id="u", call_number=[secret]),  # type: ignore[list-item]
    lambda secret: aicc.AgentSettingsCreate(user_id=secret),  # type: ignore[arg-type]
    lambda secret: aicc.Skill(skill_id=secret),  # type: ignore[arg-type]
    lambda secret: aicc.AgentInfo(user_name=secret),  # type: ignore[call-arg]
    lambda secret: aicc.AgentSignInReply(retcode=secret),  # type: ignore[arg-type]
    lambda secret: aicc.AgentSignInReply.from_dict({"retcode": secret}),
    lambda secret: aicc.check("loginex", secret),  # type: ignore[arg-type]
    lambda secret: aicc.check_message("loginex", path={"agentid": secret}, body=b"{}"),  # type: ignore[dict-item]
    lambda secret: aicc.check_message("loginex", headers={"Content-Type": secret}, body=b"{}"),  # type: ignore[dict-item]
    lambda secret: aicc.check_field("loginex", "/phonenum", secret),  # type: ignore[arg-type]
    lambda secret: aicc.read_request("PUT", "/", {"Guid": secret}, b"{}"),  # type: ignore[dict-item]
    lambda secret: aicc.Columns("loginex", [secret]),  # type: ignore[list-item]
    lambda secret: aicc.Columns("loginex", ["phonenum"]).to_dict([secret]),  # type: ignore[list-item]
    lambda secret: aicc.Profile(skill_queues={1: secret}),  # type: ignore[dict-item]
    lambda secret: aicc.Profile(edition=secret),  # type: ignore[arg-type]
    lambda secret: aicc.Gateway(secret),  # type: ignore[arg-type]
    lambda secret: aicc.AgentSignIn(password="").request(aicc.Gateway("h.example"), agent_id=secret),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("index", range(len(CALLS)))
def test_a_secret_stands_only_where_a_secret_is_documented(index: int) -> None:
    with pytest.raises(TypeError) as error:
        CALLS[index](aicc.Secret(HIDDEN))
    assert HIDDEN not in repr(error.value) + str(error.value.__cause__)


def test_the_error_names_the_member() -> None:
    secret = aicc.Secret(HIDDEN)
    with pytest.raises(TypeError, match=r"^/phonenum is not a secret, so that findings may show its value"):
        aicc.AgentSignIn(password="", phonenum=secret)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^/skills/0/skillId is not a secret"):
        aicc.check(ACCOUNT, {"skills": [{"skillId": secret}]})
    with pytest.raises(TypeError, match=r"^path /agentid is not a secret"):
        aicc.check_message("loginex", path={"agentid": secret}, body=b"{}")  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="the column phonenum"):
        aicc.Columns("loginex", ["phonenum"]).to_dict([secret])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="Guid"):
        aicc.read_request("PUT", "/", {"Guid": secret}, b"{}")  # type: ignore[dict-item]


def test_many_records_report_a_secret_without_its_value() -> None:
    report = aicc.check_many(
        "loginex", [{"password": aicc.Secret(""), "phonenum": aicc.Secret(HIDDEN)}, {"password": ""}]
    )
    (finding,) = report.findings
    assert (finding.record, finding.pointer, finding.rule) == (1, "/phonenum", "type")
    assert finding.params == {"expected": "string", "actual": "secret"}
    assert HIDDEN not in repr(list(report.findings))


def test_a_secret_stands_in_each_member_for_secrets() -> None:
    for interface, members in (("loginex", {}), (ACCOUNT, MEMBERS), ("queryAgentInfoByAccount", {"accountCode": "a"})):
        members = {**members, "password": aicc.Secret("Aa1!Aa1!"), "username": "u"}
        assert aicc.check(interface, members).ok
    message = aicc.check_message(
        ACCOUNT,
        headers={"Authorization": aicc.Secret("Bearer a"), "x-app-key": aicc.Secret("k")},  # type: ignore[dict-item]
        body=MEMBERS,
    )
    assert message.ok
