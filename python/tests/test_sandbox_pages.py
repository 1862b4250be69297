"""The pages on the sandbox: the commands start, the programs run, and the seeds and faults do what the pages say."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from command import BINARY, environment
from documents import ROOT

import aicc

PAGES = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in ("docs/how-to/sandbox.md", "docs/how-to/sandbox-apps.md")
}
SEED = json.loads((ROOT / "examples/sandbox.json").read_text(encoding="utf-8"))


def fenced(language: str) -> list[str]:
    """Returns the blocks of a language, of both pages."""
    return [block for page in PAGES.values() for block in re.findall(rf"^```{language}\n(.*?)^```", page, re.M | re.S)]


def sign_in(url: str, password: str = "Te****34") -> tuple[int, dict[str, str], bytes]:
    """Signs agent 291 in."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    try:
        body, headers = json.dumps({"password": password}), {"Content-Type": "application/json"}
        connection.request("PUT", "/agentgateway/resource/onlineagent/291/loginex", body, headers)
        response = connection.getresponse()
        return response.status, dict(response.headers.items()), response.read()
    finally:
        connection.close()


def test_each_block_is_of_a_language_that_a_test_runs() -> None:
    languages = re.findall(r"^```(\w+)$", "".join(PAGES.values()), re.MULTILINE)
    # python and text: test_readme.py; kotlin and swift: the tests of the packages.
    assert sorted(set(languages)) == ["json", "kotlin", "py", "python", "sh", "swift", "text"]


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends the sandbox")
@pytest.mark.parametrize("line", [line for block in fenced("sh") for line in re.findall(r"^aicc (.*)$", block, re.M)])
def test_a_command_starts(line: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    command = [str(BINARY), *line.replace("--port 8043", "--port 0").split()]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env=environment()
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline()
        process.send_signal(signal.SIGTERM)
    assert re.fullmatch(r"https?://127\.0\.0\.1:\d+\n", url)


@pytest.mark.parametrize("block", fenced("py"))
def test_a_test_of_a_page_passes(block: str, tmp_path: Path) -> None:
    for name, text in {"as_shown": block, "before": block.replace('"after"', '"before"')}.items():
        (tmp_path / f"test_{name}.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", "-c", "none.ini", "."]
    (tmp_path / "none.ini").write_text("", encoding="utf-8")
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert "2 passed" in ran.stdout, ran.stdout + ran.stderr


def test_the_json_of_the_pages_is_used() -> None:
    values = [json.loads(block) for block in fenced("json")]
    faults = [value for value in values if isinstance(value, list)]
    seeds = [value for value in values if "accounts" in value]
    replies = [value for value in values if "retcode" in value]
    assert len(faults) + len(seeds) + len(replies) == len(values) == 3
    with aicc.Sandbox(seed=seeds[0]) as sandbox:
        sandbox.faults(*faults[0])
        assert [account["workNo"] for account in sandbox.accounts()] == [291]
    with aicc.Sandbox(seed=SEED) as sandbox:
        _, headers, body = sign_in(sandbox.url)
    assert "set-guid" in {name.lower() for name in headers}
    reply, shown = json.loads(body), replies[0]
    for value in (reply, shown):
        assert int(value["result"].pop("loginTime")) > 1_700_000_000_000
    assert reply == shown


@pytest.mark.skipif(sys.platform == "win32", reason="a program of a shell")
def test_the_request_of_curl_signs_the_agent_in() -> None:
    (text,) = [block for block in fenced("sh") if block.startswith("curl ")]
    with aicc.Sandbox(seed=SEED) as sandbox:
        shown = text.replace("http://127.0.0.1:41773", sandbox.url)
        ran = subprocess.run(["sh", "-c", shown], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(ran.stdout)["retcode"] == "0"


ROWS = re.findall(r"^\| ([^|]+) \| `(\{.*\})` \| ([^|]+) \|$", PAGES["docs/how-to/sandbox-apps.md"], re.MULTILINE)


def test_the_page_has_its_faults() -> None:
    assert len(ROWS) == 12


@pytest.mark.parametrize(("rule", "expected"), [(json.loads(rule), outcome) for _, rule, outcome in ROWS], ids=str)
def test_a_fault_has_the_outcome_of_the_page(rule: dict[str, Any], expected: str) -> None:
    with aicc.Sandbox(seed=SEED) as sandbox:
        sandbox.faults(rule)
        if expected == "no reply":
            with pytest.raises((OSError, http.client.HTTPException)):
                sign_in(sandbox.url)
            return
        status, headers, body = sign_in(sandbox.url)
        reply = aicc.read_reply("loginex", status, body, headers=headers)
        assert " ".join(filter(None, [reply.outcome, reply.code if not reply.ok else None])) == expected


def test_a_lost_answer_leaves_the_agent_signed_in() -> None:
    with aicc.Sandbox(seed=SEED) as sandbox:
        sandbox.faults({"effect": "after", "do": {"reset": True}, "times": 1})
        with pytest.raises((OSError, http.client.HTTPException)):
            sign_in(sandbox.url)
        assert json.loads(sign_in(sandbox.url)[2])["retcode"] == "100-002"


def test_the_fifth_wrong_password_locks_the_account() -> None:
    with aicc.Sandbox(seed=SEED) as sandbox:
        codes = [json.loads(sign_in(sandbox.url, password)[2])["retcode"] for password in [*["wrong"] * 5, "Te****34"]]
    assert codes == ["100-004"] * 5 + ["110-016"]
