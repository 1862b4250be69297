"""The options that several commands share."""

import difflib
import json
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Optional, cast

import typer

import aicc


class Language(str, Enum):
    """The languages of sentences."""

    en = "en"
    zh = "zh"


class Edition(str, Enum):
    """The editions of the vendor's pages."""

    e2023 = "2023-09-27"
    e2025 = "2025-11-13"


def _known_interface(name: str) -> str:
    names = aicc.interfaces()
    if name in names:
        return name
    close = difflib.get_close_matches(name.lower(), {known.lower(): known for known in names}, n=1, cutoff=0.4)
    guess = next((known for known in names if known.lower() in close), None)
    hint = f" Did you mean {guess}?" if guess else ""
    raise typer.BadParameter(f"there is no interface {name!r}.{hint} The interfaces are: {', '.join(names)}.")


def _complete_interface(incomplete: str) -> list[str]:
    return [name for name in aicc.interfaces() if name.lower().startswith(incomplete.lower())]


_INTERFACE_HELP = "The interface (see below)."

InterfaceOption = Annotated[
    str,
    typer.Option(
        "--interface",
        "-i",
        metavar="INTERFACE",
        help=_INTERFACE_HELP,
        callback=_known_interface,
        autocompletion=_complete_interface,
    ),
]
InterfaceArgument = Annotated[
    str,
    typer.Argument(
        metavar="INTERFACE", help=_INTERFACE_HELP, callback=_known_interface, autocompletion=_complete_interface
    ),
]
LanguageOption = Annotated[Language, typer.Option("--language", "-l", help="The language of the sentences.")]
EditionOption = Annotated[Edition, typer.Option(help="The edition of the vendor's pages.", rich_help_panel="Rules")]
PasswordMinimum = Annotated[
    Optional[int],
    typer.Option(
        metavar="N", min=0, help="The fewest characters of a password in your tenant.", rich_help_panel="Rules"
    ),
]
PasswordMaximum = Annotated[
    Optional[int],
    typer.Option(metavar="N", min=1, help="The most characters of a password in your tenant.", rich_help_panel="Rules"),
]
PasswordClasses = Annotated[
    Optional[int],
    typer.Option(
        metavar="N",
        min=0,
        max=4,
        help="How many kinds of characters a password needs: uppercase, lowercase, digits, special.",
        rich_help_panel="Rules",
    ),
]
SkillQueues = Annotated[
    Optional[Path],
    typer.Option(
        metavar="FILE",
        help='Your skill queues and their types, as a JSON object: {"3": 4, "7": 5}.',
        rich_help_panel="Rules",
    ),
]


def profile_of(
    edition: Edition,
    password_minimum: Optional[int] = None,
    password_maximum: Optional[int] = None,
    password_classes: Optional[int] = None,
    skill_queues: Optional[Path] = None,
) -> aicc.Profile:
    """The choices of one call."""
    given = {"minimum": password_minimum, "maximum": password_maximum, "classes": password_classes}
    try:
        password = aicc.PasswordPolicy(**{name: value for name, value in given.items() if value is not None})
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint=_POLICY_HINT) from None
    queues = _skill_queues(skill_queues) if skill_queues else None
    return aicc.Profile(edition=edition.value, password=password, skill_queues=queues)


_POLICY_HINT = "'--password-minimum', '--password-maximum', '--password-classes'"


def _skill_queues(path: Path) -> dict[int, int]:
    hint = "'--skill-queues'"
    try:
        content: Any = json.loads(path.read_bytes())
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}.", param_hint=hint) from None
    except ValueError:
        raise typer.BadParameter(f"{path} is not JSON.", param_hint=hint) from None
    try:
        return {int(queue): _integer(kind) for queue, kind in cast("dict[str, Any]", content).items()}
    except (AttributeError, TypeError, ValueError):
        message = f'{path} must be a JSON object of queue IDs and their types, such as {{"3": 4, "7": 5}}.'
        raise typer.BadParameter(message, param_hint=hint) from None


def _integer(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value
