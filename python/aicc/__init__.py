"""The messages of a cloud contact centre (AICC), done right once.

Everything can be called from any thread, and no object changes after it was made. A process may fork whenever it wants;
where a callback of ``check_many`` forks, its child must not return from it, for the threads of the run are not in the
child. The package belongs to the first interpreter of a process that imports it: another one gets an ``ImportError``.
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
