"""``Sandbox``: the platform's interfaces in this process, to test against."""

from __future__ import annotations

import json
import os
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from aicc import _aicc

__all__ = ["Sandbox"]


class Sandbox:
    """The platform's interfaces on a port of this machine, with accounts, state and faults.

    It replies on threads of its own until ``close()`` or the end of the ``with`` block; its methods raise
    ``RuntimeError`` after that. A process that forks must use it in the parent only.

    Args:
        tls: Whether it speaks HTTPS. Clients have to trust the file ``certificate``. Default: HTTP.
        seed: What it starts from: ``accounts``, ``apps``, ``users``, ``faults``, ``choices`` and ``random``, as in a
            file of ``aicc sandbox --seed``. Default: no accounts.
        explain: Whether a refusal is explained in the reply header ``X-AICC-Explanation``. Default: the seed says so.
        address: The IP address to listen on. Default: 127.0.0.1, which only this machine reaches.
        port: The port. Default: any that is free.
        names: Further host names and IP addresses of the certificate.

    Raises:
        OSError: The address or port cannot be used, or the certificate cannot be written.
        ValueError: The seed, the address or a name is invalid. The text has no value of the seed.

    Example:
        >>> with aicc.Sandbox() as sandbox:
        ...     sandbox.url.partition("127.0.0.1")[0], sandbox.accounts()
        ('http://', [])
    """

    __slots__ = ("__weakref__", "_certificate", "_is_closed", "_removal", "_running")

    def __init__(
        self,
        *,
        tls: bool = False,
        seed: Mapping[str, Any] | None = None,
        explain: bool = False,
        address: str = "127.0.0.1",
        port: int = 0,
        names: Sequence[str] = (),
    ) -> None:
        """Starts the sandbox."""
        start = dict(seed or {})
        if explain:
            start["choices"] = {**start.get("choices", {}), "manner": "explain"}
        self._running = _aicc.RunningSandbox(json.dumps(start), address=address, port=port, tls=tls, names=list(names))
        pem = self._running.certificate_pem
        self._is_closed = False
        self._certificate = None if pem is None else _written(pem)
        self._removal = None if self._certificate is None else weakref.finalize(self, os.unlink, self._certificate)

    @property
    def url(self) -> str:
        """The URL without a path: ``http://127.0.0.1:40213``."""
        return self._running.url

    @property
    def certificate(self) -> str | None:
        """The path of the certificate that clients have to trust, or ``None`` without HTTPS."""
        return self._certificate

    def cloud(self, *, token: str | _aicc.Secret = "any", app_key: str | _aicc.Secret = "any") -> _aicc.Cloud:
        """Returns the configuration service of the sandbox.

        Args:
            token: The access token. Default: one that the sandbox accepts unless its seed has apps.
            app_key: The app key. Default: as for ``token``.
        """
        place = urlsplit(self.url)
        return _aicc.Cloud(str(place.hostname), port=place.port, scheme=place.scheme, token=token, app_key=app_key)

    def gateway(self) -> _aicc.Gateway:
        """Returns the agent gateway of the sandbox."""
        place = urlsplit(self.url)
        return _aicc.Gateway(str(place.hostname), place.port, scheme=place.scheme)

    def accounts(self, *, world: str = "") -> list[dict[str, Any]]:
        """Returns the accounts in alphabetical order, without secrets."""
        return self._administer("GET", "accounts", world)

    def faults(self, *rules: Mapping[str, Any], world: str = "") -> None:
        """Replaces the faults by these rules. Without a rule, nothing goes wrong any more.

        Args:
            rules: The rules, such as ``{"when": {"interface": "loginex"}, "do": {"status": 500}, "times": 1}``.
            world: The world, which the header ``X-AICC-World`` names. Default: the world of requests without it.

        Raises:
            ValueError: A rule is invalid.
        """
        self._administer("PUT", "faults", world, list(rules))

    def reset(self, *, world: str = "") -> None:
        """Returns a world to its start: the accounts, faults and clock of the seed."""
        self._administer("POST", "reset", world)

    def advance(self, seconds: float, *, world: str = "") -> None:
        """Advances the clock of a world by a number of seconds from 0.

        Raises:
            ValueError: The number is negative, or is not finite.
        """
        self._administer("POST", "clock", world, {"advance": seconds})

    def explain(self, *, world: str = "") -> dict[str, Any] | None:
        """Returns why the last refused request was refused, or ``None`` if there was none."""
        return self._administer("GET", "explain", world)

    def snapshot(self, *, world: str = "") -> dict[str, Any]:
        """Returns a world as it is, for ``restore``. It has digests of passwords, and no secret in clear."""
        return self._administer("GET", "snapshot", world)

    def restore(self, snapshot: Mapping[str, Any], *, world: str = "") -> None:
        """Replaces a world by a snapshot.

        Raises:
            ValueError: The snapshot was changed.
        """
        self._administer("PUT", "snapshot", world, snapshot)

    def close(self) -> None:
        """Stops the sandbox, and removes the file of its certificate. A second call does nothing."""
        self._is_closed = True
        self._running.stop()
        if self._removal is not None:
            self._removal()

    def __enter__(self) -> Sandbox:
        """Returns the sandbox, which the end of the block closes."""
        self._check_open()
        return self

    def __exit__(self, *exception: object) -> None:
        """Closes the sandbox."""
        self.close()

    def _administer(self, method: str, route: str, world: str, value: Any = None) -> Any:
        self._check_open()
        body = json.dumps(value).encode()
        status, content = self._running.administer(method, f"/_aicc/{route}", world, body)
        reply = json.loads(content)
        if status >= 400:
            raise ValueError(reply["error"])
        return reply

    def _check_open(self) -> None:
        if self._is_closed:
            raise RuntimeError("the sandbox is closed: use it inside its with block, or before close()")


def _written(pem: str) -> str:
    """Writes a certificate to a temporary file, and returns its path."""
    with tempfile.NamedTemporaryFile("w", prefix="aicc-sandbox-", suffix=".pem", delete=False) as file:
        file.write(pem)
    return file.name
