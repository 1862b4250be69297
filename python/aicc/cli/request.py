"""`aicc request`: the requests that the records of files become."""

import os
import sys
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Annotated, Optional, TypedDict, Union

import typer

import aicc
from aicc import batch
from aicc._aicc import check_source
from aicc.cli import options
from aicc.cli.check import Files, FormatOption
from aicc.cli.findings import Place, Row, Summary
from aicc.cli.output import complain, complain_of_file, console, visible, write_json, write_summary, write_tables
from aicc.cli.sources import Format, format_of, source_of
from aicc.messages import Message

_TOKEN, _APP_KEY = "AICC_TOKEN", "AICC_APP_KEY"


class Form(str, Enum):
    """The forms in which requests are written."""

    http = "http"
    json = "json"


class Written(TypedDict):
    """One request as data, and the place of its record."""

    file: str
    row: int
    method: str
    url: str
    headers: dict[str, str]
    body: str


def request(
    interface: options.InterfaceArgument,
    files: Files,
    host: Annotated[str, typer.Option(metavar="HOST", help="The host of the service.")],
    port: Annotated[
        Optional[int], typer.Option(metavar="N", help="Its port.", show_default="that of the service")
    ] = None,
    scheme: Annotated[
        Optional[str], typer.Option(metavar="SCHEME", help="https, or http on this machine.", show_default="https")
    ] = None,
    token_file: Annotated[
        Optional[Path], typer.Option(metavar="FILE", help=f"A file with the access token, in place of {_TOKEN}.")
    ] = None,
    agent_id: Annotated[Optional[str], typer.Option(metavar="ID", help="The agent who signs in, for loginex.")] = None,
    wrapped: Annotated[bool, typer.Option("--wrapped", help="Write the body in the wrapper that its page prints.")] = (
        False
    ),
    show_secrets: Annotated[
        bool, typer.Option("--show-secrets", help="Print passwords and credentials as they are, not as ***.")
    ] = False,
    source_format: FormatOption = None,
    output: Annotated[Form, typer.Option("--output", "-o", help="The form of the requests.")] = Form.http,
    language: options.LanguageOption = options.Language.en,
    edition: options.EditionOption = options.Edition.e2023,
    password_minimum: options.PasswordMinimum = None,
    password_maximum: options.PasswordMaximum = None,
    password_classes: options.PasswordClasses = None,
    skill_queues: options.SkillQueues = None,
) -> None:
    """Print the request that each record of files would be sent as. Nothing is sent.

    The access token comes from the environment variable AICC_TOKEN or from --token-file, the app key from
    AICC_APP_KEY: an option would stay in the history of the shell.

    Exit status: 0 when all records are valid, 1 when some are not (they are reported on standard error), 2 when a file
    or an option cannot be used.
    """
    if interface == "loginex" and agent_id is None:
        raise typer.BadParameter("loginex needs the agent who signs in.", param_hint="'--agent-id'")
    profile = options.profile_of(edition, password_minimum, password_maximum, password_classes, skill_queues)
    reading = _Reading(interface, profile, wrapped, language.value)
    server = _server(interface, host, port, scheme, token_file, language.value)
    requests: list[Written] = []
    for name in map(str, files):
        try:
            for row, message in reading.valid(name, source_format):
                requests.append(_written(name, row, _request(message, server, agent_id), show_secrets))
        except aicc.ValidationError as error:
            # The record is valid: this is about the credentials and the agent.
            for finding in error.report.violations:
                complain(f"{finding.message(language.value)} {_SOURCES.get(finding.pointer.lower(), '')}".rstrip())
            raise typer.Exit(2) from None
        except (ValueError, ImportError, OSError) as error:
            complain_of_file(name, error)
            reading.summary.unread += 1
    _print(requests, output)
    errors = console(stderr=True)
    write_tables(errors, reading.findings, language.value)
    write_summary(reading.summary, language.value, errors)
    raise typer.Exit(2 if reading.summary.unread else 1 if reading.summary.invalid else 0)


# Where the user gives what a rule about path and headers asks for.
_SOURCES = {
    "/authorization": f"It is made of the token in {_TOKEN} or --token-file.",
    "/x-app-key": f"It is the app key in {_APP_KEY}.",
    "/agentid": "It is what --agent-id says.",
}

_Server = Union[aicc.Cloud, aicc.Gateway]


def _server(
    interface: str, host: str, port: Optional[int], scheme: Optional[str], token_file: Optional[Path], language: str
) -> _Server:
    try:
        if interface == "loginex":
            return aicc.Gateway(host, port, scheme=scheme)
        token = _in_file(token_file) if token_file else _in_environment(_TOKEN)
        return aicc.Cloud(host, port=port, scheme=scheme, token=token, app_key=_in_environment(_APP_KEY))
    except aicc.EndpointError as error:
        raise typer.BadParameter(error.message(language), param_hint=f"'--{error.kind}'") from None


# A credential is a Secret at once: whatever collects the local variables of a failure finds no text of it.


def _in_environment(name: str) -> Optional[aicc.Secret]:
    try:
        return aicc.Secret(os.environ[name]) if os.environ.get(name) else None
    except ValueError:
        raise typer.BadParameter("it is not UTF-8.", param_hint=f"'{name}'") from None


def _in_file(path: Path) -> Optional[aicc.Secret]:
    try:
        token = aicc.Secret(path.read_text(encoding="utf-8-sig").strip())
        return token if token.expose() else None
    except OSError as error:
        reason = error.strerror
    except ValueError:
        reason = "it is not UTF-8"
    raise typer.BadParameter(f"{path}: {reason}.", param_hint="'--token-file'")


@dataclass
class _Reading:
    """The files that are read, and what was found in them."""

    interface: str
    profile: aicc.Profile
    wrapped: bool
    language: str
    summary: Summary = field(default_factory=Summary)
    findings: list[Row] = field(default_factory=lambda: list[Row]())

    def valid(self, name: str, chosen: Optional[Format]) -> list[tuple[int, Message]]:
        """The messages of the valid records of a file, each with its row; what is found in any is noted."""
        source = source_of(name)
        place = Place(name, format_of(name, chosen))
        form, source = batch.readable(source, place.format.value)
        messages: list[tuple[int, Message]] = []
        read = aicc.message_class(self.interface).from_json

        def take(record: int, row: Optional[int], line: Optional[int], body: aicc.Secret) -> None:
            messages.append(
                (place.row(record, row, line), read(body.expose(), profile=self.profile, wrapped=self.wrapped))
            )

        report = check_source(
            self.interface,
            source,
            form,
            column=None,
            profile=self.profile,
            threads=None,
            limit=None,
            advice=True,
            language=self.language,
            bodies=take,
        )
        self.summary.add(report)
        self.findings += place.rows(report.findings)
        return messages


def _request(message: Message, server: _Server, agent_id: Optional[str]) -> aicc.Request:
    if isinstance(message, aicc.AgentSignIn):
        assert isinstance(server, aicc.Gateway)
        assert agent_id is not None
        return message.request(server, agent_id=agent_id)
    assert isinstance(server, aicc.Cloud)
    return message.request(server)


def _written(file: str, row: int, request: aicc.Request, show_secrets: bool) -> Written:
    masked = request.masked()
    headers, body = masked["headers"], masked["content"]
    if show_secrets:
        headers, body = request.headers, request.content.decode()
    return Written(file=file, row=row, method=request.method, url=request.url, headers=headers, body=body)


def _print(requests: list[Written], output: Form) -> None:
    if output is Form.json:
        write_json(requests)
        return
    for request in requests:
        # The form of .http files, which editors and command-line clients can send.
        print(f"### {visible(request['file'])}, row {request['row']}")
        print(request["method"], request["url"])
        for name, value in request["headers"].items():
            print(f"{name}: {value}")
        print(f"\n{visible(request['body']) if sys.stdout.isatty() else request['body']}\n")
