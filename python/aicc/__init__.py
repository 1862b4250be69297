"""Validates, builds and reads the API messages of AICC contact centres.

``check`` reports every error in a request body, ``check_many`` those in a file or table. ``AgentSignIn`` and the other
message classes build valid requests, and ``read_reply`` turns a reply into a typed result.

Every function can be called from any thread, and objects never change. A process may fork at any time, except that a
callback of ``check_many`` that forks must not return in the child: the child does not have the threads of the run.
Subinterpreters are not supported: importing the package in a second interpreter raises ``ImportError``.
"""

from aicc import _aicc, choices, messages
from aicc._aicc import (
    BatchReport,
    Cloud,
    Columns,
    FieldReport,
    Finding,
    Findings,
    Gateway,
    MediaServers,
    PasswordPolicy,
    PasswordValidity,
    Profile,
    ReceivedRequest,
    Reply,
    Report,
    Request,
    Secret,
    catalogue,
    check,
    check_field,
    check_message,
    explain,
    interfaces,
    json_schema,
    openapi,
    read_reply,
    read_request,
    rule_codes,
    rules,
)
from aicc.batch import BatchFinding, BatchProgress, check_many
from aicc.choices import *  # noqa: F403
from aicc.exceptions import (
    AiccError,
    ColumnError,
    EndpointError,
    InternalError,
    NoSuchFieldError,
    ReceiveError,
    RefusalError,
    SourceError,
    UnknownInterfaceError,
    ValidationError,
)
from aicc.messages import *  # noqa: F403
from aicc.pickling import allow_pickling_secrets

_aicc.require_first_interpreter()

__all__ = [
    "AiccError",
    "BatchFinding",
    "BatchProgress",
    "BatchReport",
    "Cloud",
    "ColumnError",
    "Columns",
    "EndpointError",
    "FieldReport",
    "Finding",
    "Findings",
    "Gateway",
    "InternalError",
    "MediaServers",
    "NoSuchFieldError",
    "PasswordPolicy",
    "PasswordValidity",
    "Profile",
    "ReceiveError",
    "ReceivedRequest",
    "RefusalError",
    "Reply",
    "Report",
    "Request",
    "Secret",
    "SourceError",
    "UnknownInterfaceError",
    "ValidationError",
    "allow_pickling_secrets",
    "catalogue",
    "check",
    "check_field",
    "check_many",
    "check_message",
    "explain",
    "interfaces",
    "json_schema",
    "openapi",
    "read_reply",
    "read_request",
    "rule_codes",
    "rules",
]
__all__ += choices.__all__
__all__ += messages.__all__
