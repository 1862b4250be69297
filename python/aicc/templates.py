"""``template``: a file to fill in with records."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, get_args

from aicc import _aicc
from aicc.files import replacing

if TYPE_CHECKING:
    from aicc._aicc import Profile
    from aicc.batch import FilePath

__all__ = ["template"]

TemplateFormat = Literal["workbook", "csv"]

_EXTENSIONS: dict[str, TemplateFormat] = {".csv": "csv", ".xlsx": "workbook"}


def template(
    interface: str,
    path: FilePath | None = None,
    *,
    format: TemplateFormat | None = None,
    language: str = "en",
    profile: Profile | None = None,
    skills: int = 1,
) -> bytes:
    """Returns a file to fill in with records of an interface, and writes it to a path if one is given.

    A workbook has a sheet with lists of values, rules, messages and cells that Excel does not change, and sheets that
    explain every row of the page. A CSV file has the wire names of the columns. ``check_many`` reads both. The same
    arguments give the same bytes.

    Args:
        interface: The name of the interface: one of ``aicc.interfaces()``.
        path: The file to write. A file of this name is replaced. Default: no file is written.
        format: ``workbook`` (.xlsx) or ``csv``. Default: the format that the extension of the path names; ``workbook``
            without a path.
        language: The language of headings, values and texts of a workbook: ``en`` (the default) or ``zh``.
        profile: Edition and password policy of the rules. Default: ``aicc.Profile()``.
        skills: How many groups of columns a list of objects has, such as the skills of an agent: 0 to 100, at most as
            many as the list can have elements. Default: 1.

    Raises:
        UnknownInterfaceError: The package does not know the interface.
        OSError: The file cannot be written.
        ValueError: An argument is outside its range, or the extension of the path names no format.

    Example:
        >>> aicc.template("queryAgentInfoByAccount", format="csv").decode("utf-8-sig")
        'accountCode,password,username\\r\\n'
    """
    content = _aicc.template_bytes(interface, _format(path, format), profile=profile, language=language, skills=skills)
    if path is not None:
        with replacing(os.fspath(path)) as file:
            file.write(content)
    return content


def _format(path: FilePath | None, chosen: TemplateFormat | None) -> TemplateFormat:
    formats = ", ".join(get_args(TemplateFormat))
    if chosen is not None and chosen not in get_args(TemplateFormat):
        raise ValueError(f"format must be one of {formats}, not {chosen!r}")
    if chosen is not None or path is None:
        return chosen or "workbook"
    found = _EXTENSIONS.get(PurePath(path).suffix.lower())
    if found is None:
        raise ValueError(f"the format of {os.fspath(path)!r} is not known: pass format, one of {formats}")
    return found
