"""Spark struct types for given members, to pass messages as columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    DataType,
    DoubleType,
    LongType,
    NullType,
    StringType,
    StructField,
    StructType,
)

_LEVELS = 60
"""The deepest nesting of types that pyarrow passes on."""

_LONG = range(-(2**63), 2**63)


def of(value: Any, levels: int = _LEVELS) -> DataType:
    """Returns the type of a value. Raises ``ValueError`` if no column can hold the same value."""
    if levels == 0:
        raise ValueError("too deep")
    if isinstance(value, dict):
        return StructType([StructField(_name(name), of(member, levels - 1)) for name, member in value.items()])
    if isinstance(value, list):
        return ArrayType(common(of(element, levels - 1) for element in value))
    if isinstance(value, bool):
        return BooleanType()
    if isinstance(value, int) and value in _LONG:
        return LongType()
    if isinstance(value, float):
        return DoubleType()
    if isinstance(value, str):
        return StringType()
    raise ValueError(f"no column holds {value!r}")  # A null would be an absent member.


def _name(name: str) -> str:
    if "\0" in name:
        raise ValueError("a column's name ends at the first NUL")
    return name


def common(types: Iterable[DataType]) -> DataType:
    """Returns a type that holds all values. Raises ``ValueError`` if there is no such type."""
    result: DataType = NullType()
    for data_type in types:
        result = _both(result, data_type)
    return result


def _both(one: DataType, other: DataType) -> DataType:
    if isinstance(one, NullType):
        return other
    if isinstance(other, NullType) or one == other:
        return one
    if isinstance(one, ArrayType) and isinstance(other, ArrayType):
        return ArrayType(_both(one.elementType, other.elementType))
    if isinstance(one, StructType) and isinstance(other, StructType):
        members = {field.name: field.dataType for field in one.fields}
        for field in other.fields:
            members[field.name] = _both(members.get(field.name, NullType()), field.dataType)
        return StructType([StructField(name, data_type) for name, data_type in members.items()])
    raise ValueError(f"no column holds {one} and {other}")


def arranged(value: Any, data_type: DataType) -> Any:
    """Returns the value with its members in the order of the columns."""
    if isinstance(data_type, StructType):
        return {
            field.name: arranged(value[field.name], field.dataType) for field in data_type.fields if field.name in value
        }
    if isinstance(data_type, ArrayType):
        return [arranged(element, data_type.elementType) for element in value]
    return value
