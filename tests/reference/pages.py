"""The request tables of the four pages, typed a second time. The numbers in comments are the rows of the pages."""

from __future__ import annotations

import string
from dataclasses import dataclass

ALPHANUMERIC = frozenset(string.ascii_letters + string.digits)
PUNCTUATION = frozenset(string.punctuation + "¦")  # R7


@dataclass(frozen=True)
class Row:
    """A member of a request body."""

    name: str
    type: str
    mandatory: bool = False
    minimum_length: int = 0
    maximum_length: int | None = None
    allowed: frozenset[str] | None = None
    forbidden: frozenset[str] = frozenset()
    format: str | None = None
    password: bool = False
    values: tuple[int, ...] | tuple[str, ...] = ()
    minimum: int | None = None
    maximum_items: int | None = None
    element: Row | None = None
    members: tuple[Row, ...] = ()
    queue: bool = False
    secret: bool = False
    advice_when_true: str | None = None


@dataclass(frozen=True)
class Page:
    """A page's request: the rows of its body, and the rules that the page states outside the rows."""

    rows: tuple[Row, ...]
    wrapper: str | None = None
    spelled: bool = False
    """Whether integers and booleans may be written as strings (R5)."""
    together: tuple[str, ...] = ()
    """Two members that must occur together: one alone breaks `dependentRequired`."""
    agent_id: bool = False
    """Whether the path has an `agentid`."""


AGENT_TYPES = (4, 5, 11, 99)

SKILL = Row(
    "",
    "object",
    members=(
        Row("skillId", "integer", queue=True),  # 1.7.1
        Row("agentWeight", "integer", minimum=1),  # 1.7.2
        Row("skillWeight", "integer", minimum=1),  # 1.7.3
    ),
)

AGENT_ACCOUNT_CREATE = Page(
    wrapper="requestParam",  # 1
    rows=(
        Row(  # 1.1
            "userAccount",
            "string",
            mandatory=True,
            minimum_length=6,
            maximum_length=50,
            allowed=ALPHANUMERIC | frozenset("@.-_"),
        ),
        Row(  # 1.2
            "userName",
            "string",
            mandatory=True,
            minimum_length=1,
            maximum_length=20,
            forbidden=frozenset("\"[]'&()=;<>,"),
        ),
        Row("password", "string", mandatory=True, password=True, secret=True),  # 1.3
        Row("email", "string", mandatory=True, minimum_length=1, format="email"),  # 1.4
        Row("agentType", "integer", mandatory=True, values=AGENT_TYPES),  # 1.5
        Row("ccRoleId", "integer", mandatory=True, values=(2, 3, 4)),  # 1.6
        Row("skills", "array", element=SKILL),  # 1.7
        Row("phone", "string", maximum_length=25),  # 1.8
    ),
)

QUERY_AGENT_INFO_BY_ACCOUNT = Page(
    together=("password", "username"),
    rows=(
        Row("accountCode", "string", mandatory=True, minimum_length=1, maximum_length=64),  # 1.1
        Row("password", "string", maximum_length=64, secret=True),  # 1.2
        Row("username", "string", maximum_length=64),  # 1.3
    ),
)

NUMBER = Row("", "string", maximum_length=15, forbidden=frozenset(","))  # R10

AGENT_SETTINGS_CREATE = Page(
    rows=(
        Row("callType", "string", values=("0", "1", "2")),  # 1
        Row("userId", "string", mandatory=True, minimum_length=1),  # 2
        Row("callerPresent", "array", maximum_items=5, element=NUMBER),  # 3
        Row("callNumber", "array", maximum_items=5, element=NUMBER),  # 4
        Row("callNumberDefault", "string", maximum_length=15),  # 5
        Row("callerPresentDefault", "string", maximum_length=15),  # 6
    ),
)

LOGINEX = Page(
    spelled=True,
    agent_id=True,
    rows=(
        Row("password", "string", mandatory=True, maximum_length=32, secret=True),  # 1
        Row("phonenum", "string", maximum_length=24),  # 2
        Row("autoanswer", "boolean"),  # 3
        Row("autoenteridle", "boolean"),  # 4
        Row("releasephone", "boolean"),  # 5
        Row("agenttype", "integer", values=(4, 11)),  # 6
        Row("status", "integer", values=(3, 4, 5)),  # 7
        Row("ip", "string", maximum_length=15, format="ipv4"),  # 8
        Row("entryIp", "string"),  # 9
        Row("phonelinkage", "boolean"),  # 10
        Row("checkInWebm", "boolean"),  # 11
        Row("checkInMailm", "boolean", advice_when_true="mailmUnsupported"),  # 12
        Row("vcPhoneNumber", "string", maximum_length=24),  # 13
        Row("listenStatus", "boolean"),  # 14
    ),
)

PAGES = {
    "agentAccount/create": AGENT_ACCOUNT_CREATE,
    "queryAgentInfoByAccount": QUERY_AGENT_INFO_BY_ACCOUNT,
    "agentsettings/create": AGENT_SETTINGS_CREATE,
    "loginex": LOGINEX,
}

AGENT_ID_MINIMUM = 101
AGENT_ID_MAXIMUM = {"2023-09-27": 59999, "2025-11-13": 999999}  # R16

EMAIL_LOCAL_PART = 64
EMAIL_DOMAIN_PART = 255
EMAIL_LABEL = 63
FOUND_MAXIMUM = 8
"""The maximum number of offending characters that a finding lists."""
