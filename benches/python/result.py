"""The results of a run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One subject, µs of CPU time per record."""

    name: str
    interface: str
    takes: str
    reports: str
    valid: float
    invalid: float


class Results(list[Result]):
    """All results."""

    def of(self, name: str, interface: str, takes: str = "bytes") -> Result:
        """Returns the result with this name."""
        return next(each for each in self if (each.name, each.interface, each.takes) == (name, interface, takes))

    def peers(self, interface: str, takes: str = "bytes") -> "Results":
        """Returns all results except those of aicc."""
        return Results(
            each
            for each in self
            if (each.interface, each.takes) == (interface, takes) and not each.name.startswith("aicc")
        )
