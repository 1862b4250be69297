"""Secrets appear in written requests and nowhere else: a walk over the public names of the package."""

from __future__ import annotations

import copy
import csv
import io
import json
import logging
import pickle
import pprint
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import pyarrow
import pytest
import vectors as v
from rich.console import Console
from rich.pretty import pretty_repr
from rich.traceback import Traceback

import aicc

MARKER = "Mk7!Zq2?"
TOKEN = "tok3nMk7Zq2"
APP_KEY = "keyMk7Zq2"
MARKERS = [MARKER, TOKEN, APP_KEY, "Mk7"]

CLOUD = aicc.Cloud("service.besclouds.com", token=TOKEN, app_key=aicc.Secret(APP_KEY))


def account(**changes: Any) -> aicc.AgentAccountCreate:
    members: dict[str, Any] = {
        "user_account": "test123456",
        "user_name": "Li Na",
        "password": MARKER,
        "email": "li.na@example.com",
        "agent_type": 4,
        "cc_role_id": 2,
    }
    return aicc.AgentAccountCreate(**{**members, **changes})


RECEIVED_PATH = "/apiaccess/rest/cc-management/v1/agentAccount/create"
RECEIVED = aicc.read_request(
    "POST",
    RECEIVED_PATH,
    {"Authorization": f"Bearer {TOKEN}", "x-app-key": APP_KEY},
    account().to_json(),
)


def message_with_secrets(interface: str) -> Any:
    """Returns a message of an interface whose secrets are the marker."""
    secrets = {row["field"]: MARKER for row in aicc.rules(interface) if row["table"] == "request" and row.get("secret")}
    message = aicc.message_class(interface).from_json(v.body(v.longest("body", interface)))
    return message.replace(**secrets) if secrets else None


# Values that hold a secret, by the name of their type.
HOLDERS = [
    *filter(None, map(message_with_secrets, aicc.interfaces())),
    aicc.Secret(MARKER),
    CLOUD,
    account(),
    account(wrapped=True),
    account().request(CLOUD),
    aicc.AgentSignIn(password=MARKER).request(aicc.Gateway("10.0.0.5"), agent_id=291),
    RECEIVED,
    aicc.read_reply("loginex", 200, b'{"retcode": "0"}', headers={"Set-GUID": MARKER}),
]

LEFT_OUT = {
    "no row of it is a secret": " ".join({*aicc.messages.__all__} - {type(holder).__name__ for holder in HOLDERS}),
    "no row of a reply is a secret": "MediaServers PasswordValidity",
    "it is a documented value": " ".join(aicc.choices.__all__),
    "it is a place without credentials, or a choice": "Gateway PasswordPolicy Profile Columns",
    "it counts": "BatchProgress",
    "it describes the tables": "catalogue explain interfaces json_schema openapi rule_codes rules template",
    "it gives the permission to pickle": "allow_pickling_secrets",
    "test_sandbox.py looks for its secrets": "Sandbox",
    "test_apply.py looks for its secrets": "ApplyError ApplyProgress ApplyRun OutcomeKind Plan PlannedRecord "
    "RecordOutcome RecordState RunEnding apply plan",
    "test_client.py looks for what it sends": "AsyncClient Client",
    "it is a base, or about a name or a line of code": "AiccError ColumnError InternalError NoSuchFieldError "
    "UnknownInterfaceError",
}

ANSWERS = "BatchFinding BatchReport FieldReport Finding Findings ReadingNote Repair RepairReport Report"
FAILURES = "EndpointError ReceiveError RefusalError SourceError ValidationError"
FUNCTIONS = "annotate check check_field check_many check_message fix read_reply read_request"


def test_every_public_name_is_in_the_walk() -> None:
    holders = {type(holder).__name__ for holder in HOLDERS}
    walked = [*holders, *ANSWERS.split(), *FAILURES.split(), *FUNCTIONS.split()]
    left_out = [name for names in LEFT_OUT.values() for name in names.split()]
    assert sorted([*walked, *left_out]) == sorted(aicc.__all__)


def test_the_marks_of_an_annotated_copy(tmp_path: Path) -> None:
    table, copied = tmp_path / "agents.csv", tmp_path / "marked.csv"
    table.write_text(f"userAccount,userName,password\nli.na01,Li Na,{MARKER}x\n", encoding="utf-8")
    report = aicc.annotate("agentAccount/create", table, copied)
    assert report.invalid == 1
    assert_hidden("".join(every_text_form(report)))
    (row,) = csv.DictReader(copied.read_text(encoding="utf-8-sig").splitlines())
    assert "password" in row["aicc"]
    assert_hidden(row["aicc"])


def test_the_repairs_of_a_table() -> None:
    table = f"userAccount,userName,password\nli.na01\u00a0,Li Na,{MARKER}\u00a0\n".encode()
    result = aicc.fix("agentAccount/create", io.BytesIO(table), format="csv")
    assert [repair.pointer for repair in result.repairs] == ["/userAccount"]
    assert_hidden("".join([*every_text_form(result), *every_text_form(result.repairs[0])]))


def test_no_row_of_a_reply_is_a_secret() -> None:
    secrets = [row for interface in aicc.interfaces() for row in aicc.rules(interface) if row.get("secret")]
    assert {row["table"] for row in secrets} == {"request", "headers"}


def assert_hidden(text: str) -> None:
    for marker in MARKERS:
        assert marker not in text


def every_text_form(value: Any) -> list[str]:
    """Returns every text that Python, its libraries and rich make from a value and its attributes."""
    screen = Console(file=io.StringIO(), width=1000)
    screen.print(value)
    attributes = [name for name in dir(value) if not name.startswith("_")]
    plain = [getattr(value, name) for name in attributes if not callable(getattr(value, name))]
    return [
        *(repr(value), str(value), f"{value}", f"{value!r:s}", ascii(value), "%s %r" % (value, value)),  # noqa: UP031
        *(pprint.pformat(value), pretty_repr(value), screen.file.getvalue()),  # type: ignore[attr-defined]
        *(repr([value]), repr({"a": value}), repr(getattr(value, "__dict__", None)), repr(type(value))),
        *([] if isinstance(value, aicc.Request) else map(repr, plain)),
    ]


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)
def test_text_forms(holder: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("test").warning("%s %r", holder, [holder])
    assert_hidden("".join(every_text_form(holder)))
    for form in (repr(holder), str(holder), caplog.text):
        assert_hidden(form)
        assert "***" in form


def locals_of(error: BaseException) -> str:
    """Returns the local variables of a failure, as tools that collect them show them."""
    captured = traceback.TracebackException.from_exception(error, capture_locals=True)
    screen = Console(file=io.StringIO(), width=1000)
    screen.print(Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True))
    return "".join(captured.format()) + screen.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)
def test_a_traceback_shows_no_secret_of_its_local_variables(holder: Any) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        holder, _ = [holder], 1 / 0
    assert_hidden(locals_of(caught.value))
    assert "***" in locals_of(caught.value)


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)
def test_pickling_must_be_asked_for(holder: Any) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError) as error:
            pickle.dumps(holder, protocol)
        assert_hidden(str(error.value))
    with aicc.allow_pickling_secrets():
        assert pickle.loads(pickle.dumps(holder)) == holder
    with pytest.raises(TypeError):
        pickle.dumps(holder)


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)
def test_copies_are_made_without_asking(holder: Any) -> None:
    assert copy.copy(holder) == copy.deepcopy(holder) == holder


def test_secrets() -> None:
    secret = aicc.Secret(MARKER)
    assert secret.expose() == MARKER
    assert secret == aicc.Secret(MARKER)
    assert secret != aicc.Secret(MARKER + "x")
    assert secret != MARKER
    with pytest.raises(TypeError):
        hash(secret)
    with pytest.raises(TypeError):
        iter(secret)  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        aicc.Secret(5)  # type: ignore[arg-type]


def test_written_requests_hold_them() -> None:
    request = account().request(CLOUD)
    assert MARKER.encode() in request.content
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert request.headers["x-app-key"] == APP_KEY
    assert account().to_dict()["password"] == MARKER
    assert MARKER in account().to_json()


def test_equal_hashes_tell_nothing() -> None:
    assert hash(account()) == hash(account(password="Aa1!Aa1!"))
    assert account() != account(password="Aa1!Aa1!")
    assert hash(CLOUD) == hash(aicc.Cloud("service.besclouds.com", token="another"))


def texts_of_report(report: aicc.Report) -> str:
    """Returns every text of a report and its findings, in both languages."""
    findings = [*report.violations, *report.advice]
    forms = [form for value in (report, *findings) for form in every_text_form(value)]
    reports = [json.dumps(report.to_dict(language), ensure_ascii=False) for language in ("en", "zh")]
    sentences = [finding.message(language) for finding in findings for language in ("en", "zh")]
    return "\n".join([*forms, *reports, *sentences, repr(pickle.dumps(report)), repr(copy.deepcopy(report))])


def everything_about(error: BaseException | None) -> str:
    """Returns every text of an exception and its causes."""
    chain = []
    while error is not None:
        chain += [str(error), repr(error), repr(error.args), repr(vars(error)), repr(getattr(error, "__notes__", ""))]
        report = getattr(error, "report", None)
        if isinstance(report, aicc.BatchReport):
            chain += every_text_form(report)
        elif report is not None:
            chain.append(texts_of_report(report))
        error = error.__cause__ or error.__context__
    return "\n".join(chain)


def locals_of_the_package(error: BaseException | None) -> str:
    """Returns the local variables of the package's own frames."""
    shown = []
    while error is not None:
        captured = traceback.TracebackException.from_exception(error, capture_locals=True)
        frames = [frame for frame in captured.stack if Path(frame.filename).is_relative_to(PACKAGE)]
        shown += [repr({**(frame.locals or {}), **CALLERS}) for frame in frames]
        error = error.__cause__ or error.__context__
    return "\n".join(shown)


PACKAGE = Path(aicc.__file__).parent
# The caller's own data, as it was passed to check_many.
CALLERS = {"source": ..., "records": ...}


WRONG = [
    lambda: account(password=MARKER + "\u00e9x"),
    lambda: account(password=MARKER * 9),
    lambda: account(password="Mk7"),
    lambda: account(password=MARKER.encode()),
    lambda: account(password=[MARKER]),
    lambda: account(password={MARKER: MARKER}),
    lambda: account(password={1: MARKER}),
    lambda: account(password=MARKER + "\ud800"),
    lambda: aicc.AgentSignIn(password=MARKER * 9),
    lambda: aicc.AgentAccountCreate.from_json(f'{{"password": "{MARKER}\\ud800"}}'),
    lambda: aicc.AgentAccountCreate.from_json(f'{{"password": "{MARKER}'),
    lambda: aicc.AgentAccountCreate.from_json(f'{{"password": "{MARKER}\ud800"}}'),
    lambda: aicc.AgentAccountCreate.from_json(f'{{"password": "{MARKER}", "password": "{MARKER}"}}'),
    lambda: aicc.AgentAccountCreate.from_dict({"password": MARKER}),
    lambda: aicc.Cloud(MARKER + "@host"),
    lambda: aicc.Cloud("h.example", token=MARKER.encode()),
    lambda: account().request(aicc.Cloud("h.example", token=MARKER + " x")),
    lambda: account().request(aicc.Cloud("h.example", token=TOKEN, app_key=MARKER + "\n")),
    lambda: account().replace(password=MARKER * 9),
    lambda: account().replace(user_name=""),
    lambda: aicc.Secret(MARKER.encode()),
    lambda: aicc.Cloud("h.example", port=MARKER),
    lambda: aicc.Cloud("h.example", scheme=MARKER),
    lambda: aicc.Cloud(aicc.Secret(MARKER)),
    lambda: aicc.AgentSignIn(password=MARKER).request(aicc.Gateway("h.example"), agent_id=MARKER),
    lambda: aicc.AgentSignIn(password=MARKER).request(aicc.Gateway("h.example"), agent_id=[MARKER]),
    lambda: aicc.AgentSignIn(passwort=MARKER),
    lambda: aicc.AgentSignIn(MARKER),
    lambda: aicc.AgentSignIn(password="", profile=MARKER),
    lambda: aicc.AgentSignIn(password="", status=MARKER),
    lambda: aicc.AgentSignIn.from_dict(MARKER),
    lambda: aicc.AgentSignIn.from_dict([MARKER]),
    lambda: aicc.AgentSignIn.from_json([MARKER]),
    lambda: aicc.AgentSignIn(password=MARKER).replace(nope=MARKER),
    lambda: setattr(aicc.AgentSignIn(password=MARKER), "password", MARKER),
    lambda: json.dumps(account()),
    lambda: "%d" % aicc.Secret(MARKER),  # noqa: UP031
    lambda: f"{aicc.Secret(MARKER):>10}",
    lambda: aicc.Secret(MARKER)[0],
    lambda: aicc.Secret(MARKER) + MARKER,
    lambda: aicc.check("loginex", [MARKER]),
    lambda: aicc.check("loginex", {"password": {MARKER}}),
    lambda: aicc.check_message("loginex", headers=MARKER, body={}),
    lambda: aicc.check_message("loginex", headers=[(b"Authorization", MARKER)], body={}),
    lambda: aicc.check_message("loginex", headers=[("Authorization", MARKER, MARKER)], body={}),
    lambda: aicc.check_field("loginex", "/nope", MARKER),
    lambda: aicc.check_field("loginex", "/password", MARKER.encode()),
    lambda: aicc.check_many("loginex", MARKER.encode()),
    lambda: aicc.check_many("loginex", io.BytesIO(f"{MARKER},x\n1,2\n".encode()), format="csv"),
    lambda: aicc.check_many("loginex", io.BytesIO(MARKER.encode("utf-16")), format="csv"),
    lambda: aicc.check_many("loginex", io.BytesIO(MARKER.encode() * 9), format="workbook"),
    lambda: aicc.check_many("loginex", io.BytesIO(MARKER.encode() * 9), format="parquet"),
    lambda: aicc.check_many("loginex", polars.DataFrame({"x": [MARKER]})),
    lambda: aicc.read_reply("loginex", 401, MARKER).raise_for_refusal(),
    lambda: aicc.read_reply("loginex", 200, MARKER).raise_for_refusal(),
    lambda: aicc.read_reply("loginex", 200, f'{{"retcode": "1", "password": "{MARKER}"}}').raise_for_refusal(),
    lambda: aicc.read_request("POST", "/elsewhere", {"Authorization": MARKER}, MARKER),
    lambda: aicc.read_request("GET", RECEIVED_PATH, {"Authorization": MARKER}, MARKER),
    lambda: aicc.read_request("POST", RECEIVED_PATH, [(MARKER,)], MARKER),
    lambda: aicc.read_request(
        "POST",
        "/apiaccess/rest/cc-management/v1/agentAccount/create",
        {"Authorization": MARKER, "x-app-key": MARKER + "\n"},
        f'{{"password": "{MARKER * 9}"}}',
    ),
]


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_exceptions(number: int) -> None:
    with pytest.raises(Exception) as error:  # noqa: PT011
        WRONG[number]()
    assert_hidden(everything_about(error.value))
    assert_hidden(locals_of_the_package(error.value))
    # The frames of this file show their source, which has the names of the markers and not the markers.
    assert_hidden("".join(traceback.format_exception(error.type, error.value, error.tb)).replace('"Mk7"', ""))


def test_the_failures_are_those_of_the_package() -> None:
    def failure(call: Callable[[], object]) -> str:
        with pytest.raises(Exception) as error:  # noqa: PT011
            call()
        return error.type.__name__

    assert {failure(call) for call in WRONG} >= set(FAILURES.split())


# Errors that are findings of their record and do not end the run.
REPORTED: list[Any] = [
    {"password": {MARKER}},
    [MARKER],
    {"password": MARKER + "\ud800"},
    {"password": MARKER.encode()},
    {MARKER.encode(): MARKER},
    {"phonenum": aicc.Secret(MARKER)},
    aicc.Secret(MARKER),
]

# Records with an error near a secret, with a secret under a misspelt name, or with a secret in another field.
BODIES: list[Any] = [
    {"password": MARKER * 9},
    {"password": MARKER + "\u00e9"},
    {"password": [MARKER]},
    {"Password": MARKER, "passwd": MARKER, "pwd": MARKER, "Authorization": MARKER},
    {"agentType": MARKER, "skills": MARKER, "status": MARKER, "autoanswer": MARKER},
    {"skills": [{"password": MARKER}, MARKER], "password": aicc.Secret(MARKER * 9)},
    f'{{"password": "{MARKER}", "password": "{MARKER}"}}',
    f'{{"password": "{MARKER}\\ud800"}}',
    f'{{"password": "{MARKER}"',
    f'{{"password": {MARKER}}}',
    f'"{MARKER}"',
    MARKER,
    MARKER.encode("utf-16"),
]


@pytest.mark.parametrize("interface", aicc.interfaces())
@pytest.mark.parametrize("number", range(len(BODIES)))
def test_reports(interface: str, number: int) -> None:
    body = BODIES[number]
    headers = [("Authorization", MARKER), ("X-App-Key", MARKER + "\n"), ("X-App-Key", MARKER), ("X-Password", MARKER)]
    assert_hidden(texts_of_report(aicc.check(interface, body)))
    assert_hidden(texts_of_report(aicc.check_message(interface, headers=headers, body=body)))


def test_reports_on_headers() -> None:
    headers = [("Authorization", MARKER), ("X-App-Key", MARKER + "\n")]
    report = aicc.check_message("agentAccount/create", headers=headers, body={"password": MARKER * 9, "userName": "Li"})
    assert {finding.rule for finding in report.violations} >= {"format", "maxLength"}


@pytest.mark.parametrize("interface", aicc.interfaces())
def test_many_records(interface: str) -> None:
    sinks: list[aicc.Findings] = []
    for language in ("en", "zh"):
        report = aicc.check_many(interface, [*BODIES, *REPORTED], language=language, sink=sinks.append)
        findings = report.findings
        tables = [pyarrow.table(findings).to_pydict(), polars.DataFrame(findings).to_dicts(), findings.to_dict()]
        forms = [*every_text_form(report), *every_text_form(findings), repr(tables), repr(list(findings))]
        forms += [form for finding in findings for form in every_text_form(finding)]
        assert_hidden("".join(forms) + repr(pickle.dumps(report)) + repr(report.by_rule))
    assert_hidden("".join(repr(sink.to_dict()) for sink in sinks))


@pytest.mark.parametrize("text", [MARKER, MARKER + "\u00e9", MARKER * 9, "Mk7"])
def test_fields_while_they_are_typed(text: str) -> None:
    for interface, pointer in [
        ("agentAccount/create", "/password"),
        ("queryAgentInfoByAccount", "/password"),
        ("loginex", "/password"),
    ]:
        report = aicc.check_field(interface, pointer, text)
        assert_hidden("".join(form for value in (report, *report.findings) for form in every_text_form(value)))
    for pointer in ("/Authorization", "/x-app-key"):
        report = aicc.check_field("agentAccount/create", pointer, text + "\n", location="header")
        assert_hidden("".join(every_text_form(report)))


def test_replies_that_echo_what_was_sent_and_are_not_understood() -> None:
    for status, body in ((401, MARKER), (500, f'{{"password": "{MARKER}"}}'), (200, MARKER), (200, f'["{MARKER}"]')):
        reply = aicc.read_reply("agentAccount/create", status, body)
        assert MARKER.encode() in reply.content
        assert_hidden(repr(reply) + str(reply) + f"{reply}" + pretty_repr(reply))


def test_unraisable_and_uncaught_exceptions_go_through_the_same_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(aicc.ValidationError) as error:
        account(password=MARKER * 9)
    sys.excepthook(error.type, error.value, None)
    printed = capsys.readouterr().err
    assert "password" in printed
    assert_hidden(printed)


def test_a_masked_request_shows_all_but_its_secrets() -> None:
    agent = aicc.AgentInfoQuery(account_code="Agents", username="itau_group", password="MARKER")
    request = agent.request(aicc.Cloud("service.besclouds.com", token="MARKER", app_key="MARKER"))
    assert request.masked() == {
        "method": "POST",
        "url": request.url,
        "headers": {"Content-Type": "application/json", "X-APP-Key": "***", "Authorization": "***"},
        "content": '{"accountCode":"Agents","password":"***","username":"itau_group"}',
    }
