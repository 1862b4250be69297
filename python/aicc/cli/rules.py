"""The commands that write an interface out: `aicc rules`, `aicc schema` and `aicc openapi`."""

from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any

import typer
from rich.console import Group
from rich.text import Text

import aicc
from aicc.cli import options
from aicc.cli.limits import default, limits
from aicc.cli.output import console, plain_table, show, write_json


class Form(str, Enum):
    """The forms in which tables are written."""

    table = "table"
    json = "json"


class Part(str, Enum):
    """The bodies of an interface."""

    request = "request"
    reply = "reply"


def rules(
    interface: options.InterfaceArgument,
    output: Annotated[Form, typer.Option("--output", "-o", help="The form of the tables.")] = Form.table,
    language: options.LanguageOption = options.Language.en,
    edition: options.EditionOption = options.Edition.e2023,
    password_minimum: options.PasswordMinimum = None,
    password_maximum: options.PasswordMaximum = None,
    password_classes: options.PasswordClasses = None,
) -> None:
    """Show what an interface asks for and what it answers, for reading."""
    profile = options.profile_of(edition, password_minimum, password_maximum, password_classes)
    page = next(page for page in aicc.catalogue(profile=profile)["interfaces"] if page["name"] == interface)
    if output is Form.json:
        write_json(page)
    else:
        _write_page(page, language.value)


def schema(
    interface: options.InterfaceArgument,
    part: Annotated[Part, typer.Option(help="The body that is described.")] = Part.request,
    language: options.LanguageOption = options.Language.en,
    edition: options.EditionOption = options.Edition.e2023,
    password_minimum: options.PasswordMinimum = None,
    password_maximum: options.PasswordMaximum = None,
    password_classes: options.PasswordClasses = None,
) -> None:
    """Print the JSON Schema (2020-12) of an interface."""
    profile = options.profile_of(edition, password_minimum, password_maximum, password_classes)
    write_json(aicc.json_schema(interface, part.value, profile=profile, language=language.value))


def openapi(
    language: options.LanguageOption = options.Language.en,
    edition: options.EditionOption = options.Edition.e2023,
    password_minimum: options.PasswordMinimum = None,
    password_maximum: options.PasswordMaximum = None,
    password_classes: options.PasswordClasses = None,
) -> None:
    """Print the OpenAPI 3.1 description of all interfaces."""
    profile = options.profile_of(edition, password_minimum, password_maximum, password_classes)
    write_json(aicc.openapi(profile=profile, language=language.value))


_TITLES = {
    "en": {"path": "Path", "headers": "Request headers", "request": "Request body", "reply": "Reply body"},
    "zh": {"path": "路径参数", "headers": "请求头", "request": "请求体", "reply": "响应体"},
}
_COLUMNS = {
    "en": ("Row", "Parameter", "Type", "Mandatory", "Description"),
    "zh": ("序号", "参数", "类型", "必填", "说明"),
}
_YES = {"en": "yes", "zh": "是"}
_DEFAULT = {"en": "default", "zh": "默认值"}
_ANSWERS = {
    "en": (("Result code", "Meaning", "What to do"), ("HTTP status", "Meaning", "What to do")),
    "zh": (("结果码", "含义", "处理建议"), ("HTTP 状态码", "含义", "处理建议")),
}


def _write_page(page: dict[str, Any], language: str) -> None:
    out = console()
    out.print(Text(page["title"][language], style="bold"), soft_wrap=True)
    out.print(Text(page["summary"][language]))
    out.print(Text(f"{page['method']} {page['path']}", style="cyan"), soft_wrap=True)
    for part, rows in page["tables"].items():
        if rows:
            out.print(Text(f"\n{_TITLES[language][part]}", style="bold"))
            show(out, plain_table(_COLUMNS[language], [_cells(row, language) for row in rows]))
    codes, statuses = _ANSWERS[language]
    known = [(answer["code"], answer) for answer in page["resultCodes"]["known"]]
    documented = [(str(answer["status"]), answer) for answer in page["statuses"]]
    for headings, answers in ((codes, known), (statuses, documented)):
        if answers:
            show(out, "", plain_table(headings, [(code, *meaning(answer, language)) for code, answer in answers]))


def _cells(row: dict[str, Any], language: str) -> Sequence[Any]:
    bounds = [f"{code} {bound}" for code, bound in limits(row, language).items()]
    assumed = default(row)
    if assumed is not None:
        bounds.append(f"{_DEFAULT[language]} {assumed}")
    description: Any = Text(row["description"][language])
    if bounds:
        description = Group(description, Text(", ".join(bounds), style="dim"))
    name = row["pointer"].removeprefix("/") or row["name"]
    return row["row"], name, row["type"], _YES[language] if row["mandatory"] else "", description


def meaning(answer: dict[str, Any], language: str) -> tuple[str, str]:
    """What a code means, and what to do."""
    action = answer["action"]
    return answer["meaning"][language], action[language] if action else ""
