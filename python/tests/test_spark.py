"""``aicc.spark`` on a local Spark with two cores gives the findings of ``aicc.check``."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import documents
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
import struct_types
import vectors as v
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import DataType, StringType, StructField, StructType
from vectors import Judge, Vector

import aicc
import aicc.spark

QUERY = "queryAgentInfoByAccount"
ROWS = [
    (1, '{"accountCode": "agent01"}'),
    (2, '{"accountCode": ""}'),
    (3, '{"accountCode": "agent03", "extra": 1}'),
    (4, '{"accountCode": "agent04'),
    (5, None),
    (2, '{"accountCode": ""}'),
    (7, '{"password": 7}'),
]

BLOCKS = documents.blocks("docs/how-to/spark.md")

Group = tuple[str, str]
"""The interface and the profile of some vectors."""


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        options = {
            "spark.driver.host": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.default.parallelism": "1",
            "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
            # Settings that make many small jobs fast.
            "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "spark.sql.codegen.factoryMode": "NO_CODEGEN",
            "spark.sql.codegen.wholeStage": "false",
            # Several batches in each partition.
            "spark.sql.execution.arrow.maxRecordsPerBatch": "50",
        }
        session = SparkSession.builder.master("local[2]").config(map=options).getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


@pytest.fixture(scope="module")
def rows(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame(ROWS, "id long, value string")


def _groups(vectors: list[Vector]) -> dict[Group, list[Vector]]:
    groups: dict[Group, list[Vector]] = {}
    for vector in vectors:
        group = vector["interface"], json.dumps(vector.get("profile"), sort_keys=True)
        groups.setdefault(group, []).append(vector)
    return groups


def _findings(report: aicc.Report) -> list[dict[str, object]]:
    return [finding.to_dict() for finding in report.violations + report.advice]


def _as_dict(row: Row) -> dict[str, object]:
    """Returns a finding in the form of ``Finding.to_dict``."""
    return {**row.asDict(), "params": json.loads(row.params)}


def _finish(judge: Judge, frames: list[DataFrame], expected: dict[str, list[tuple[Vector, aicc.Report]]]) -> None:
    """Compares what all frames find, in one job, by the ``id`` of each vector's row."""
    found: dict[str, list[dict[str, object]]] = {}
    for row in reduce(DataFrame.unionAll, frames).collect():
        finding = _as_dict(row)
        # Depends on which records a partition has: a test of its own asserts it.
        if finding["rule"] == "duplicateRecord":
            continue
        found.setdefault(str(finding.pop("id")), []).append(finding)
    for key, reports in expected.items():
        for vector, report in reports:
            judge.compare(vector, "findings", found.get(key, []), _findings(report))
    assert not found.keys() - expected.keys()
    judge.finish()


def _reports(vectors: list[Vector]) -> dict[str, list[tuple[Vector, aicc.Report]]]:
    return {vector["id"]: [(vector, _report(vector))] for vector in vectors}


def _report(vector: Vector, body: Any = None) -> aicc.Report:
    body = v.body(vector) if body is None else body
    return aicc.check(vector["interface"], body, profile=v.profile(vector))


def test_bodies_as_binary(spark: SparkSession) -> None:
    judge = v.run("spark binary", "body")
    frames = []
    for (interface, _), group in _groups(judge.vectors).items():
        df = spark.createDataFrame([(vector["id"], v.body(vector)) for vector in group], "id string, value binary")
        frames.append(aicc.spark.check(df, interface, keep="id", profile=v.profile(group[0])))
    _finish(judge, frames, _reports(judge.vectors))


def test_bodies_as_text(spark: SparkSession) -> None:
    judge = v.run("spark text", "body")
    frames = []
    for (interface, _), group in _groups(judge.vectors).items():
        df = spark.createDataFrame([(v.body(each).decode(), each["id"]) for each in group], "body string, id string")
        frames.append(aicc.spark.check(df, interface, "body", keep=["id"], profile=v.profile(group[0])))
    _finish(judge, frames, _reports(judge.vectors))


def test_bodies_in_json_lines(spark: SparkSession, tmp_path: Path) -> None:
    """Lines that are not UTF-8 are among them, and blank ones."""
    judge = v.run("spark json lines", "body")
    frames = []
    expected: dict[str, list[tuple[Vector, aicc.Report]]] = {}
    for number, ((interface, _), group) in enumerate(_groups(judge.vectors).items()):
        for vector in group:
            expected.setdefault(_key(number, v.body(vector)), []).append((vector, _report(vector)))
        path = tmp_path / f"{number}.jsonl"
        path.write_bytes(b"\n".join({v.body(vector): None for vector in group}))
        lines = spark.read.text(str(path))
        key = F.concat(F.lit(f"{number} "), F.sha2(F.col("value").cast("binary"), 256))
        df = lines.withColumn("id", key)
        frames.append(aicc.spark.check(df, interface, keep="id", profile=v.profile(group[0])))
    _finish(judge, frames, expected)


def _key(number: int, line: bytes) -> str:
    return f"{number} {hashlib.sha256(line).hexdigest()}"


def test_bodies_in_parquet(spark: SparkSession, tmp_path: Path) -> None:
    judge = v.run("spark parquet", "body")
    frames = []
    for number, ((interface, _), group) in enumerate(_groups(judge.vectors).items()):
        path = str(tmp_path / f"{number}.parquet")
        bodies = {"id": [vector["id"] for vector in group], "value": [v.body(vector) for vector in group]}
        parquet.write_table(pa.table(bodies), path)
        frames.append(aicc.spark.check(spark.read.parquet(path), interface, keep="id"))
    _finish(judge, frames, _reports(judge.vectors))


def test_bodies_as_structs(spark: SparkSession) -> None:
    """Vectors whose members have the same types share a DataFrame."""
    judge = v.run("spark struct", "body")
    frames, expected = [], {}
    for vectors in _groups(judge.vectors).values():
        for data_type, group in _by_type(vectors):
            schema = StructType([StructField("id", StringType()), StructField("message", data_type)])
            df = spark.createDataFrame([(vector["id"], v.members(vector)) for vector in group], schema)
            interface, profile = group[0]["interface"], v.profile(group[0])
            frames.append(aicc.spark.check(df, interface, "message", keep="id", profile=profile))
            for vector in group:
                members = struct_types.arranged(v.members(vector), data_type)
                expected[vector["id"]] = [(vector, _report(vector, members))]
    _finish(judge, frames, expected)


def _by_type(vectors: list[Vector]) -> list[tuple[DataType, list[Vector]]]:
    """Returns the vectors in groups, each with the type of a struct that holds all of its bodies."""
    groups: list[tuple[DataType, list[Vector]]] = []
    for vector in vectors:
        data_type = struct_types.of(v.members(vector))
        for index, (shared, group) in enumerate(groups):
            try:
                groups[index] = struct_types.common([shared, data_type]), [*group, vector]
            except ValueError:
                continue
            break
        else:
            groups.append((data_type, [vector]))
    return groups


def _checked(df: DataFrame, **options: Any) -> list[tuple[object, ...]]:
    """Returns the kept columns, the place and the rule of each finding."""
    findings = aicc.spark.check(df, QUERY, **options)
    return [tuple(row) for row in findings.drop("severity", "location", "params", "reference", "message").collect()]


def test_findings_lead_back_to_their_rows(spark: SparkSession) -> None:
    """The partition and the batch of a row do not matter."""
    kinds = [(number, f"k{number % 7}", ROWS[number % 7][1]) for number in range(1000)]
    df = spark.createDataFrame(kinds, "number long, kind string, value string").repartition(3)
    findings = _checked(df, keep=["number", "kind"])
    expected = [
        (number, kind, finding.pointer, finding.rule)
        for number, kind, value in kinds
        for report in [aicc.check(QUERY, value or "null")]
        for finding in report.violations + report.advice
    ]
    assert sorted(findings) == sorted(expected)


def test_the_columns_of_the_findings(rows: DataFrame) -> None:
    kept = aicc.spark.check(rows, QUERY, keep=["value", "id"])
    assert kept.columns[:2] == ["value", "id"]
    assert kept.columns[2:] == list(aicc.check(QUERY, "{}").violations[0].to_dict())
    assert aicc.spark.check(rows, QUERY).columns == kept.columns[2:]
    assert kept.schema["id"] == rows.schema["id"]
    assert not kept.schema["rule"].nullable
    assert {row.value for row in kept.collect()} == {value for _, value in ROWS if value != ROWS[0][1]}


def test_nested_and_hidden_columns_lead_back_too(spark: SparkSession, tmp_path: Path) -> None:
    for name in ["a", "b"]:
        (tmp_path / f"{name}.jsonl").write_text('{"accountCode": ""}\n')
    lines = spark.read.text(str(tmp_path)).selectExpr("value", "named_struct('a', 7) AS event", "_metadata")
    findings = aicc.spark.check(lines, QUERY, keep=["event.a", "_metadata.file_name"]).collect()
    assert sorted((row.a, row.file_name) for row in findings) == [(7, "a.jsonl"), (7, "b.jsonl")]
    hidden = aicc.spark.check(spark.read.text(str(tmp_path)), QUERY, keep="_metadata.file_name")
    assert sorted(row.file_name for row in hidden.collect()) == ["a.jsonl", "b.jsonl"]


def test_advice_is_an_option(rows: DataFrame) -> None:
    everything, violations = _checked(rows, keep="id"), _checked(rows, keep="id", advice=False)
    advice = [(3, "/extra", "unknownMember"), (7, "/username", "dependentRequired")]
    assert [finding for finding in everything if finding not in advice] == violations
    assert len(everything) == len(violations) + len(advice)


def test_the_profile_is_an_option(rows: DataFrame) -> None:
    findings = aicc.spark.check(rows, QUERY, profile=aicc.Profile(maximum_size=3)).collect()
    assert [json.loads(finding.params)["reason"] for finding in findings] == ["size"] * len(ROWS)
    valid, _ = aicc.spark.split(rows, QUERY, profile=aicc.Profile(maximum_size=3))
    assert valid.count() == 0


def test_the_language_is_an_option(rows: DataFrame) -> None:
    findings = aicc.spark.check(rows.where("id = 2"), QUERY, language="zh").collect()
    assert [finding.message for finding in findings] == ["accountCode 不能为空。"] * 2


def test_split_loses_and_doubles_nothing(rows: DataFrame) -> None:
    """The types of the other columns do not matter."""
    df = rows.selectExpr(
        "id",
        "map('a', id, 'b', null) AS a_map",
        "array(id, null) AS an_array",
        "value",
        "named_struct('a', id, 'b', array(named_struct('c', cast(id AS smallint)))) AS a_struct",
        "cast(id AS decimal(20, 3)) AS a_decimal",
        "timestamp_seconds(id) AS a_time",
        "date_from_unix_date(id) AS a_date",
        "cast(value AS binary) AS bytes",
        "null AS nothing",
    ).repartition(2)
    valid, invalid = aicc.spark.split(df, QUERY)
    assert valid.schema == invalid.schema == df.schema
    assert sorted(row.id for row in valid.collect()) == [1, 3]
    assert sorted(row.id for row in invalid.collect()) == [2, 2, 4, 5, 7]
    assert Counter(map(str, valid.unionAll(invalid).collect())) == Counter(map(str, df.collect()))


def test_split_agrees_with_aicc_check(spark: SparkSession) -> None:
    bodies = [(vector["id"], vector["interface"], v.body(vector)) for vector in v.vectors("body")]
    df = spark.createDataFrame(bodies, "id string, interface string, value binary")
    frames = []
    for interface in aicc.interfaces():
        valid, invalid = aicc.spark.split(df.where(df.interface == interface), interface)
        frames += [valid.withColumn("verdict", F.lit("valid")), invalid.withColumn("verdict", F.lit("invalid"))]
    found = {row.id: row.verdict for row in reduce(DataFrame.unionAll, frames).collect()}
    expected = {key: "valid" if aicc.check(interface, body).ok else "invalid" for key, interface, body in bodies}
    assert found == expected
    assert Counter(found.values())["valid"] > 100


def test_a_duplicate_in_a_partition_is_found(spark: SparkSession) -> None:
    bodies = [('{"userAccount": "wang.xm01"}',), ('{"userAccount": "li.na01"}',), ('{"userAccount": "WANG.XM01"}',)]
    df = spark.createDataFrame(bodies, "value string").coalesce(1)
    found = aicc.spark.check(df, "agentAccount/create").where(F.col("rule") == "duplicateRecord").collect()
    assert [(row.pointer, row.severity) for row in found] == [("/userAccount", "advice")]


def test_the_file_goes_on_after_a_broken_line(spark: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_bytes(b'{"accountCode": "a"}\n{"accountCode": "\xff"}\r\n{]\n{"accountCode": ""}\n{"accountCode": "end')
    lines = spark.read.text(str(path)).withColumn("line", F.monotonically_increasing_id() + 1)
    reasons = [(2, "encoding"), (3, "grammar"), (4, None), (5, "unexpectedEnd")]
    findings = aicc.spark.check(lines, QUERY, keep="line").collect()
    assert [(finding.line, json.loads(finding.params).get("reason")) for finding in findings] == reasons
    valid, invalid = aicc.spark.split(lines, QUERY)
    assert [row.line for row in valid.collect()] == [1]
    assert [row.line for row in invalid.collect()] == [2, 3, 4, 5]


def test_a_stream_is_checked(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_text('{"accountCode": "a"}\n{"accountCode": ""}\n')
    lines = spark.readStream.text(str(tmp_path))
    findings = aicc.spark.check(lines, QUERY, keep="value")
    query = findings.writeStream.format("memory").queryName("findings").trigger(availableNow=True).start()
    query.awaitTermination()
    assert [row.value for row in spark.table("findings").collect()] == ['{"accountCode": ""}']


def test_texts_of_structs_that_are_not_utf_8(spark: SparkSession) -> None:
    df = spark.sql("SELECT named_struct('accountCode', cast(x'61FF62' AS string)) AS value")
    (finding,) = aicc.spark.check(df, QUERY).collect()
    found = _as_dict(finding)
    assert (found["pointer"], found["rule"], found["params"]) == ("", "syntax", {"reason": "encoding"})


def test_secrets_are_not_in_the_findings(spark: SparkSession) -> None:
    password = "Hide-this-1"
    body = json.dumps({"accountCode": "", "password": password * 9, "username": password})
    df = spark.createDataFrame([(1, body)], "id long, value string")
    findings = aicc.spark.check(df, QUERY, keep="id").collect()
    assert {"minLength", "maxLength"} <= {finding.rule for finding in findings}
    assert password not in str(findings)


@pytest.mark.parametrize("run", [aicc.spark.check, aicc.spark.split])
def test_wrong_arguments_are_reported_before_a_job_starts(rows: DataFrame, run: Any) -> None:
    with pytest.raises(aicc.UnknownInterfaceError, match="agentsettings/create"):
        run(rows, "queryAgentInfo")
    with pytest.raises(aicc.ColumnError, match=r"“valu”.* mean value"):
        run(rows, QUERY, "valu")
    with pytest.raises(aicc.ColumnError, match="'id' must be string, binary or struct, not bigint"):
        run(rows, QUERY, "id")


def test_wrong_options_are_reported_before_a_job_starts(rows: DataFrame) -> None:
    with pytest.raises(ValueError, match="fr"):
        aicc.spark.check(rows, QUERY, language="fr")
    with pytest.raises(AnalysisException, match="key"):
        aicc.spark.check(rows, QUERY, keep=["key"])
    with pytest.raises(aicc.ColumnError, match="'rule'"):
        aicc.spark.check(rows.withColumnRenamed("id", "rule"), QUERY, keep="rule")


def test_the_document_has_its_blocks() -> None:
    assert len(BLOCKS) == 2


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize(("code", "printed"), BLOCKS)
def test_a_block_prints_what_the_document_shows(code: str, printed: str) -> None:
    """Uses the active session."""
    assert documents.printed(code, "docs/how-to/spark.md") == printed
