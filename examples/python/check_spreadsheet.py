"""Checks every row of a spreadsheet, and lists the errors that a person has to fix.

Run it from the root of the repository: ``python examples/python/check_spreadsheet.py``. It prints:

    36 rows, 14 of them with errors
    row 5, userName: userName contains characters that are not allowed: “'”.
    row 8, userAccount: userAccount must have at least 6 characters; it has 4.
    row 11, userAccount: userAccount contains characters that are not allowed: “ ”.
    and 17 more findings
    most frequent rule: enum
"""

import aicc

# `.xlsx`, `.jsonl` and `.parquet` files work in the same way, and so does a table of pyarrow, Polars, DuckDB or pandas.
report = aicc.check_many("agentAccount/create", "examples/new-agents.csv")

print(f"{report.records} rows, {report.invalid} of them with errors")
for finding in report.findings[:3]:
    print(f"row {finding.row}, {finding.pointer[1:]}: {finding.message}")
print(f"and {len(report.findings) - 3} more findings")
print("most frequent rule:", max(report.by_rule, key=report.by_rule.__getitem__))
