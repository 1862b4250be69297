"""`aicc explain`: what a code means, and what to do."""

import difflib
import re
from collections.abc import Iterator
from typing import Annotated, Any, Optional

import typer
from rich.text import Text

import aicc
from aicc.cli import options
from aicc.cli.limits import limits
from aicc.cli.output import complain, console, plain_table, show
from aicc.cli.rules import meaning


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="A rule code (maxLength), a result code (100-002) or an HTTP status (401)."
        ),
    ],
    language: options.LanguageOption = options.Language.en,
) -> None:
    """Explain a code: what it means, and what to do."""
    catalogue = aicc.catalogue()
    rule = _rule(code)
    answers = [answer for page in catalogue["interfaces"] for answer in _answers(page, code)]
    if rule:
        _write_rule(rule, catalogue, language.value)
    elif answers:
        rows = [(name, what, *meaning(answer, language.value)) for name, what, answer in answers]
        show(console(), plain_table(_ANSWER_COLUMNS[language.value], rows))
    else:
        complain(_unknown(code, catalogue))
        raise typer.Exit(2)


_ANSWER_COLUMNS = {
    "en": ("Interface", "Code", "Meaning", "What to do"),
    "zh": ("接口", "代码", "含义", "处理建议"),
}
_RULE_COLUMNS = {"en": ("Interface", "Row", "Parameter", "Bound"), "zh": ("接口", "序号", "参数", "限制")}
_SEVERITIES = {
    "en": {"violation": "violation: the record is not valid", "advice": "advice: the record is valid all the same"},
    "zh": {"violation": "违规：该记录无效", "advice": "提示：该记录仍然有效"},
}


def _rule(code: str) -> Optional[dict[str, Any]]:
    try:
        return aicc.explain(code)
    except LookupError:
        return None


def _answers(page: dict[str, Any], code: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What an interface means by a result code or an HTTP status."""
    results = page["resultCodes"]
    known = [answer for answer in [*results["known"], *results["further"]] if answer["code"] == code]
    if not known and results["others"] and code.isdecimal() and len(code) < 3:
        known = [{"meaning": results["others"], "action": None}]
    for answer in known:
        yield page["name"], f"{results['member']} {code}", answer
    for answer in page["statuses"]:
        if str(answer["status"]) == code:
            yield page["name"], f"HTTP {code}", answer


def _write_rule(rule: dict[str, Any], catalogue: dict[str, Any], language: str) -> None:
    out = console()
    out.print(Text.assemble((rule["code"], "bold"), f" ({_SEVERITIES[language][rule['severity']]})"))
    message = rule["message"][language]
    if rule["description"] != rule["message"]:
        out.print(rule["description"][language])
    out.print(Text(_simple(message), style="italic"))
    places = [
        (page["name"], row["row"], row["pointer"].removeprefix("/"), bound)
        for page in catalogue["interfaces"]
        for table in ("path", "headers", "request")
        for row in page["tables"][table]
        for code, bound in limits(row, language).items()
        if code == rule["code"]
    ]
    if places:
        show(out, plain_table(_RULE_COLUMNS[language], places))


def _simple(template: str) -> str:
    """A sentence without its choices, `{name|one|many}` and `{name|or}`, and without its brackets."""
    plural = re.sub(r"\{\w+\|[^|}]*\|([^}]*)\}", r"\1", template)
    return re.sub(r"\{(\w+)\|\w+\}", r"{\1}", plural).replace("[", "").replace("]", "")


def _unknown(code: str, catalogue: dict[str, Any]) -> str:
    pages = [page["resultCodes"] for page in catalogue["interfaces"]]
    results = [answer["code"] for page in pages for answer in [*page["known"], *page["further"]]]
    known = [*aicc.rule_codes(), *dict.fromkeys(results)]
    close = difflib.get_close_matches(code, known, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"The codes are: {', '.join(known)}."
    return f"there is no code {code!r}. {hint}"
