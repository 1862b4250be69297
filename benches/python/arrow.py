"""Measures the cost of validating Arrow data when it is imported: ``python benches/python/arrow.py``.

Prints millions of rows a second of ``aicc.check_many`` over a table of a million agents, by its members and as JSON,
and of the same records beside eleven columns that only the checks on Arrow data look at.
"""

from __future__ import annotations

import json
import time

import pyarrow as pa

import aicc

ROWS = 1_000_000
ROUNDS = 5


def agents() -> pa.Table:
    """Returns valid agents, one in each row."""
    numbers = range(ROWS)
    return pa.table(
        {
            "userAccount": [f"agent{number:07}" for number in numbers],
            "userName": [f"Agent {number % 1000}" for number in numbers],
            "password": pa.repeat("Demo#001", ROWS),
            "email": [f"agent{number}@example.com" for number in numbers],
            "agentType": pa.array([4, 5, 11, 99] * (ROWS // 4), pa.int8()),
            "ccRoleId": pa.repeat(2, ROWS),
        }
    )


def rate(table: pa.Table, column: str | None, threads: int) -> float:
    """Returns the millions of rows a second in the best round."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        report = aicc.check_many("agentAccount/create", table, column=column, threads=threads, limit=0)
        best = min(best, time.perf_counter() - start)
        assert report.records == report.valid == ROWS
    return ROWS / best / 1e6


def main() -> None:
    """Prints a line for each form of the table."""
    members = agents()
    records = [json.dumps(record) for record in members.slice(0, 1000).to_pylist()]
    texts = pa.table({"value": pa.array(records * (ROWS // 1000))})
    wide = texts
    for index in range(11):
        wide = wide.append_column(f"other{index}", members["email"])
    for name, table, column in (("members", members, None), ("JSON", texts, "value"), ("JSON, wide", wide, "value")):
        rates = ", ".join(f"{threads} threads {rate(table, column, threads):.2f}" for threads in (1, 2))
        print(f"{name:<12} {rates} million rows/s")


if __name__ == "__main__":
    main()
