"""Values of wrong Python types cause a ``TypeError`` or the violation in the table, never a panic."""

from __future__ import annotations

import collections
import datetime
import threading
import types
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import aicc


def rules(report: aicc.Report) -> list[tuple[str, str]]:
    return [(violation.pointer, violation.rule) for violation in report.violations]


def of_sign_in(**members: Any) -> list[tuple[str, str]]:
    return rules(aicc.check("loginex", {"password": "", **members}))


WITHOUT_JSON = [
    b"text",
    bytearray(b"text"),
    memoryview(b"text"),
    datetime.date(2023, 9, 27),
    {4},
    frozenset({4}),
    4j,
    object(),
    Ellipsis,
    int,
    len,
    iter([]),
]


@pytest.mark.parametrize("value", WITHOUT_JSON, ids=lambda value: type(value).__name__)
def test_values_without_a_json_form(value: Any) -> None:
    with pytest.raises(TypeError, match=type(value).__name__) as error:
        aicc.check("loginex", {"password": "", "status": value})
    assert "0x" not in str(error.value)
    with pytest.raises(TypeError):
        aicc.AgentSignIn(password="", status=value)
    # Members that no table names are ignored, whatever their type.
    assert of_sign_in(anything=value) == []


def test_numbers() -> None:
    assert of_sign_in(status=4) == []
    assert of_sign_in(status=aicc.SignInStatus.IDLE) == []
    assert of_sign_in(status="4") == []
    assert of_sign_in(status=True) == [("/status", "type")]
    for number in [4.0, float("inf"), 2**63, -(2**63) - 1, 2**127, 2**4000]:
        assert of_sign_in(status=number) == [("/status", "type")]
        assert aicc.check("loginex", {"password": "", "status": number}).violations[0].params["actual"] == "number"
    assert of_sign_in(status=2**63 - 1) == [("/status", "enum")]
    assert of_sign_in(autoanswer=1) == [("/autoanswer", "type")]


def test_numbers_of_replies_keep_their_text() -> None:
    class Wide(int):
        def __repr__(self) -> str:
            return "Wide()"

    class Real(float):
        def __repr__(self) -> str:
            return "Real()"

    for number, text in [
        (2**64, "18446744073709551616"),
        (Wide(10**50), "1" + "0" * 50),
        (1.5, "1.5"),
        (Real(1.5), "1.5"),
        (1e300, "1e+300"),
        (5, "5"),
        (True, "true"),
    ]:
        reply = aicc.AgentSettingsCreateReply.from_dict({"returnCode": "0", "id": number})
        assert reply.id == text


def test_texts() -> None:
    class Text(str):
        __slots__ = ()

    assert of_sign_in(ip=Text("10.0.0.5")) == []
    assert of_sign_in(phonenum="\U0001f600" * 24) == []
    assert of_sign_in(phonenum="\U0001f600" * 25) == [("/phonenum", "maxLength")]
    assert of_sign_in(phonenum="\ud800") == [("", "syntax")]
    assert rules(aicc.check("loginex", '{"password": "\ud800"}')) == [("", "syntax")]


def test_sequences_and_mappings() -> None:
    def of_settings(numbers: Any) -> list[tuple[str, str]]:
        return rules(aicc.check("agentsettings/create", {"userId": "u", "callNumber": numbers}))

    for numbers in [["1"], ("1",), collections.deque(["1"]), collections.UserList(["1"])]:
        assert of_settings(numbers) == []
    assert of_settings(range(2)) == [("/callNumber/0", "type"), ("/callNumber/1", "type")]
    assert of_settings("1") == [("/callNumber", "type")]
    assert of_settings({"1": 1}) == [("/callNumber", "type")]
    assert of_settings(None) == []

    members = {"userId": "u"}
    for mapping in [members, types.MappingProxyType(members), collections.OrderedDict(members), Wire(members)]:
        assert rules(aicc.check("agentsettings/create", mapping)) == []
        assert aicc.AgentSettingsCreate.from_dict(mapping).user_id == "u"


class Wire(Mapping[str, object]):
    """A mapping that is not a dict."""

    def __init__(self, members: dict[str, object]) -> None:
        self.members = members

    def __getitem__(self, name: str) -> object:
        return self.members[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)


def test_names() -> None:
    for name in [1, b"password", None, ("a",)]:
        with pytest.raises(TypeError, match=f"the body is a Python dict with a name of the type {type(name).__name__}"):
            aicc.check("loginex", {name: ""})
    assert of_sign_in(**{"": 1}) == []
    assert aicc.check("loginex", {"password": "", "a/b~c": 1}).advice[0].pointer == "/a~1b~0c"


def test_structures_that_contain_themselves() -> None:
    ring: dict[str, Any] = {"password": ""}
    ring["ring"] = ring
    ring["status"] = [ring]
    assert rules(aicc.check("loginex", ring)) == [("/status", "type")]
    skills: list[Any] = []
    skills.append(skills)
    assert rules(aicc.check("agentAccount/create", {"skills": skills}))[-1] == ("/skills/0", "type")
    body: dict[str, Any] = {}
    body["requestParam"] = body
    assert aicc.check("agentAccount/create", body).advice[0].rule == "unknownMember"
    reply: dict[str, Any] = {"retcode": "0"}
    reply["result"] = reply
    assert aicc.AgentSignInReply.from_dict(reply).retcode == "0"


def test_deep_structures() -> None:
    deep: Any = {}
    for _ in range(100_000):
        deep = {"result": deep, "skills": [deep]}
    assert rules(aicc.check("loginex", {"password": "", "status": deep, "anything": deep})) == [("/status", "type")]
    while deep:
        # Taken apart from outside, because Python's own destructor would recurse too deeply.
        deep = deep.pop("result")


def test_bodies() -> None:
    for body in [b"{}", "{}", bytearray(b"{}"), memoryview(b"{}"), {}]:
        assert rules(aicc.check("loginex", body)) == [("/password", "required")]
    for body in [None, 5, [], object(), 1.5, {1}]:
        with pytest.raises(TypeError):
            aicc.check("loginex", body)
        with pytest.raises(TypeError):
            aicc.AgentSignIn.from_json(body)
        with pytest.raises(TypeError):
            aicc.read_reply("loginex", 200, 5)
    with pytest.raises(aicc.ValidationError):
        aicc.AgentSignIn.from_dict([])
    with pytest.raises(TypeError):
        aicc.AgentSignIn.from_json({})


def test_values_that_raise() -> None:
    class Broken(Mapping[str, object]):
        def __getitem__(self, name: str) -> object:
            raise RuntimeError("broken")

        def __iter__(self) -> Iterator[str]:
            yield "password"

        def __len__(self) -> int:
            return 1

    with pytest.raises(RuntimeError, match="broken"):
        aicc.check("loginex", Broken())


def test_other_arguments() -> None:
    for call in [
        lambda: aicc.check(5, b"{}"),
        lambda: aicc.check("loginex", b"{}", profile="2023-09-27"),
        lambda: aicc.check("loginex", b"{}", profile=aicc.PasswordPolicy()),
        lambda: aicc.check_message("loginex", path=5, body=b"{}"),
        lambda: aicc.check_message("loginex", path={"agentid": b"291"}, body=b"{}"),
        lambda: aicc.check_field("loginex", "/ip", 5),
        lambda: aicc.Profile(edition=2023),
        lambda: aicc.Profile(maximum_size="1"),
        lambda: aicc.Profile(skill_queues={"a": 1}),
        lambda: aicc.Profile(password=8),
        lambda: aicc.PasswordPolicy(minimum="8"),
        lambda: aicc.Skill(skill_id="7"),
        lambda: aicc.Skill(skill_id=True),
        lambda: aicc.Skill(skill_id=7.0),
        lambda: aicc.AgentSignInReply(retcode=0),
        lambda: aicc.AgentSignInReply(retcode="0", result={}),
        lambda: aicc.AgentSignInResult(mediatype=True),
        lambda: aicc.AgentSignInResult(login_time=5),
        lambda: aicc.AgentSignInResult(login_time=datetime.datetime(2023, 9, 27)),
        lambda: aicc.AgentSignIn(password="").request(aicc.Cloud("h"), agent_id=291),
        lambda: aicc.AgentSignIn(password="").request(aicc.Gateway("h"), agent_id=True),
        lambda: aicc.AgentSignIn(password="").request(aicc.Gateway("h"), agent_id=2.5),
        lambda: aicc.AgentSettingsCreate(user_id="u").request(aicc.Gateway("h")),
        lambda: aicc.Cloud(5),
        lambda: aicc.Cloud("h", token=5),
        lambda: aicc.read_reply("loginex", "200", b""),
        lambda: aicc.read_request("PUT", "/", {"a": 1}, b""),
        lambda: aicc.MediaServers(cti_server=1, webm=False, mailm=False),
        lambda: aicc.AgentType.AUDIO.label(5),
    ]:
        with pytest.raises(TypeError):
            call()


def test_values_outside_their_range() -> None:
    for call in [
        lambda: aicc.Profile(edition="2024-01-01"),
        lambda: aicc.check_message("loginex", headers=[("a",)], body=b"{}"),
        lambda: aicc.PasswordPolicy(minimum=9),
        lambda: aicc.Profile(maximum_size=-1),
        lambda: aicc.PasswordPolicy(minimum=-1),
        lambda: aicc.Skill(skill_id=2**63),
        lambda: aicc.read_reply("loginex", 70_000, b""),
        lambda: aicc.read_reply("loginex", -1, b""),
        lambda: aicc.PasswordPolicy(classes=5),
        lambda: aicc.PasswordValidity(days=181),
        lambda: aicc.PasswordValidity(days=-1),
        lambda: aicc.check_field("loginex", "/ip", "1", location="query"),
        lambda: aicc.AgentSignInResult(login_time=datetime.datetime(1969, 1, 1, tzinfo=datetime.timezone.utc)),
        lambda: aicc.AgentType(6),
        lambda: aicc.AgentType.AUDIO.label("fr"),
    ]:
        with pytest.raises(ValueError, match=r"."):
            call()
    with pytest.raises(aicc.NoSuchFieldError, match="/skills"):
        aicc.check_field("agentAccount/create", "/skills", "x")


def test_a_dict_that_another_thread_changes() -> None:
    members: dict[str, Any] = {"password": ""}
    stop = threading.Event()

    def change() -> None:
        number = 0
        while not stop.is_set():
            members[f"x{number % 50}"] = number
            members.pop(f"x{(number + 25) % 50}", None)
            number += 1

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(2_000):
            assert aicc.check("loginex", members).ok
    finally:
        stop.set()
        thread.join()


def test_classes_are_final() -> None:
    for cls in [aicc.Secret, aicc.AgentSignIn, aicc.Report]:
        with pytest.raises(TypeError):
            type("Derived", (cls,), {})
