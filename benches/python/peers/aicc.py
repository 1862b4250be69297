"""aicc, which the peers are compared with."""

from collections.abc import Sequence

import aicc
from aicc import check
from subject import Record, Subject, raising

CHECK = "aicc.check"
FROM_JSON = "aicc from_json"

CLASSES = {
    "agentAccount/create": aicc.AgentAccountCreate,
    "queryAgentInfoByAccount": aicc.AgentInfoQuery,
    "agentsettings/create": aicc.AgentSettingsCreate,
    "loginex": aicc.AgentSignIn,
}


def _checking(name: str, interface: str, takes: str) -> Subject:
    def loop(records: Sequence[Record]) -> None:
        for record in records:
            check(interface, record).ok  # noqa: B018 - a caller reads it first

    return Subject(name, interface, takes, "all", loop, lambda record: check(interface, record).ok)


def _reading_violations(interface: str) -> Subject:
    """Returns the subject that reads each finding, and not only the verdict."""

    def loop(records: Sequence[Record]) -> None:
        for record in records:
            for violation in check(interface, record).violations:
                violation.pointer, violation.rule, violation.params  # noqa: B018

    return Subject("aicc.check, findings read", interface, "bytes", "all", loop, lambda body: check(interface, body).ok)


SUBJECTS = [
    subject
    for interface, message in CLASSES.items()
    for subject in (
        _checking(CHECK, interface, "bytes"),
        raising(FROM_JSON, interface, "bytes", "all", message.from_json, aicc.ValidationError),
        _checking(CHECK, interface, "dict"),
    )
] + [_reading_violations("agentAccount/create")]
