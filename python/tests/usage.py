"""The public interface, as a type checker sees it: pyright checks this file in strict mode, and pytest runs it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aicc


def check_bodies(body: bytes) -> list[str]:
    """Uses reports and findings."""
    queues: dict[int, int] = {7: 4}
    profile = aicc.Profile(
        edition="2023-09-27",
        password=aicc.PasswordPolicy(minimum=8, maximum=8, classes=4, validity_days=90),
        maximum_size=1 << 20,
        skill_queues=queues,
    )
    report: aicc.Report = aicc.check("agentAccount/create", body, profile=profile)
    aicc.check("agentAccount/create", "{}")
    aicc.check("agentAccount/create", {"userAccount": "test123456"})
    aicc.check("queryAgentInfoByAccount", Query("test123456"))
    query: aicc.AgentInfoQuery = aicc.AgentInfoQuery.from_dict(Query("test123456"))
    assert query.account_code
    aicc.check_message("loginex", path={"agentid": "291"}, headers=[("Content-Type", "application/json")], body=body)
    if report.ok:
        return [advice.message() for advice in report.advice]
    first: aicc.Finding = report.violations[0]
    texts: list[str] = [first.location, first.pointer, first.rule, first.reference, first.message("zh")]
    maximum = first.params.get("maximum")
    if isinstance(maximum, int):
        texts.append(str(maximum + 1))
    field: aicc.FieldReport = aicc.check_field("agentAccount/create", "/userAccount", "te", location="body")
    return [*texts, field.state, *(finding.rule for finding in field.findings)]


@dataclass
class Query:
    """A record of a program."""

    accountCode: str


def check_files(path: Path, bodies: list[dict[str, object]], arrow: ArrowTable) -> list[str]:
    """Many records."""
    seen: list[int] = []

    def tell(progress: aicc.BatchProgress) -> None:
        seen.append(progress.read if progress.size is None else progress.size - progress.read)

    report: aicc.BatchReport = aicc.check_many(
        "queryAgentInfoByAccount", path, format="jsonl", progress=tell, threads=2
    )
    with path.open("rb") as file:
        aicc.check_many("queryAgentInfoByAccount", file, valid=io.BytesIO(), invalid=path.with_suffix(".invalid"))
    tables: list[aicc.Findings] = []
    aicc.check_many("queryAgentInfoByAccount", bodies, limit=None, threads=2, sink=tables.append, language="zh")
    aicc.check_many("queryAgentInfoByAccount", (b"{}", "{}"), profile=aicc.Profile(), advice=False)
    aicc.check_many("queryAgentInfoByAccount", arrow, column="body")
    places: list[str] = [pointer for _, pointer in report.by_pointer]
    counts: list[int] = [report.records, report.valid, report.invalid, report.found, *report.by_rule.values(), *seen]
    first: aicc.BatchFinding = report.findings[0]
    row: int = first.row or first.line or first.record
    part: aicc.Findings = report.findings[:2]
    sequence: Sequence[aicc.BatchFinding] = part
    assert first in sequence
    texts = [first.severity, first.location, first.pointer, first.rule, first.reference, first.message]
    return [*places, *texts, str(row), str(counts), *(finding.rule for finding in report.findings)]


def check_tables(csv: Path, workbook: Path) -> list[str]:
    """Tables as people make them."""
    report = aicc.check_many(
        "agentAccount/create",
        csv,
        encoding="gb18030",
        delimiter=";",
        header_row=3,
        columns={"Login": "userAccount"},
        ignore_columns=["Department"],
        strict_columns=True,
    )
    written: bytes = aicc.template("agentAccount/create", workbook, language="zh", skills=2)
    aicc.check_many("agentAccount/create", workbook, sheet=1)
    aicc.check_many("agentAccount/create", io.BytesIO(written), format="workbook", sheet="数据")
    copied: aicc.BatchReport = aicc.annotate(
        "agentAccount/create", csv, csv.with_suffix(".marked.csv"), encoding="gb18030", header_row=3
    )
    fixed: aicc.RepairReport = aicc.fix("agentAccount/create", csv, encoding="gb18030", header_row=3)
    repairs: tuple[aicc.Repair, ...] = fixed.repairs
    assert len(repairs) == fixed.found
    notes: tuple[aicc.ReadingNote, ...] = report.reading + copied.reading
    shown: list[str] = []
    for note in notes:
        params: dict[str, object] = note.params
        shown += [note.code, note.message, *params]
    return shown


class ArrowTable:
    """Arrow data, as many libraries have it."""

    def __init__(self, table: Any) -> None:
        """Holds a table of pyarrow, which has no types."""
        self._table = table

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """A capsule."""
        return self._table.__arrow_c_stream__(requested_schema)


def create_account(cloud: aicc.Cloud) -> aicc.Request:
    """Requests to the configuration service."""
    account = aicc.AgentAccountCreate(
        user_account="test123456",
        user_name="Li Na",
        password=aicc.Secret("Aa1!Aa1!"),
        email="li.na@example.com",
        agent_type=aicc.AgentType.VIDEO,
        cc_role_id=2,
        skills=[aicc.Skill(skill_id=7, agent_weight=1), {"skillId": 8}],
    )
    again: aicc.AgentAccountCreate = aicc.AgentAccountCreate.from_json(account.to_json(), wrapped=True)
    kind: aicc.AgentType = again.agent_type
    skills: tuple[aicc.Skill, ...] | None = again.skills
    phone: str | None = account.replace(phone="1").phone
    weights: list[int | None] = [skill.agent_weight for skill in skills or ()]
    text: str = account.password.expose() + kind.label("zh") + (phone or "") + str(weights)
    assert text
    return account.request(cloud)


def sign_in() -> tuple[str, str, dict[str, str], bytes]:
    """Requests to the agent gateway: plain data."""
    message = aicc.AgentSignIn(password="", status=aicc.SignInStatus.IDLE, autoanswer=True, ip="10.0.0.5")
    events: tuple[aicc.AgentEvent, ...] = message.status.events() if message.status is not None else ()
    assert events
    request = message.request(aicc.Gateway("10.0.0.5", 8043), agent_id=291)
    return request.method, request.url, request.headers, request.content


def read(body: bytes) -> str:
    """Replies."""
    reply: aicc.Reply = aicc.read_reply("loginex", status=200, body=body)
    if isinstance(reply.data, aicc.AgentSignInReply) and reply.data.result is not None:
        result = reply.data.result
        if isinstance(result.login_time, datetime.datetime):
            return result.login_time.isoformat()
        if isinstance(result.mediatype, aicc.MediaServers) and result.mediatype.webm:
            return "chat"
        if isinstance(result.time_remaining, aicc.PasswordValidity) and result.time_remaining.days is not None:
            return f"{result.time_remaining.days} days"
    try:
        reply.raise_for_refusal()
    except aicc.RefusalError as error:
        return error.reply.meaning + (error.reply.action or "")
    return reply.code or reply.meaning_in("zh")


def receive(body: bytes) -> str:
    """The other direction."""
    try:
        received = aicc.read_request("PUT", "/agentgateway/resource/onlineagent/291/loginex", {}, body)
    except aicc.ReceiveError as error:
        return f"{error.status} {error.report.violations[0].rule if error.report is not None else error.allow}"
    agent: str = received.path["agentid"]
    return agent if isinstance(received.message, aicc.AgentSignIn) else received.interface


def tables() -> list[str]:
    """Exports."""
    columns = aicc.Columns("agentAccount/create", ["userName", "agentType"])
    rows = [str(row["pointer"]) for row in aicc.rules("loginex")]
    schema: object = aicc.json_schema("loginex", part="reply", profile=aicc.Profile())["$schema"]
    names: tuple[str, ...] = aicc.interfaces() + aicc.rule_codes()
    return [
        *rows,
        *names,
        str(schema),
        str(aicc.openapi(language="zh")),
        str(aicc.catalogue()),
        str(columns.to_dict(["Li", "4"])),
    ]


def errors() -> str:
    """Exceptions."""
    try:
        aicc.Cloud("a/b", port=8443, scheme="https", token="t", app_key=aicc.Secret("k"))
    except aicc.EndpointError as error:
        return f"{error.kind} {error.message('zh')}"
    except aicc.AiccError as error:
        return str(error)
    try:
        aicc.AgentInfoQuery(account_code="")
    except aicc.ValidationError as error:
        return error.report.violations[0].message()
    with aicc.allow_pickling_secrets():
        return ""
