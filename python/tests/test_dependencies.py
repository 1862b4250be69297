"""The page of the dependencies names exactly those of the manifests, and the package runs without another package."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

tomllib = pytest.importorskip("tomllib", reason="the manifests are read by Python 3.11 and newer")

ROOT = Path(__file__).parents[2]
MAVEN = {"": "http://maven.apache.org/POM/4.0.0"}


def of_cargo() -> Iterator[str]:
    for manifest in manifests():
        for platform in (manifest, *manifest.get("target", {}).values()):
            for table in ("dependencies", "dev-dependencies", "build-dependencies"):
                yield from platform.get(table, {})


def own_crates() -> set[str]:
    return {manifest["package"]["name"] for manifest in manifests()}


def manifests() -> list[dict[str, Any]]:
    """Of every crate; `target` has copies."""
    paths = [path for depth in ("*", "*/*") for path in ROOT.glob(f"{depth}/Cargo.toml")]
    own = [path for path in paths if path.relative_to(ROOT).parts[0] != "target"]
    assert own
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in own]


def of_python() -> Iterator[str]:
    manifest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = manifest["project"]
    lists = [project["dependencies"], manifest["build-system"]["requires"], *project["optional-dependencies"].values()]
    for requirement in (requirement for requirements in lists for requirement in requirements):
        yield re.split(r"[^\w.-]", requirement)[0]


def projects_of_maven() -> list[ElementTree.Element]:
    paths = [*ROOT.glob("bindings/*/pom.xml"), *ROOT.glob("tests/*/pom.xml")]
    assert paths
    return [ElementTree.parse(path).getroot() for path in paths]


def of_maven() -> Iterator[str]:
    for project in projects_of_maven():
        for kind in ("dependency", "plugin", "artifactItem"):
            for found in project.iterfind(f".//{kind}", MAVEN):
                if found.findtext("groupId", namespaces=MAVEN) != "dev.aicc":
                    yield found.findtext("artifactId", namespaces=MAVEN) or ""


def of_npm() -> Iterator[str]:
    javascript = "bindings/javascript"
    for folder in (javascript, f"{javascript}/bundlers", "benches/javascript", "tests/clients", "site"):
        manifest = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
        for table in ("dependencies", "devDependencies"):
            yield from (name for name, version in manifest.get(table, {}).items() if not version.startswith("file:"))


def test_the_page_names_every_direct_dependency() -> None:
    page = (ROOT / "docs/explanation/dependencies.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert len(named) == len(set(named)), "a dependency has one row"
    assert set(named) == {*of_cargo(), *of_python(), *of_maven(), *of_npm()} - own_crates()


def test_the_manifests_of_maven_agree() -> None:
    """Each repeats versions, so that it can be published alone: the same ones, and that of the crates."""
    own = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["workspace"]["package"]["version"]
    versions: dict[str, set[str | None]] = {}
    for project in projects_of_maven():
        assert project.findtext("version", namespaces=MAVEN) == own
        properties = {found.tag.partition("}")[2]: found.text for found in project.iterfind("properties/*", MAVEN)}
        plugins = {
            found.findtext("artifactId", "", MAVEN): found.findtext("version", namespaces=MAVEN)
            for kind in ("dependency", "plugin")
            for found in project.iterfind(f".//{kind}[version]", MAVEN)
        }
        for name, version in {**properties, **plugins}.items():
            if name.endswith(".version") or name in plugins:
                versions.setdefault(name, set()).add(version)
    assert versions["kotlin.version"], versions
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_only_an_extra_requires_a_package() -> None:
    assert all("extra ==" in requirement for requirement in requires("aicc") or [])


def test_the_package_and_the_command_run_without_another_package() -> None:
    """Spark's module is that of an extra, and only pytest imports its plugin."""
    package = ROOT / "python/aicc"
    others = ("__init__", "pytest_plugin", "spark")
    modules = sorted(f"aicc.{path.stem}" for path in package.glob("*.py") if path.stem not in others)
    program = f"""if True:
        import importlib, sys
        sys.path.append({str(package.parent)!r})
        for module in {modules}:
            importlib.import_module(module)
        sys.argv = ["aicc", "check", {str(ROOT / "examples/agent-sign-in.json")!r}, "-i", "loginex"]
        sys.exit(sys.modules["aicc.__main__"].main())
    """
    # Isolated, and without site-packages.
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "1 valid" in ran.stdout
