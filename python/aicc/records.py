"""The types of records that are read like a mapping of members by wire name."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, Union


class Dataclass(Protocol):
    """An object of a dataclass whose fields have the wire names."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


class AttrsClass(Protocol):
    """An object of an attrs class whose attributes have the wire names."""

    __attrs_attrs__: ClassVar[Any]


class PydanticModel(Protocol):
    """An object of a pydantic model whose aliases are the wire names."""

    def model_dump(self, *, by_alias: bool) -> dict[str, Any]:
        """Returns the members by alias."""
        ...


Record = Union[Dataclass, AttrsClass, PydanticModel]
