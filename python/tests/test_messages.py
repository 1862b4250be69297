"""Typed messages as Python objects: construct, compare, copy, pickle, print, replace."""

from __future__ import annotations

import copy
import datetime
import pickle
from typing import Any

import pytest

import aicc


def account(**changes: Any) -> aicc.AgentAccountCreate:
    members: dict[str, Any] = {
        "user_account": "test123456",
        "user_name": "Li Na",
        "password": "Aa1!Aa1!",
        "email": "li.na@example.com",
        "agent_type": aicc.AgentType.VIDEO,
        "cc_role_id": aicc.AgentRole.AGENT,
        "skills": [aicc.Skill(skill_id=7, agent_weight=2)],
    }
    return aicc.AgentAccountCreate(**{**members, **changes})


def sign_in(**changes: Any) -> aicc.AgentSignIn:
    return aicc.AgentSignIn(**{"password": "", "status": aicc.SignInStatus.BUSY, **changes})


def settings(**changes: Any) -> aicc.AgentSettingsCreate:
    return aicc.AgentSettingsCreate(**{"user_id": "u1", "call_type": "1", "call_number": ("1001", "1002"), **changes})


def places(error: pytest.ExceptionInfo[aicc.ValidationError]) -> list[tuple[str, str]]:
    return [(violation.pointer, violation.rule) for violation in error.value.report.violations]


def test_getters_are_typed() -> None:
    message = account()
    assert message.user_account == "test123456"
    assert message.agent_type is aicc.AgentType.VIDEO
    assert message.cc_role_id is aicc.AgentRole.AGENT
    assert message.skills == (aicc.Skill(skill_id=7, agent_weight=2),)
    assert message.password == aicc.Secret("Aa1!Aa1!")
    assert message.phone is None
    assert settings().call_type is aicc.CallType.BIDIRECTIONAL
    assert settings().call_number == ("1001", "1002")
    assert sign_in().autoanswer is None
    assert sign_in(autoanswer=False).autoanswer is False


def test_wire_names_and_order() -> None:
    assert list(account(phone="1").to_dict()) == [
        "userAccount", "userName", "password", "email", "agentType", "ccRoleId", "skills", "phone",
    ]  # fmt: skip
    assert account().to_dict()["skills"] == [{"skillId": 7, "agentWeight": 2}]
    assert sign_in().to_json() == '{"password":"","status":3}'


def test_wrapped() -> None:
    message = account()
    wrapped = account(wrapped=True)
    assert wrapped.wrapped
    assert wrapped.to_dict() == {"requestParam": message.to_dict()}
    assert wrapped.to_json() == '{"requestParam":' + message.to_json() + "}"
    assert wrapped != message
    assert aicc.AgentAccountCreate.from_json(wrapped.to_json()) == message
    assert wrapped.replace(wrapped=False) == message


def test_every_violation_at_once() -> None:
    with pytest.raises(aicc.ValidationError) as error:
        account(user_account="te", user_name=None, email=1, agent_type=6, skills=[{"agentWeight": 0}, 5])
    assert places(error) == [
        ("/userAccount", "minLength"),
        ("/userName", "required"),
        ("/email", "type"),
        ("/agentType", "enum"),
        ("/skills/0/agentWeight", "minimum"),
        ("/skills/1", "type"),
    ]
    assert isinstance(error.value, ValueError)
    assert isinstance(error.value, aicc.AiccError)
    assert str(error.value) == str(error.value.report)
    assert len(str(error.value).splitlines()) == 6


def test_missing_arguments_are_named_by_python() -> None:
    with pytest.raises(TypeError, match="user_account"):
        aicc.AgentAccountCreate()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        aicc.AgentAccountCreate("test123456")  # type: ignore[call-arg]


def test_a_skill_is_checked_with_its_message() -> None:
    skill = aicc.Skill(skill_id=7, agent_weight=0)
    with pytest.raises(aicc.ValidationError) as error:
        account(skills=[skill])
    assert places(error) == [("/skills/0/agentWeight", "minimum")]
    assert error.value.report.violations[0].params == {"minimum": 1, "actual": 0}


def test_skill_queues_of_the_profile() -> None:
    profile = aicc.Profile(skill_queues={7: aicc.AgentType.AUDIO})
    with pytest.raises(aicc.ValidationError) as error:
        account(profile=profile)
    assert places(error) == [("/skills/0/skillId", "skillQueueType")]


def test_the_profile_is_kept() -> None:
    profile = aicc.Profile(password=aicc.PasswordPolicy(minimum=4, maximum=12, classes=1))
    message = account(password="abcd", profile=profile)
    assert message.profile == profile
    assert message.replace(user_name="Wang").password.expose() == "abcd"
    with pytest.raises(aicc.ValidationError):
        message.replace(profile=None)


def test_advice() -> None:
    assert account().advice == ()
    assert [(advice.pointer, advice.rule) for advice in sign_in(check_in_mailm=True).advice] == [
        ("/checkInMailm", "mailmUnsupported")
    ]
    message = aicc.AgentInfoQuery.from_dict({"accountCode": "a", "extra": 1})
    assert [(advice.pointer, advice.rule) for advice in message.advice] == [("/extra", "unknownMember")]


RECORDS = [
    settings(),
    aicc.AgentInfoQuery(account_code="a"),
    aicc.Skill(skill_id=7),
    aicc.MediaServers(cti_server=True, webm=False, mailm=False),
    aicc.PasswordValidity(days=3),
    aicc.PasswordValidity(days=None),
    aicc.AgentSignInReply(retcode="0", result=aicc.AgentSignInResult(workno="291")),
    aicc.AgentAccountCreateReply(result_code="0", work_no=291),
    aicc.AgentInfoQueryReply(return_code="0", data=aicc.AgentInfo(work_no=291, agent_type="x")),
    aicc.AgentSettingsCreateReply(return_code="0", id="5"),
    aicc.Profile(edition="2025-11-13", maximum_size=9, skill_queues={1: 4}),
    aicc.PasswordPolicy(minimum=6),
    aicc.Gateway("10.0.0.5", 8043),
    aicc.Cloud("service.besclouds.com"),
    aicc.check("loginex", b"{}"),
    aicc.check("loginex", b"{}").violations[0],
    aicc.check("loginex", b"nul"),
    aicc.check_field("agentAccount/create", "/userAccount", "te"),
    aicc.read_reply("loginex", 200, b'{"retcode":"100-002"}'),
    aicc.AgentType.AUDIO,
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_records_compare_copy_and_pickle(record: Any) -> None:
    for same in [copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))]:
        assert same == record
        assert (same != record) is False
        assert type(same) is type(record)
        assert repr(same) == repr(record)
        assert str(same) == str(record)
        if not isinstance(record, aicc.Profile):
            assert hash(same) == hash(record)
    assert record != object()
    assert record != "x"


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_protocols(protocol: int) -> None:
    for record in [settings(), aicc.check("loginex", b"{}"), aicc.Skill(skill_id=1)]:
        assert pickle.loads(pickle.dumps(record, protocol)) == record


def test_records_that_differ() -> None:
    assert settings() != settings(user_id="u2")
    assert settings() != settings(call_number=("1001",))
    assert account() != account(password="Bb1!Bb1!")
    assert aicc.Skill(skill_id=1) != aicc.Skill(skill_id=2)
    assert aicc.Gateway("10.0.0.5", 8043) != aicc.Gateway("10.0.0.5", 8044)
    assert aicc.check("loginex", b"{}") != aicc.check("loginex", b'{"password":""}')
    assert len({settings(), settings(), settings(user_id="u2")}) == 2


def test_representation() -> None:
    assert repr(aicc.Skill(skill_id=7)) == "Skill(skill_id=7, agent_weight=None, skill_weight=None)"
    assert repr(settings()) == (
        "AgentSettingsCreate(call_type=<CallType.BIDIRECTIONAL: '1'>, user_id='u1', caller_present=None, "
        "call_number=('1001', '1002'), call_number_default=None, caller_present_default=None)"
    )
    assert repr(aicc.PasswordPolicy()) == "PasswordPolicy(minimum=8, maximum=8, classes=4, validity_days=90)"


def test_replace() -> None:
    message = account()
    changed = message.replace(user_name="Wang", skills=None)
    assert (changed.user_name, changed.skills, changed.email) == ("Wang", None, message.email)
    assert message.user_name == "Li Na"
    assert changed == message.__replace__(user_name="Wang", skills=None)
    with pytest.raises(aicc.ValidationError):
        message.replace(user_name=None)
    with pytest.raises(TypeError, match="nickname"):
        message.replace(nickname="Na")
    assert aicc.Skill(skill_id=1).replace(agent_weight=3) == aicc.Skill(skill_id=1, agent_weight=3)


def test_messages_are_frozen() -> None:
    for record, attribute in [(account(), "user_name"), (aicc.Skill(), "skill_id"), (aicc.Profile(), "edition")]:
        with pytest.raises(AttributeError):
            setattr(record, attribute, "x")
        with pytest.raises(AttributeError):
            record.anything = "x"


def test_reports() -> None:
    report = aicc.check("agentAccount/create", account().to_dict())
    assert report.ok
    assert str(report) == "valid"
    report = aicc.check("loginex", {"status": 9, "x": 1})
    assert not report.ok
    assert [violation.rule for violation in report.violations] == ["required", "enum"]
    assert [advice.rule for advice in report.advice] == ["unknownMember"]
    assert report.to_dict("zh")["ok"] is False
    finding = report.violations[1]
    assert (finding.interface, finding.severity, finding.location) == ("loginex", "violation", "body")
    assert (finding.reference, finding.params) == ("loginex 7", {"allowed": [3, 4, 5], "actual": 9})
    assert finding.url == pickle.loads(pickle.dumps(finding)).url == "https://aicc.dev/rules/enum/"
    assert report.advice[0].url == "https://aicc.dev/advice/unknownMember/"
    assert finding.message("en") == finding.message() == finding.message("en-GB")
    assert finding.message("zh") != finding.message()
    with pytest.raises(ValueError, match="fr"):
        finding.message("fr")
    with pytest.raises(TypeError, match="ok"):
        bool(report)


def test_exceptions_pickle() -> None:
    with pytest.raises(aicc.ValidationError) as error:
        sign_in(status=9)
    again = pickle.loads(pickle.dumps(error.value))
    assert again.report == error.value.report
    assert str(again) == str(error.value)
    with pytest.raises(aicc.UnknownInterfaceError) as unknown:
        aicc.check("logout", b"{}")
    assert pickle.loads(pickle.dumps(unknown.value)).name == "logout"
    assert "loginex" in str(unknown.value)
    assert isinstance(unknown.value, LookupError)


def test_endpoint_errors() -> None:
    for make, kind in [
        (lambda: aicc.Gateway("a/b"), "host"),
        (lambda: aicc.Gateway("10.0.0.5", 0), "port"),
        (lambda: aicc.Gateway("10.0.0.5", 65536), "port"),
        (lambda: aicc.Gateway("10.0.0.5", -1), "port"),
        (lambda: aicc.Cloud("example.com", scheme="http"), "scheme"),
    ]:
        with pytest.raises(aicc.EndpointError) as error:
            make()
        assert error.value.kind == kind
        assert str(error.value) == error.value.message("en") != error.value.message("zh")
        assert pickle.loads(pickle.dumps(error.value)).kind == kind


def test_agent_ids() -> None:
    gateway = aicc.Gateway("10.0.0.5")
    assert sign_in().request(gateway, agent_id=291) == sign_in().request(gateway, agent_id="291")
    for agent_id in [100, "0291", "29 1", 59_999 + 1]:
        with pytest.raises(aicc.ValidationError) as error:
            sign_in().request(gateway, agent_id=agent_id)
        assert error.value.report.violations[0].location == "path"
    assert sign_in(profile=aicc.Profile(edition="2025-11-13")).request(gateway, agent_id=60_000)


def test_choices() -> None:
    assert aicc.AgentType.AUDIO == 4
    assert aicc.AgentType(11).label() == "video agent"
    assert aicc.AgentType.VIDEO.label("zh") == "视频座席"
    assert str(aicc.CallType.DIRECT) == "0" == aicc.CallType.DIRECT
    assert f"{aicc.CallType.DIRECT}" == "0"
    assert aicc.SignInStatus.WRAP_UP.events() == (
        aicc.AgentEvent.OTHER_IN_SERVICE,
        aicc.AgentEvent.STATE_READY,
        aicc.AgentEvent.STATE_WORK,
    )
    for choices in [aicc.AgentType, aicc.AgentRole, aicc.CallType, aicc.SignInAgentType, aicc.SignInStatus]:
        for choice in choices:
            assert choice.label("en").isascii()
            assert not choice.label("zh").isascii()


def test_reply_values() -> None:
    reply = aicc.read_reply(
        "loginex",
        200,
        b'{"retcode":"0","result":{"mediatype":"TTF","loginTime":"1700000000123",'
        b'"isForceChange":"true","timeRemaining":"30"}}',
    )
    result = reply.data.result
    assert result.mediatype == aicc.MediaServers(cti_server=True, webm=True, mailm=False)
    assert result.login_time == datetime.datetime(2023, 11, 14, 22, 13, 20, 123_000, datetime.timezone.utc)
    assert result.is_force_change is True
    assert result.time_remaining.days == 30
    assert not result.time_remaining.never_expires
    assert reply.meaning_in("zh") == "成功"
    reply.raise_for_refusal()


@pytest.mark.parametrize("headers", [{"set-guid": "JSESSIONID=1"}, [("A", "b"), ("Set-GUID", "JSESSIONID=1")]])
def test_the_session_of_a_reply_is_a_secret(headers: Any) -> None:
    reply = aicc.read_reply("loginex", 200, b'{"retcode": "0"}', headers=headers)
    assert reply.session == aicc.Secret("JSESSIONID=1")
    assert copy.deepcopy(reply) == reply
    assert reply != aicc.read_reply("loginex", 200, b'{"retcode": "0"}')


def test_only_the_header_of_the_session_is_read() -> None:
    def session(interface: str, headers: Any, status: int = 200) -> aicc.Secret | None:
        code = b'{"retcode": "0", "resultCode": "0"}'
        return aicc.read_reply(interface, status, code, headers=headers).session

    assert session("loginex", {"Set-Cookie": b"\xff", "X": None}) is None
    assert session("loginex", None) is None
    assert session("loginex", {"Set-GUID": "a"}, status=500) is None
    assert session("agentAccount/create", {"Set-GUID": b"a"}) is None
    with pytest.raises(TypeError, match="str for Set-GUID"):
        session("loginex", {"Set-GUID": b"a"})
    with pytest.raises(TypeError, match="names must be str"):
        session("loginex", {b"Set-GUID": "a"})


def test_reply_values_that_are_undocumented_are_kept() -> None:
    body = (
        b'{"retcode":"0","result":{"mediatype":"T?F","loginTime":"99999999999999999999",'
        b'"isForceChange":"yes","timeRemaining":"many"}}'
    )
    result = aicc.read_reply("loginex", 200, body).data.result
    assert (result.mediatype, result.login_time) == ("T?F", "99999999999999999999")
    assert (result.is_force_change, result.time_remaining) == ("yes", "many")


def test_reply_values_are_written_as_the_platform_writes_them() -> None:
    result = aicc.AgentSignInResult(
        mediatype=aicc.MediaServers(cti_server=True, webm=False, mailm=False),
        login_time=datetime.datetime(2023, 11, 14, 22, 13, 20, 123_000, datetime.timezone.utc),
        is_force_change=False,
        time_remaining=aicc.PasswordValidity(days=None),
    )
    assert result.to_dict() == {
        "mediatype": "TFF",
        "loginTime": "1700000000123",
        "isForceChange": "false",
        "timeRemaining": "",
    }


def test_refusals() -> None:
    reply = aicc.read_reply("loginex", 200, b'{"retcode":"100-002"}')
    assert (reply.ok, reply.outcome, reply.code) == (False, "refusal", "100-002")
    with pytest.raises(aicc.RefusalError, match="already signed in") as error:
        reply.raise_for_refusal()
    assert error.value.reply is reply
    assert pickle.loads(pickle.dumps(error.value)).reply == reply
    documented = aicc.read_reply("agentAccount/create", 401, b"who?")
    with pytest.raises(aicc.RefusalError, match="401: unauthorized"):
        documented.raise_for_refusal()
    assert (documented.outcome, documented.data, documented.content) == ("documentedStatus", None, b"who?")


def test_requests_that_are_not_received() -> None:
    path = "/agentgateway/resource/onlineagent/291/loginex"
    for method, target, status in [("PUT", "/x", 404), ("POST", path, 405), ("PUT", path, 400)]:
        with pytest.raises(aicc.ReceiveError) as error:
            aicc.read_request(method, target, {}, b"{}")
        assert error.value.status == status
        assert (error.value.report is not None) == (status == 400)
        assert error.value.allow == ("PUT" if status == 405 else None)
        assert pickle.loads(pickle.dumps(error.value)).status == status


def test_exports() -> None:
    assert {"agentAccount/create", "queryAgentInfoByAccount", "agentsettings/create", "loginex"} <= {*aicc.interfaces()}
    for interface in aicc.interfaces():
        rows = aicc.rules(interface)
        assert {row["table"] for row in rows} >= {"request", "reply"}
        assert aicc.json_schema(interface) != aicc.json_schema(interface, "reply")
    assert [row["name"] for row in aicc.rules("loginex") if row["table"] == "path"] == ["agentid"]
    agent_id, *_ = aicc.rules("loginex", language="zh", profile=aicc.Profile(edition="2025-11-13"))
    assert agent_id["label"] == "座席工号"
    assert agent_id["description"].endswith("取值范围为 101～999999。")
    assert aicc.rules("loginex")[0]["label"] == "Agent ID"
    with pytest.raises(ValueError, match="fr"):
        aicc.rules("loginex", language="fr")
    assert aicc.openapi()["openapi"].startswith("3.1")
    assert [each["name"] for each in aicc.catalogue()["interfaces"]] == [*aicc.interfaces()]
    for code in aicc.rule_codes():
        explained = aicc.explain(code)
        assert explained["code"] == code
        assert set(explained["message"]) == {"en", "zh"}
    with pytest.raises(LookupError):
        aicc.explain("noSuchRule")
    with pytest.raises(ValueError, match="part"):
        aicc.json_schema("loginex", "rest")


def test_columns() -> None:
    columns = aicc.Columns("agentAccount/create", ["userName", "agentType", "skills/0/skillId"])
    assert columns.names == ["userName", "agentType", "skills/0/skillId"]
    assert columns.to_dict(["Li Na", "11", ""]) == {"userName": "Li Na", "agentType": 11}
    with pytest.raises(aicc.ColumnError) as error:
        aicc.Columns("agentAccount/create", ["userName", "nickname"])
    # A heading may be a cell, so the error shows it only if it is close to a name.
    assert (error.value.column, str(error.value)) == (
        "",
        "the name of column 2 is not a column of agentAccount/create.",
    )
    with pytest.raises(
        aicc.ColumnError, match=r"“username” is not a column of agentAccount/create\. Did you mean userName\?"
    ):
        aicc.Columns("agentAccount/create", ["username"])
    with pytest.raises(TypeError):
        aicc.Columns("agentAccount/create", "userName")


def test_everything_public_is_documented() -> None:
    for name in aicc.__all__:
        public = getattr(aicc, name)
        assert public.__doc__, name
        for attribute, value in vars(public).items() if isinstance(public, type) else ():
            if not attribute.startswith("_") and not isinstance(value, public):
                assert value.__doc__, f"{name}.{attribute}"
