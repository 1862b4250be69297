"""serpyco-rs: dataclasses with constraints; it has no patterns, so a function of our own checks the texts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from serpyco_rs import JSON, Serializer, ValidationError
from serpyco_rs.metadata import Max, MaxLength, Min, MinLength, deserialize_with

import patterns
from subject import raising


def _matches(pattern: str) -> Callable[[str], str]:
    match = re.compile(pattern + r"\Z").match

    def check(value: str) -> str:
        if match(value):
            return value
        raise ValueError(value)

    return check


def _agent_type(value: int) -> int:
    """Checks that a value is a documented type of agent. A ``Literal`` accepts 4.0 as 4."""
    if value in (4, 5, 11, 99) and type(value) is int:
        return value
    raise ValueError(value)


Int64 = Annotated[int, Min(-(2**63)), Max(2**63 - 1)]
Weight = Annotated[int, Min(1), Max(2**63 - 1)]


@dataclass(slots=True)
class Skill:
    skillId: Int64 | None = None
    agentWeight: Weight | None = None
    skillWeight: Weight | None = None


@dataclass(slots=True)
class AgentAccountCreate:
    userAccount: Annotated[str, deserialize_with(_matches(patterns.ACCOUNT))]
    userName: Annotated[str, deserialize_with(_matches(patterns.NAME))]
    password: Annotated[str, deserialize_with(_matches(patterns.PASSWORD))]
    email: Annotated[str, deserialize_with(_matches(patterns.EMAIL))]
    agentType: Annotated[int, deserialize_with(_agent_type)]
    ccRoleId: Annotated[int, Min(2), Max(4)]
    skills: list[Skill] | None = None
    phone: Annotated[str, MaxLength(25)] | None = None


@dataclass(slots=True)
class AgentInfoQuery:
    accountCode: Annotated[str, MinLength(1), MaxLength(64)]
    password: Annotated[str, MaxLength(64)] | None = None
    username: Annotated[str, MaxLength(64)] | None = None


Number = Annotated[str, deserialize_with(_matches(patterns.NUMBER_IN_LIST))]
Numbers = Annotated[list[Number], MaxLength(5)]


@dataclass(slots=True)
class AgentSettingsCreate:
    userId: Annotated[str, MinLength(1)]
    callType: Literal["0", "1", "2"] | None = None
    callerPresent: Numbers | None = None
    callNumber: Numbers | None = None
    callNumberDefault: Annotated[str, MaxLength(15)] | None = None
    callerPresentDefault: Annotated[str, MaxLength(15)] | None = None


MODELS = {
    "agentAccount/create": AgentAccountCreate,
    "queryAgentInfoByAccount": AgentInfoQuery,
    "agentsettings/create": AgentSettingsCreate,
}

SUBJECTS = [
    subject
    for interface, model in MODELS.items()
    for subject in (
        raising("serpyco-rs", interface, "bytes", "the first", Serializer(model, codec=JSON).load, ValidationError),
        raising("serpyco-rs", interface, "dict", "the first", Serializer(model).load, ValidationError),
    )
]
