"""What Maven Central takes: complete POMs, and a bundle with signatures and checksums."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import central
import pytest

ROOT = Path(__file__).parents[1]
ADDRESS = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["workspace"]["package"]["repository"]
JAR, ANDROID = Path("dev/aicc/aicc/1.2.3"), Path("dev/aicc/aicc-android/1.2.3")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A Maven repository with a jar and an archive for Android, as a release builds it."""
    pom = (ROOT / "bindings/kotlin/pom.xml").read_text(encoding="utf-8")
    version = ElementTree.fromstring(pom).findtext("version", "", central.MAVEN)
    for folder, kinds in ((JAR, [".jar", ".jar.sha1", *central.KINDS]), (ANDROID, [".aar"])):
        (tmp_path / folder).mkdir(parents=True)
        for kind in kinds:
            (tmp_path / folder / f"{central.stem(folder)}{kind}").write_text(kind, encoding="utf-8")
        written = pom.replace(f"<version>{version}<", "<version>1.2.3<", 1)
        (tmp_path / folder / f"{central.stem(folder)}.pom").write_text(written, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("module", ["junit", "kotlin", "okhttp"])
def test_a_pom_has_what_maven_central_asks_for(module: str) -> None:
    pom = ElementTree.parse(ROOT / "bindings" / module / "pom.xml").getroot()
    for element in central.NEEDED:
        # Some readers do not replace properties there.
        assert "${" not in pom.findtext(element, "${}", central.MAVEN), element
    assert pom.findtext("url", "", central.MAVEN) == ADDRESS
    assert pom.findtext("scm/connection", "", central.MAVEN) == f"scm:git:{ADDRESS}"


def test_what_is_missing_is_named(repository: Path) -> None:
    (repository / JAR / "aicc-1.2.3-javadoc.jar").unlink()
    pom = repository / JAR / "aicc-1.2.3.pom"
    pom.write_text(pom.read_text(encoding="utf-8").replace("developer>", "person>"), encoding="utf-8")
    assert central.bundle(repository, repository / "central.zip") == [
        "aicc-1.2.3-javadoc.jar",
        "<developers/developer/name> in aicc-1.2.3.pom",
        "aicc-android-1.2.3-javadoc.jar",
    ]
    assert not (repository / "central.zip").exists()


@pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg signs the files")
def test_every_file_is_signed(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("gpg")
    home.chmod(0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    key = [
        "gpg",
        "--batch",
        "--quiet",
        "--passphrase",
        "",
        "--quick-generate-key",
        "Li Na <li.na@example.com>",
        "ed25519",
    ]
    subprocess.run(key, check=True, capture_output=True)
    archive = tmp_path_factory.mktemp("out") / "central.zip"
    try:
        assert central.bundle(repository, archive) == []
    finally:
        subprocess.run(["gpgconf", "--kill", "gpg-agent"], check=False)
    names = zipfile.ZipFile(archive).namelist()
    files = [name for name in names if not central.DERIVED.fullmatch(name)]
    assert sorted(Path(name).name for name in files) == [
        *(f"aicc-1.2.3{kind}" for kind in ("-javadoc.jar", "-sources.jar", ".jar", ".pom")),
        *(f"aicc-android-1.2.3{kind}" for kind in ("-javadoc.jar", "-sources.jar", ".aar", ".pom")),
    ]
    assert sorted(names) == sorted(f"{name}{end}" for name in files for end in ("", ".asc", ".md5", ".sha1"))
