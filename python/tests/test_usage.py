"""The file that the type checker reads also runs."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import usage

import aicc


def test_usage(tmp_path: Path) -> None:
    assert usage.check_bodies(b"{}")[:3] == ["body", "/userAccount", "required"]
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"accountCode":""}\n')
    arrow = usage.ArrowTable(pyarrow.table({"body": ["{}"]}))
    assert usage.check_files(file, [{"accountCode": "a"}], arrow)[:2] == ["/accountCode", "violation"]
    table = tmp_path / "a.csv"
    table.write_bytes("标题\n\nLogin;Department;座席名称\nli.na01;销售;李娜\n".encode("gb18030"))
    assert usage.check_tables(table, tmp_path / "a.xlsx")[0] == "encoding"
    cloud = aicc.Cloud("service.besclouds.com", token="t", app_key="k")
    assert usage.create_account(cloud).method == "POST"
    assert usage.sign_in()[0] == "PUT"
    assert usage.read(b'{"retcode":"0","result":{"loginTime":"0"}}') == "1970-01-01T00:00:00+00:00"
    assert usage.read(b'{"retcode":"100-015"}').startswith("already signed in")
    assert usage.receive(b"{}") == "400 required"
    assert "loginex" in usage.tables()
    assert usage.errors().startswith("host ")
