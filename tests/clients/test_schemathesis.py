"""Schemathesis finds nothing wrong with the OpenAPI document and the sandbox, also in sequences of requests."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from harness import HERE

import aicc

# A token or an app key that the sandbox does not know is refused, so that credentials are checked.
SEED = {
    "apps": [{"appKey": "schemathesis", "appSecret": "secret"}],
    "choices": {"unknownToken": "refuse"},
    "random": 1,
}


def exact() -> dict[str, Any]:
    """Returns the OpenAPI document with the exact schema of each body in place of its plain one, and of links."""
    document = aicc.openapi()
    for interface in aicc.interfaces():
        for part in ("request", "reply"):
            document["components"]["schemas"].update(aicc.json_schema(interface, part)["$defs"])
    for path in document["paths"].values():
        for operation in path.values():
            for link in operation["responses"]["200"].get("links", {}).values():
                link["requestBody"] = link.pop("x-aicc-body")
    # Schemathesis cannot derive a text from several patterns: schemathesis_hooks.py makes it.
    document["components"]["schemas"]["AgentAccountCreate"]["properties"]["password"]["format"] = "aicc-password"
    return document


def test_schemathesis_finds_no_failure(tmp_path: Path) -> None:
    document = tmp_path / "openapi.json"
    document.write_text(json.dumps(exact()), encoding="utf-8")
    with aicc.Sandbox(tls=True, seed=SEED) as sandbox:
        assert sandbox.certificate is not None
        variables = {
            "SANDBOX_URL": sandbox.url,
            "SANDBOX_CERTIFICATE": sandbox.certificate,
            "SANDBOX_HOOKS": str(HERE / "schemathesis_hooks.py"),
        }
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", HERE / "schemathesis.toml"]
        ran = subprocess.run(
            [*command, "run", "--no-color", document],
            cwd=tmp_path,
            env={**os.environ, **variables, "COLUMNS": "160"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        accounts = sandbox.accounts()
        signed_in = sum(account["signedIn"] for account in accounts)
    print("\n".join([*summary(ran.stdout), f"    Accounts:         {len(accounts)}, of which {signed_in} signed in"]))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert len(accounts) > 10
    assert signed_in > 1, "the stateful phase signs in agents that it has created"


def summary(output: str) -> list[str]:
    """Returns what Schemathesis says at its end."""
    return re.findall(r"^ +(?:Operations:|Scenarios:|API Links:|\d+ generated).*$", output, re.MULTILINE)
