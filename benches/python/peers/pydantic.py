"""pydantic: models as most people write them, and a schema by hand for pydantic's own core."""

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import SchemaValidator
from pydantic_core import core_schema as cs

import patterns
from subject import raising, reading

EMAIL = re.compile(patterns.EMAIL + r"\Z").match
PASSWORD = re.compile(patterns.PASSWORD + r"\Z").match


class Model(BaseModel):
    model_config = ConfigDict(strict=True)


class Skill(Model):
    skillId: Annotated[int, Field(ge=-(2**63), le=2**63 - 1)] | None = None
    agentWeight: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    skillWeight: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None


class AgentAccountCreate(Model):
    userAccount: Annotated[str, Field(pattern=patterns.ACCOUNT + "$")]
    userName: Annotated[str, Field(pattern=patterns.NAME + "$")]
    password: str
    email: str
    agentType: int
    ccRoleId: Annotated[int, Field(ge=2, le=4)]
    skills: list[Skill] | None = None
    phone: Annotated[str, Field(max_length=25)] | None = None

    # A Literal alone accepts 4.0 as 4.
    @field_validator("agentType")
    @classmethod
    def _agent_type(cls, value: int) -> int:
        if value not in (4, 5, 11, 99):
            raise ValueError("not an agent type")
        return value

    # pydantic's default patterns have no look-around.
    @field_validator("password")
    @classmethod
    def _password(cls, value: str) -> str:
        if not PASSWORD(value):
            raise ValueError("not a password")
        return value

    @field_validator("email")
    @classmethod
    def _email(cls, value: str) -> str:
        if not EMAIL(value):
            raise ValueError("not an email address")
        return value


# The rest is written for speed: typed dicts in place of models, and patterns of the Rust engine where they are enough.
def _optional(schema: cs.CoreSchema) -> cs.TypedDictField:
    return cs.typed_dict_field(cs.nullable_schema(schema), required=False)


def _object(mandatory: dict[str, cs.CoreSchema], optional: dict[str, cs.CoreSchema]) -> cs.CoreSchema:
    fields = {name: cs.typed_dict_field(schema) for name, schema in mandatory.items()}
    return cs.typed_dict_schema(fields | {name: _optional(schema) for name, schema in optional.items()})


def _email_schema() -> cs.CoreSchema:
    """Returns the schema of an address. The fast engine is enough for a short one; a longer one needs look-around."""
    short = cs.str_schema(pattern=patterns.SHORT_EMAIL + "$", max_length=64)
    long = cs.str_schema(pattern=patterns.EMAIL + r"\Z", regex_engine="python-re")
    return cs.union_schema([short, long], mode="left_to_right", custom_error_type="email", custom_error_message="email")


# Five patterns of the Rust engine are faster than one of Python's.
PASSWORD_SCHEMA = cs.chain_schema(
    [cs.str_schema(pattern=pattern) for pattern in (patterns.PASSWORD_CHARACTERS + "$", *patterns.CHARACTER_CLASSES)]
)


def _integer(minimum: int, maximum: int) -> cs.CoreSchema:
    return cs.int_schema(ge=minimum, le=maximum, strict=True)


def _one_of(*values: int) -> cs.CoreSchema:
    """Returns the schema of one of some integers. A literal alone accepts 4.0 as 4."""
    return cs.chain_schema([_integer(min(values), max(values)), cs.literal_schema(list(values))])


def _or_text(schema: cs.CoreSchema, *texts: str) -> cs.CoreSchema:
    return cs.union_schema([schema, cs.literal_schema(list(texts))])


WEIGHT = _integer(1, 2**63 - 1)
SKILL = _object({}, {"skillId": _integer(-(2**63), 2**63 - 1), "agentWeight": WEIGHT, "skillWeight": WEIGHT})
UP_TO_15 = cs.str_schema(max_length=15)
UP_TO_24 = cs.str_schema(max_length=24)
UP_TO_64 = cs.str_schema(max_length=64)
NUMBERS = cs.list_schema(cs.str_schema(pattern=patterns.NUMBER_IN_LIST + "$"), max_length=5)
BOOLEAN = _or_text(cs.bool_schema(strict=True), "true", "false")

SCHEMAS = {
    "agentAccount/create": _object(
        {
            "userAccount": cs.str_schema(pattern=patterns.ACCOUNT + "$"),
            "userName": cs.str_schema(pattern=patterns.NAME + "$"),
            "password": PASSWORD_SCHEMA,
            "email": _email_schema(),
            "agentType": _one_of(4, 5, 11, 99),
            "ccRoleId": _integer(2, 4),
        },
        {"skills": cs.list_schema(SKILL), "phone": cs.str_schema(max_length=25)},
    ),
    "queryAgentInfoByAccount": _object(
        {"accountCode": cs.str_schema(min_length=1, max_length=64)}, {"password": UP_TO_64, "username": UP_TO_64}
    ),
    "agentsettings/create": _object(
        {"userId": cs.str_schema(min_length=1)},
        {
            "callType": cs.literal_schema(["0", "1", "2"]),
            "callerPresent": NUMBERS,
            "callNumber": NUMBERS,
            "callNumberDefault": UP_TO_15,
            "callerPresentDefault": UP_TO_15,
        },
    ),
    "loginex": _object(
        {"password": cs.str_schema(max_length=32)},
        {
            "phonenum": UP_TO_24,
            "autoanswer": BOOLEAN,
            "autoenteridle": BOOLEAN,
            "releasephone": BOOLEAN,
            "agenttype": _or_text(_one_of(4, 11), "4", "11"),
            "status": _or_text(_integer(3, 5), "3", "4", "5"),
            "ip": cs.str_schema(pattern=patterns.IPV4 + "$"),
            "entryIp": cs.str_schema(),
            "phonelinkage": BOOLEAN,
            "checkInWebm": BOOLEAN,
            "checkInMailm": BOOLEAN,
            "vcPhoneNumber": UP_TO_24,
            "listenStatus": BOOLEAN,
        },
    ),
}

VALIDATORS = {interface: SchemaValidator(schema, cs.CoreConfig(strict=True)) for interface, schema in SCHEMAS.items()}
CREATE = "agentAccount/create"


def _errors(refusal: ValidationError) -> object:
    return refusal.errors(include_url=False, include_context=False)


BY_HAND = [
    raising("pydantic SchemaValidator", interface, "bytes", "all", validator.validate_json, ValidationError)
    for interface, validator in VALIDATORS.items()
]

SUBJECTS = [
    *BY_HAND,
    reading(BY_HAND[0], VALIDATORS[CREATE].validate_json, ValidationError, _errors),
    *(
        raising("pydantic SchemaValidator", interface, "dict", "all", validator.validate_python, ValidationError)
        for interface, validator in VALIDATORS.items()
    ),
    raising("pydantic BaseModel", CREATE, "bytes", "all", AgentAccountCreate.model_validate_json, ValidationError),
    raising("pydantic BaseModel", CREATE, "dict", "all", AgentAccountCreate.model_validate, ValidationError),
]
