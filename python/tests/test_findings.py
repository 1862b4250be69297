"""The findings of many records are a sequence, like a tuple."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any

import pyarrow
import pytest
from batches import QUERY
from hypothesis import given
from hypothesis import strategies as st

import aicc

REPORT = aicc.check_many(QUERY, [b"{}", b"", b'{"accountCode": "", "x": 1}', b"[]"] * 3)
FINDINGS = REPORT.findings
ALL = tuple(FINDINGS)
# Findings in several parts, as a large run has them.
PARTS = [FINDINGS[:5], FINDINGS[::2]]


def test_it_is_a_sequence() -> None:
    assert isinstance(FINDINGS, Sequence)
    assert isinstance(aicc.check(QUERY, b"{}").violations, Sequence)
    assert len(FINDINGS) == len(ALL) == 15
    assert list(reversed(FINDINGS)) == list(reversed(ALL))
    assert ALL[3] in FINDINGS
    assert "x" not in FINDINGS
    assert FINDINGS.index(ALL[3]) == 3
    assert FINDINGS.index(ALL[3], -12, 10**30) == 3
    assert FINDINGS.count(ALL[3]) == 1
    assert FINDINGS.count("x") == 0
    for arguments in (["x"], [ALL[3], 4], [ALL[3], 0, 3]):
        with pytest.raises(ValueError):  # noqa: PT011
            FINDINGS.index(*arguments)


@given(st.slices(15))
def test_slices(part: slice) -> None:
    assert tuple(FINDINGS[part]) == ALL[part]
    assert isinstance(FINDINGS[part], aicc.Findings)
    assert pyarrow.table(FINDINGS[part]).num_rows == len(ALL[part])


@given(st.integers(-20, 20), st.slices(8))
def test_indices(index: int, part: slice) -> None:
    for findings in PARTS:
        everything = tuple(findings)
        assert tuple(findings[part]) == everything[part]
        if -len(everything) <= index < len(everything):
            assert findings[index] == everything[index]
        else:
            with pytest.raises(IndexError, match="findings index out of range"):
                findings[index]


@pytest.mark.parametrize("index", [10**30, -(10**30)])
def test_an_index_of_any_size(index: int) -> None:
    with pytest.raises(IndexError, match="findings index out of range"):
        FINDINGS[index]
    assert FINDINGS[: abs(index)] == FINDINGS
    assert len(FINDINGS[index:]) in (0, 15)


@pytest.mark.parametrize("index", ["record", 1.0, None, (1, 2)])
def test_what_is_no_index(index: Any) -> None:
    with pytest.raises(TypeError, match="an int or a slice as the index"):
        FINDINGS[index]
    with pytest.raises(ValueError, match="slice step cannot be zero"):
        FINDINGS[::0]


def test_parts_compare_and_pickle() -> None:
    assert FINDINGS[2:5] == FINDINGS[2:9][:3] != FINDINGS[3:6]
    assert pickle.loads(pickle.dumps(FINDINGS[::-1])) == FINDINGS[::-1]
