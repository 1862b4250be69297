"""What the enums of documented values have in common."""

from __future__ import annotations

from enum import Enum, IntEnum

from aicc._aicc import choice_label


class IntegerChoice(IntEnum):
    """A documented value that is an integer on the wire."""

    def label(self, language: str = "en") -> str:
        """What the value means, in English (``en``, the default) or Chinese (``zh``)."""
        return choice_label(type(self).__name__, self.value, language)


class TextChoice(str, Enum):
    """A documented value that is a text on the wire; ``str(value)`` is that text."""

    def label(self, language: str = "en") -> str:
        """What the value means, in English (``en``, the default) or Chinese (``zh``)."""
        return choice_label(type(self).__name__, self.value, language)

    def __str__(self) -> str:
        """The text on the wire."""
        return str(self.value)
