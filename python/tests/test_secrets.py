"""Secrets appear in written requests and nowhere else."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from typing import Any

import pytest

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


HOLDERS = [
    aicc.Secret(MARKER),
    CLOUD,
    account(),
    account(wrapped=True),
    account().request(CLOUD),
    aicc.AgentInfoQuery(account_code="a", username="u", password=MARKER),
    aicc.AgentSignIn(password=MARKER),
    aicc.AgentSignIn(password=MARKER).request(aicc.Gateway("10.0.0.5"), agent_id=291),
]


def assert_hidden(text: str) -> None:
    for marker in MARKERS:
        assert marker not in text


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)
def test_text_forms(holder: Any, caplog: pytest.LogCaptureFixture) -> None:
    forms = [
        repr(holder),
        str(holder),
        f"{holder}",
        f"{holder!r}",
        f"{holder!s}",
        f"{holder:}",
        f"{holder} {holder!r}",
    ]
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("test").warning("%s %r", holder, [holder])
    for form in [*forms, caplog.text, repr([holder]), repr({"a": holder})]:
        assert_hidden(form)
        assert "***" in form


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


def everything_about(error: BaseException) -> str:
    """Whatever can be printed of an exception, with those that it came from."""
    chain = []
    while error is not None:
        chain += [str(error), repr(error), repr(error.args), repr(vars(error))]
        report = getattr(error, "report", None)
        if report is not None:
            chain += [repr(report), str(report), repr(report.to_dict()), repr(report.to_dict("zh"))]
            chain += [repr(pickle.dumps(report))]
        error = error.__cause__ or error.__context__
    return "\n".join(chain)


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
    # The frames of this file show their source, in which the names of the markers stand and not the markers.
    assert_hidden("".join(traceback.format_exception(error.type, error.value, error.tb)).replace('"Mk7"', ""))


def test_reports_on_messages() -> None:
    report = aicc.check_message(
        "agentAccount/create",
        headers=[("Authorization", MARKER), ("X-App-Key", MARKER + "\n")],
        body={"password": MARKER * 9, "userName": "Li"},
    )
    assert {finding.rule for finding in report.violations} >= {"format", "maxLength"}
    assert_hidden(repr(report) + str(report) + repr(report.to_dict()) + repr(report.to_dict("zh")))
    assert_hidden(repr(pickle.dumps(report)))


def test_fields_while_they_are_typed() -> None:
    report = aicc.check_field("agentAccount/create", "/password", MARKER + "\u00e9")
    assert report.state == "rejected"
    assert_hidden(repr(report))


def test_a_masked_request_shows_all_but_its_secrets() -> None:
    agent = aicc.AgentInfoQuery(account_code="Agents", username="itau_group", password="MARKER")
    request = agent.request(aicc.Cloud("service.besclouds.com", token="MARKER", app_key="MARKER"))
    assert request.masked() == {
        "method": "POST",
        "url": request.url,
        "headers": {"Content-Type": "application/json", "X-APP-Key": "***", "Authorization": "***"},
        "content": '{"accountCode":"Agents","password":"***","username":"itau_group"}',
    }
