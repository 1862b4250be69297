"""Writes the pages of the Python API for the documentation site: `python site/python_pages.py`.

The stub of the compiled module and the sources of the other modules are read, not imported. Each public name of `aicc`
has a page.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import griffe

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "site/generated/python"
WIDTH = 80
# Modules in the order of the list, with what their names are for.
MODULES = {
    "compiled": "Check messages, read replies",
    "messages": "Messages and their replies",
    "batch": "Many records",
    "repairs": "Repairs of cells",
    "templates": "Templates",
    "applying": "Plan and apply",
    "client": "HTTP clients",
    "sandbox": "The sandbox",
    "choices": "Documented values",
    "exceptions": "Exceptions",
    "pickling": "Pickling",
}
SECTIONS = {
    "parameters": "Parameters",
    "raises": "Raises",
    "returns": "Returns",
    "yields": "Yields",
}


class Api:
    """The public names of the package."""

    def __init__(self) -> None:
        """Reads the package."""
        package = griffe.load(
            "aicc", search_paths=[ROOT / "python"], docstring_parser="google", docstring_options={"warnings": False}
        )
        assert isinstance(package, griffe.Module)
        self.about = package.docstring
        self.modules = {
            module: {str(name): target(package[f"{module}.{name}"]) for name in package[module].exports}
            for module in sorted(exporting(package), key=list(MODULES).index)
        }
        self.names = {name: item for names in self.modules.values() for name, item in names.items()}

    def address(self, name: str) -> str:
        """Returns the address of the page of a name: `Plan` is a class, `plan` a function."""
        return f"/python/{'classes' if self.names[name].is_class else 'functions'}/{name}"

    def link(self, code: str) -> str:
        """Returns code as Markdown: a link if it is a public name."""
        name = re.fullmatch(r"(?:aicc\.)?(\w+)(?:\.\w+)?(?:\(.*\))?", code)
        shown = f"`{code}`"
        return f"[{shown}]({self.address(name[1])})" if name and name[1] in self.names else shown

    def text(self, docstring: str) -> str:
        """Returns the text of a docstring as Markdown."""
        return re.sub(r"``(.+?)``", lambda found: self.link(found[1]), docstring)


def exporting(package: griffe.Module) -> Iterator[str]:
    """Returns the modules whose names the package exports."""
    for name, module in package.modules.items():
        exports = {str(name) for name in module.exports or []}
        if exports and exports <= {str(name) for name in package.exports or []}:
            yield name


def target(item: griffe.Object | griffe.Alias) -> griffe.Object:
    """Returns what a name stands for."""
    return item.final_target if isinstance(item, griffe.Alias) else item


def main(folder: Path) -> None:
    """Writes the pages into a folder."""
    api = Api()
    pages = {"index": index(api)} | {api.address(name).removeprefix("/python/"): page(api, name) for name in api.names}
    for name, text in zip(pages, formatted(pages.values())):
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def index(api: Api) -> str:
    """Returns the page that lists all names."""
    parts = ["# The Python API", *docstring(api, api.about)]
    for module, names in api.modules.items():
        functions_first = sorted(names.items(), key=lambda named: named[1].is_class)
        rows = (f"| {api.link(name)} | {api.text(summary(item))} |" for name, item in functions_first)
        parts += [f"## {MODULES[module]}", "\n".join(["| Name | What it is |", "|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def page(api: Api, name: str) -> str:
    """Returns the page of a name."""
    item = api.names[name]
    parts = [f"# aicc.{name}", "[The Python API](/python) lists all names."]
    if isinstance(item, griffe.Function):
        parts += [*signatures(item, name), *docstring(api, item.docstring)]
    elif isinstance(item, griffe.Class):
        parts += [*of_class(api, item, name)]
    return "\n\n".join(parts) + "\n"


def of_class(api: Api, item: griffe.Class, name: str) -> Iterator[str]:
    """Returns the parts of the page of a class."""
    bases = [str(base).rpartition(".")[2] for base in item.bases]
    shown = [api.link(base) for base in bases if base in api.names or base.endswith(("Error", "Exception"))]
    if shown:
        yield f"Base: {', '.join(shown)}."
    constructor = item.members.get("__new__") or item.members.get("__init__")
    documents = [item.docstring, constructor.docstring if constructor else None]
    # The package alone calls a constructor whose arguments are not described.
    if isinstance(constructor, griffe.Function) and any(describes_arguments(document) for document in documents):
        yield from signatures(constructor, name)
    yield from docstring(api, item.docstring)
    members = {name: target(member) for name, member in item.all_members.items() if is_public(name, member)}
    values = {name: member for name, member in members.items() if isinstance(member, griffe.Attribute)}
    for title, group in [
        ("Attributes", values),
        ("Methods", {name: members[name] for name in members.keys() - values}),
    ]:
        if group:
            yield f"## {title}"
        for member in sorted(group) if title == "Methods" else group:
            yield f"### `{member}`"
            yield from of_member(api, group[member])


def of_member(api: Api, member: griffe.Object) -> Iterator[str]:
    """Returns the parts of a page about an attribute or a method."""
    if isinstance(member, griffe.Function):
        yield from signatures(member, member.name)
    elif isinstance(member, griffe.Attribute):
        value = f" = {member.value}" if member.value and not member.annotation else ""
        annotation = f": {member.annotation}" if member.annotation else ""
        yield code(f"{member.name}{annotation}{value}")
    yield from docstring(api, member.docstring)


def is_public(name: str, member: griffe.Object | griffe.Alias) -> bool:
    """Returns whether a member is part of the API: has no underscore, and is not from a base outside of the package."""
    return not name.startswith("_") and target(member).path.startswith("aicc.")


def describes_arguments(document: griffe.Docstring | None) -> bool:
    """Returns whether a docstring describes arguments."""
    return any(section.kind.value == "parameters" for section in document.parsed) if document else False


def signatures(function: griffe.Function, name: str) -> Iterator[str]:
    """Returns each way to call a function, as one block of code."""
    overloads = (function.parent.overloads.get(function.name) if function.parent else None) or [function]
    aliases: dict[str, str] = {}
    for overload in overloads:
        for parameter in overload.parameters:
            aliases |= aliases_of(parameter.annotation, function.package)
    lines = [signature(overload, name) for overload in overloads]
    yield code("\n".join([*lines, *(f"{alias} = {value}" for alias, value in aliases.items())]))


def aliases_of(annotation: str | griffe.Expr | None, package: griffe.Module) -> dict[str, str]:
    """Returns the names in a type that are short for another type of this package, with that type."""
    aliases: dict[str, str] = {}
    for part in annotation.iterate(flat=True) if isinstance(annotation, griffe.Expr) else []:
        path = part.canonical_path if isinstance(part, griffe.ExprName) else ""
        module, _, name = path.removeprefix("aicc.").rpartition(".")
        found = package[module].members.get(name) if path.startswith("aicc.") and module else None
        meant = target(found) if found else None
        if isinstance(meant, griffe.Attribute) and meant.value:
            aliases |= {part.name: str(meant.value).strip("'\"")} | aliases_of(meant.value, package)
    return aliases


def signature(function: griffe.Function, name: str) -> str:
    """Returns the line that defines a function."""
    is_method = isinstance(function.parent, griffe.Class) and "staticmethod" not in function.labels
    parameters = list(function.parameters)[1 if is_method else 0 :]
    prefix = "async def" if "async" in function.labels else "def"
    returned = f" -> {function.returns}" if function.returns and not function.name.startswith("__") else ""
    return f"{prefix} {name}({', '.join(listed(parameters))}){returned}: ..."


def listed(parameters: list[griffe.Parameter]) -> Iterator[str]:
    """Returns the parameters as they are written, with `/` and `*`."""
    kinds = [parameter.kind for parameter in parameters]
    stars = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}
    has_star = griffe.ParameterKind.var_positional in kinds
    for position, parameter in enumerate(parameters):
        if parameter.kind is griffe.ParameterKind.keyword_only and not has_star:
            has_star = True
            yield "*"
        annotation = f": {parameter.annotation}" if parameter.annotation else ""
        # griffe writes `...` as the name of the object.
        value = "..." if str(parameter.default) == "Ellipsis" else parameter.default
        default = "" if parameter.default is None or parameter.kind in stars else f" = {value}"
        yield f"{stars.get(parameter.kind, '')}{parameter.name}{annotation}{default}"
        if kinds[position : position + 2].count(griffe.ParameterKind.positional_only) == 1 and (
            parameter.kind is griffe.ParameterKind.positional_only
        ):
            yield "/"


def docstring(api: Api, text: griffe.Docstring | None) -> Iterator[str]:
    """Returns the parts of a docstring."""
    for section in text.parsed if text else []:
        kind = section.kind.value
        if kind == "text":
            yield api.text(section.value)
        elif kind == "admonition" and section.value.description.startswith(">>>"):
            yield f"**{section.title}**"
            yield code(section.value.description)
        elif kind in SECTIONS:
            yield f"**{SECTIONS[kind]}**"
            yield "\n".join(items(api, kind, section.value))
        else:
            raise ValueError(f"docstrings have no section {kind!r}: {section.value}")


def items(api: Api, kind: str, values: Iterable[griffe.DocstringElement]) -> Iterator[str]:
    """Returns the list of a section of a docstring."""
    for value in values:
        name = getattr(value, "name", "") or str(value.annotation or "")
        described = " ".join(value.description.split())
        yield (
            f"- {api.link(name) if kind != 'parameters' else f'`{name}`'}: {api.text(described)}"
            if name
            else f"- {api.text(described)}"
        )


def summary(item: griffe.Object) -> str:
    """Returns the first paragraph of the docstring of an item."""
    text = item.docstring.value.strip() if item.docstring else ""
    return " ".join(text.split("\n\n")[0].split())


def code(text: str) -> str:
    """Returns a block of Python code."""
    return f"```python\n{text}\n```"


def formatted(pages: Iterable[str]) -> list[str]:
    """Returns pages whose definitions have lines of at most 80 characters."""
    texts = list(pages)
    definition = re.compile(r"(?<=```python\n)(?:async def|def|\w+(?:: | = )).*?(?=\n```)", re.DOTALL)
    blocks = [block for text in texts for block in definition.findall(text)]
    source = "".join(f"# {number}\n{block}\n" for number, block in enumerate(blocks))
    command = [
        "ruff",
        "format",
        "--quiet",
        "--isolated",
        "--line-length",
        str(WIDTH),
        "--stdin-filename",
        "pages.pyi",
        "-",
    ]
    result = subprocess.run(command, input=source, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    result = re.sub(r": \.\.\.$", "", result, flags=re.MULTILINE)
    result = re.sub(r"^def (?=[A-Z])", "class ", result, flags=re.MULTILINE)
    done = iter(re.split(r"^# \d+\n", result, flags=re.MULTILINE)[1:])
    return [definition.sub(lambda _: next(done).strip(), text) for text in texts]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
