"""Every conformance vector through every entry point, less ``tests/skips.json``."""

from __future__ import annotations

import inspect
import json
import pickle
from typing import Any

import vectors as v
from vectors import Judge, Vector

import aicc


def test_bodies_as_bytes() -> None:
    judge = v.run("python bytes", "body")
    for vector in judge.vectors:
        report = aicc.check(vector["interface"], v.body(vector), profile=v.profile(vector))
        judge.compare_findings(vector, report)
        judge.compare(vector, "ok", report.ok, not vector.get("violations"))
    judge.finish()


def test_bodies_as_str() -> None:
    judge = v.run("python text", "body")
    for vector in judge.vectors:
        report = aicc.check(vector["interface"], v.body(vector).decode(), profile=v.profile(vector))
        judge.compare_findings(vector, report)
    judge.finish()


def test_bodies_as_dict() -> None:
    judge = v.run("python dict", "body")
    for vector in judge.vectors:
        report = aicc.check(vector["interface"], v.members(vector), profile=v.profile(vector))
        judge.compare_findings(vector, report)
    judge.finish()


def test_bodies_in_whole_messages() -> None:
    """The body's findings are the same when the rest of the message is checked as well."""
    judge = v.run("python whole message", "body")
    for vector in judge.vectors:
        report = aicc.check_message(vector["interface"], body=v.body(vector), profile=v.profile(vector))
        for kind in ["violations", "advice"]:
            expected = vector.get(kind, [])
            in_body = [finding for finding in getattr(report, kind) if finding.location == "body"]
            judge.compare(vector, kind, v.as_vector(in_body, expected), v.completed(expected))
    judge.finish()


class Refused:
    """Returns the report of a typed class on a body that breaks rules."""

    def __init__(self, error: aicc.ValidationError) -> None:
        self.violations = error.report.violations
        self.advice = error.report.advice
        self.message = None


class Passed:
    """Returns a typed message."""

    violations = ()

    def __init__(self, message: Any) -> None:
        self.advice = message.advice
        self.message = message


def _read(read: Any, given: Any, profile: aicc.Profile) -> Refused | Passed:
    try:
        return Passed(read(given, profile=profile))
    except aicc.ValidationError as error:
        return Refused(error)


def test_typed_messages_from_json() -> None:
    judge = v.run("python class from json", "body")
    for vector in judge.vectors:
        cls = aicc.message_class(vector["interface"])
        answer = _read(cls.from_json, v.body(vector), v.profile(vector))
        judge.compare_findings(vector, answer)
        judge.compare(vector, "valid", answer.message is not None, not vector.get("violations"))
        if answer.message is not None:
            _round_trip(judge, vector, cls, answer.message)
    judge.finish()


def _round_trip(judge: Judge, vector: Vector, cls: Any, message: Any) -> None:
    """A written message can be read again; the constructor and ``replace`` give an equal message."""
    profile, members = v.profile(vector), message.to_dict()
    judge.compare(vector, "to_json", json.loads(message.to_json()), members)
    judge.compare(vector, "written as JSON", cls.from_json(message.to_json(), profile=profile).to_dict(), members)
    judge.compare(vector, "written as dict", cls.from_dict(members, profile=profile).to_dict(), members)
    judge.compare(vector, "replace", message.replace().to_dict(), members)
    judge.compare(
        vector, "wrapped", list(message.replace(wrapped=True).to_dict().values())[-1:], _wrapped(vector, members)
    )
    with aicc.allow_pickling_secrets():
        judge.compare(vector, "pickle", pickle.loads(pickle.dumps(message)).to_dict(), members)


def _wrapped(vector: Vector, members: dict[str, Any]) -> list[Any]:
    """Returns the last member of a body in its wrapped form."""
    return [members] if vector["interface"] == "agentAccount/create" else list(members.values())[-1:]


def test_typed_messages_from_dict() -> None:
    judge = v.run("python dict", "body")
    for vector in judge.vectors:
        read = aicc.message_class(vector["interface"]).from_dict
        judge.compare_findings(vector, _read(read, v.members(vector), v.profile(vector)))
    judge.finish()


def _pairs(vector: Vector, part: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in vector.get(part, [])]


def test_messages() -> None:
    judge = v.run("python message", "message")
    for vector in judge.vectors:
        path, headers = _pairs(vector, "path"), _pairs(vector, "headers")
        report = aicc.check_message(
            vector["interface"], path=path, headers=headers, body=v.body(vector), profile=v.profile(vector)
        )
        judge.compare_findings(vector, report)
    judge.finish()


def _mapping(pairs: list[tuple[str, str]]) -> Any:
    """Returns the pairs as a dict; those with a name that occurs twice, which no dict holds, as they are."""
    mapping = dict(pairs)
    return mapping if len(mapping) == len(pairs) else pairs


def test_messages_as_mappings() -> None:
    judge = v.run("python message", "message")
    for vector in judge.vectors:
        path, headers = _mapping(_pairs(vector, "path")), _mapping(_pairs(vector, "headers"))
        report = aicc.check_message(
            vector["interface"], path=path, headers=headers, body=v.body(vector), profile=v.profile(vector)
        )
        judge.compare_findings(vector, report)
    judge.finish()


def test_fields_while_they_are_typed() -> None:
    judge = v.run("python field", "field")
    for vector in judge.vectors:
        location, expected = vector.get("location", "body"), vector.get("violations", [])
        report = aicc.check_field(
            vector["interface"], vector["pointer"], vector["text"], location=location, profile=v.profile(vector)
        )
        judge.compare(vector, "state", report.state, vector["state"])
        judge.compare(vector, "violations", v.as_vector(report.findings, expected), v.completed(expected, location))
    judge.finish()


def test_replies() -> None:
    judge = v.run("python reply", "reply")
    for vector in judge.vectors:
        headers, profile = _pairs(vector, "headers"), v.profile(vector)
        reply = aicc.read_reply(vector["interface"], vector["status"], v.body(vector), headers=headers, profile=profile)
        judge.compare(vector, "outcome", reply.outcome, vector["outcome"])
        judge.compare(vector, "ok", reply.ok, vector["outcome"] == "success")
        judge.compare(vector, "code", reply.code, vector.get("code"))
        judge.compare(vector, "action", reply.action, vector.get("action"))
        if vector["outcome"] != "unreadable":
            judge.compare(vector, "meaning", reply.meaning, vector["meaning"])
        judge.compare(vector, "data", None if reply.data is None else reply.data.to_dict(), vector.get("data"))
        judge.compare(vector, "session", reply.session and reply.session.expose(), vector.get("session"))
        judge.compare_findings(vector, reply)
        with aicc.allow_pickling_secrets():
            judge.compare(vector, "pickle", pickle.loads(pickle.dumps(reply)) == reply, True)
    judge.finish()


def test_reply_bodies() -> None:
    """The typed classes read the same; what they write is read again, and what they show makes the same object."""
    judge = v.run("python reply body", "reply")
    for vector in judge.vectors:
        cls, expected = aicc.reply_class(vector["interface"]), vector.get("data")
        members = v.members(vector)
        answers = [_reply(cls.from_json, v.body(vector), v.profile(vector))]
        if members is not None:
            answers.append(_reply(cls.from_dict, members, v.profile(vector)))
        for answer in answers:
            if answer is None:
                judge.compare(vector, "body", None, expected)
                continue
            judge.compare(vector, "body", answer.to_dict(), expected)
            judge.compare(vector, "to_json", json.loads(answer.to_json()), expected)
            judge.compare(vector, "read again", cls.from_json(answer.to_json()) == answer, True)
            judge.compare(vector, "replace", answer.replace() == answer, True)
            judge.compare(vector, "pickle", pickle.loads(pickle.dumps(answer)) == answer, True)
            judge.compare(vector, "hash", hash(answer.replace()) == hash(answer), True)
    judge.finish()


def _reply(read: Any, given: Any, profile: aicc.Profile) -> Any:
    try:
        return read(given, profile=profile)
    except aicc.ValidationError:
        return None


def _server(vector: Vector) -> aicc.Cloud | aicc.Gateway:
    server = vector["server"]
    place = {"port": server.get("port"), "scheme": server.get("scheme")}
    if "gateway" in inspect.signature(aicc.message_class(vector["interface"]).request).parameters:
        return aicc.Gateway(server["host"], **place)
    return aicc.Cloud(server["host"], **place, token=server.get("token"), app_key=server.get("appKey"))


def _request(vector: Vector) -> aicc.Request:
    server = _server(vector)
    cls = aicc.message_class(vector["interface"])
    message = cls.from_json(v.body(vector), profile=v.profile(vector), wrapped=vector.get("wrapped", False))
    if isinstance(server, aicc.Gateway):
        return message.request(server, agent_id=vector["agentId"])
    return message.request(server)


def test_requests() -> None:
    judge = v.run("python request", "request")
    for vector in judge.vectors:
        written, violations, error = None, (), None
        try:
            request = _request(vector)
        except aicc.ValidationError as refused:
            violations = refused.report.violations
        except aicc.EndpointError as refused:
            error = refused.kind
        else:
            written = {
                "method": request.method,
                "url": request.url,
                "headers": [list(field) for field in request.headers.items()],
                "body": request.content.decode(),
            }
            with aicc.allow_pickling_secrets():
                judge.compare(vector, "pickle", pickle.loads(pickle.dumps(request)) == request, True)
        expected = vector.get("violations", [])
        judge.compare(vector, "request", written, vector.get("request"))
        judge.compare(vector, "violations", v.as_vector(violations, expected), v.completed(expected))
        judge.compare(vector, "error", error, vector.get("error"))
    judge.finish()


def test_requests_are_received() -> None:
    """What is written is recognised in the other direction."""
    judge = v.run("python received request", "request")
    for vector in judge.vectors:
        written, profile = vector["request"], v.profile(vector)
        target = "/" + written["url"].split("/", 3)[3]
        request = aicc.read_request(
            written["method"], target, _pairs(written, "headers"), written["body"], profile=profile
        )
        judge.compare(vector, "interface", request.interface, vector["interface"])
        judge.compare(vector, "class", type(request.message), aicc.message_class(vector["interface"]))
        judge.compare(vector, "path", request.path, {"agentid": vector["agentId"]} if "agentId" in vector else {})
        read_again = request.message.from_json(written["body"], profile=profile)
        judge.compare(vector, "body", request.message.to_json(), read_again.to_json())
    judge.finish()


def test_sentences() -> None:
    judge = v.run("python sentence", "sentence")
    for vector in judge.vectors:
        report = aicc.check(vector["interface"], v.body(vector), profile=v.profile(vector))
        places = [(vector["pointer"], vector["rule"])]
        findings = report.violations + report.advice
        found = [finding for finding in findings if (finding.pointer, finding.rule) in places][:1]
        for finding in [*found, *pickle.loads(pickle.dumps(found))]:
            judge.compare(vector, "English", finding.message(), vector["en"])
            judge.compare(vector, "Chinese", finding.message("zh"), vector["zh"])
            judge.compare(vector, "in its dict", finding.to_dict("zh-CN")["message"], vector["zh"])
        judge.compare(vector, "findings", len(found), 1)
    judge.finish()


def test_events() -> None:
    judge = v.run("python events", "events")
    for vector in judge.vectors:
        status = aicc.SignInStatus(vector["value"])
        judge.compare(vector, "interface", "loginex", vector["interface"])
        judge.compare(vector, "events", [event.value for event in status.events()], vector["events"])
    judge.finish()
