"""The bases of the enums of documented values."""

from __future__ import annotations

from enum import Enum, IntEnum

from aicc._aicc import choice_label


class IntegerChoice(IntEnum):
    """A documented value that is an integer on the wire."""

    def label(self, language: str = "en") -> str:
        """Returns the meaning of the value in English (``en``, the default) or Chinese (``zh``)."""
        return choice_label(type(self).__name__, self.value, language)


class Name(str, Enum):
    """A name of this package; ``str(value)`` returns it."""

    def __str__(self) -> str:
        """Returns the name."""
        return str(self.value)


class TextChoice(str, Enum):
    """A documented value that is a string on the wire; ``str(value)`` returns that string."""

    def label(self, language: str = "en") -> str:
        """Returns the meaning of the value in English (``en``, the default) or Chinese (``zh``)."""
        return choice_label(type(self).__name__, self.value, language)

    def __str__(self) -> str:
        """Returns the string on the wire."""
        return str(self.value)
