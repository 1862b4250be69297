"""msgspec: Structs with constraints as its documentation shows them, and the fastest form found.

A pattern as a constraint costs twice a compiled pattern in ``__post_init__``, which is documented as well.
"""

import re
from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

import patterns
from subject import raising

Int64 = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Weight = Annotated[int, Meta(ge=1, le=2**63 - 1)]


# `gc=False` is documented to be faster, and is correct for objects without cycles.
class Skill(Struct, gc=False):
    skillId: Int64 | None = None
    agentWeight: Weight | None = None
    skillWeight: Weight | None = None


class ConstrainedAgentAccountCreate(Struct, gc=False):
    userAccount: Annotated[str, Meta(pattern=patterns.ACCOUNT + r"\Z")]
    userName: Annotated[str, Meta(pattern=patterns.NAME + r"\Z")]
    password: Annotated[str, Meta(pattern=patterns.PASSWORD + r"\Z")]
    email: Annotated[str, Meta(pattern=patterns.EMAIL + r"\Z")]
    agentType: Literal[4, 5, 11, 99]
    ccRoleId: Literal[2, 3, 4]
    skills: list[Skill] | None = None
    phone: Annotated[str, Meta(max_length=25)] | None = None


def _matcher(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern + r"\Z").match


is_account = _matcher(patterns.ACCOUNT)
is_name = _matcher(patterns.NAME)
is_password = _matcher(patterns.PASSWORD)
is_email = _matcher(patterns.EMAIL)
is_ipv4 = _matcher(patterns.IPV4)


class AgentAccountCreate(Struct, gc=False):
    userAccount: str
    userName: str
    password: str
    email: str
    agentType: Literal[4, 5, 11, 99]
    ccRoleId: Literal[2, 3, 4]
    skills: list[Skill] | None = None
    phone: Annotated[str, Meta(max_length=25)] | None = None

    def __post_init__(self) -> None:
        if not is_account(self.userAccount):
            raise ValueError("userAccount")
        if not is_name(self.userName):
            raise ValueError("userName")
        if not is_password(self.password):
            raise ValueError("password")
        if not is_email(self.email):
            raise ValueError("email")


UpTo64 = Annotated[str, Meta(max_length=64)]


class AgentInfoQuery(Struct, gc=False):
    accountCode: Annotated[str, Meta(min_length=1, max_length=64)]
    password: UpTo64 | None = None
    username: UpTo64 | None = None


UpTo15 = Annotated[str, Meta(max_length=15)]
Numbers = Annotated[list[UpTo15], Meta(max_length=5)]


class AgentSettingsCreate(Struct, gc=False):
    userId: Annotated[str, Meta(min_length=1)]
    callType: Literal["0", "1", "2"] | None = None
    callerPresent: Numbers | None = None
    callNumber: Numbers | None = None
    callNumberDefault: UpTo15 | None = None
    callerPresentDefault: UpTo15 | None = None

    def __post_init__(self) -> None:
        if self.callerPresent and "," in "".join(self.callerPresent):
            raise ValueError("callerPresent")
        if self.callNumber and "," in "".join(self.callNumber):
            raise ValueError("callNumber")


Boolean = bool | Literal["true", "false"] | None
UpTo24 = Annotated[str, Meta(max_length=24)]


class AgentSignIn(Struct, gc=False):
    password: Annotated[str, Meta(max_length=32)]
    phonenum: UpTo24 | None = None
    autoanswer: Boolean = None
    autoenteridle: Boolean = None
    releasephone: Boolean = None
    agenttype: Literal[4, 11, "4", "11"] | None = None
    status: Literal[3, 4, 5, "3", "4", "5"] | None = None
    ip: str | None = None
    entryIp: str | None = None
    phonelinkage: Boolean = None
    checkInWebm: Boolean = None
    checkInMailm: Boolean = None
    vcPhoneNumber: UpTo24 | None = None
    listenStatus: Boolean = None

    def __post_init__(self) -> None:
        if self.ip is not None and not is_ipv4(self.ip):
            raise ValueError("ip")


MODELS = {
    "agentAccount/create": AgentAccountCreate,
    "queryAgentInfoByAccount": AgentInfoQuery,
    "agentsettings/create": AgentSettingsCreate,
    "loginex": AgentSignIn,
}


def _from_dict(model: type) -> Callable[[dict], object]:
    return lambda record: msgspec.convert(record, model)


def _from_json(model: type) -> Callable[[bytes], object]:
    return msgspec.json.Decoder(model).decode


CREATE = "agentAccount/create"
Refused = msgspec.ValidationError

SUBJECTS = [
    *(raising("msgspec", name, "bytes", "the first", _from_json(model), Refused) for name, model in MODELS.items()),
    *(raising("msgspec", name, "dict", "the first", _from_dict(model), Refused) for name, model in MODELS.items()),
    raising("msgspec, constraints", CREATE, "bytes", "the first", _from_json(ConstrainedAgentAccountCreate), Refused),
]
