"""``Client`` and ``AsyncClient``: send a request with an HTTP client, and read the reply."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Mapping
from importlib import import_module
from typing import Any, Protocol

from aicc._aicc import Profile, Reply, Request, read_reply

__all__ = ["AsyncClient", "Client"]


class HttpResponse(Protocol):
    """What a ``Client`` uses of the response of an HTTP client."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields."""
        ...

    @property
    def content(self) -> bytes:
        """The body."""
        ...


class HttpClient(Protocol):
    """What a ``Client`` uses of an HTTP client."""

    def request(self, method: str, url: str, *, headers: Mapping[str, str], content: bytes) -> HttpResponse:
        """Sends a request and returns the response."""
        ...


class AsyncHttpClient(Protocol):
    """What an ``AsyncClient`` uses of an HTTP client."""

    def request(self, method: str, url: str, *, headers: Mapping[str, str], content: bytes) -> Awaitable[HttpResponse]:
        """Sends a request and returns the response."""
        ...


class Client:
    """Sends requests and returns their outcomes. It does nothing else: no retry, no redirect, no state.

    It can be called from any thread if its HTTP client can.

    Args:
        http: The HTTP client: an ``httpx2.Client``, an ``httpx.Client``, or any object with their method ``request``.
            It stays open. Default: a client of ``httpx2``, or of ``httpx`` if only that is installed, with the
            system's certificates and proxies; ``close()`` closes it.
        profile: The edition by which replies are read. Default: ``aicc.Profile()``.

    Raises:
        ImportError: ``http`` is not given, and neither library is installed: ``pip install 'aicc[http]'``.

    Example:
        >>> query = aicc.AgentInfoQuery(account_code="li.na01")
        >>> with aicc.Sandbox() as sandbox, aicc.Client() as client:
        ...     client.send(query.request(sandbox.cloud())).outcome
        'refusal'
    """

    __slots__ = ("_http", "_owned", "_profile")

    def __init__(self, http: HttpClient | None = None, *, profile: Profile | None = None) -> None:
        """Keeps the arguments."""
        self._owned: Any = None if http is not None else _library().Client()
        self._http: HttpClient = self._owned if http is None else http
        self._profile = profile

    def send(self, request: Request) -> Reply:
        """Sends a request and returns the outcome of its reply.

        Raises:
            Exception: The HTTP client raises an exception, for example because there is no connection. The exception
                is passed on without its request and without the frames of the HTTP client, which hold the credentials.
        """
        try:
            response = self._http.request(request.method, request.url, headers=request.headers, content=request.content)
        except BaseException as error:
            _remove_secrets(error)
            raise error
        return _read(request, response, self._profile)

    def close(self) -> None:
        """Closes the HTTP client, unless the caller gave it. A second call does nothing."""
        if self._owned is not None:
            self._owned.close()

    def __enter__(self) -> Client:
        """Returns the client, which the end of the block closes."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Closes the client."""
        self.close()

    def __reduce__(self) -> str:
        """Refuses to be pickled."""
        raise TypeError("a Client cannot be pickled: it has connections")


class AsyncClient:
    """A ``Client`` for ``asyncio``: ``await client.send(request)``.

    Args:
        http: As in ``Client``: an ``httpx2.AsyncClient``, an ``httpx.AsyncClient``, or any object with their method
            ``request``.
        profile: As in ``Client``.

    Raises:
        ImportError: As in ``Client``.
    """

    __slots__ = ("_http", "_owned", "_profile")

    def __init__(self, http: AsyncHttpClient | None = None, *, profile: Profile | None = None) -> None:
        """Keeps the arguments."""
        self._owned: Any = None if http is not None else _library().AsyncClient()
        self._http: AsyncHttpClient = self._owned if http is None else http
        self._profile = profile

    async def send(self, request: Request) -> Reply:
        """Sends a request and returns the outcome of its reply.

        Raises:
            Exception: As in ``Client.send``.
        """
        try:
            response = await self._http.request(
                request.method, request.url, headers=request.headers, content=request.content
            )
        except BaseException as error:
            _remove_secrets(error)
            raise error
        return _read(request, response, self._profile)

    async def aclose(self) -> None:
        """Closes the HTTP client, unless the caller gave it. A second call does nothing."""
        if self._owned is not None:
            await self._owned.aclose()

    async def __aenter__(self) -> AsyncClient:
        """Returns the client, which the end of the block closes."""
        return self

    async def __aexit__(self, *exception: object) -> None:
        """Closes the client."""
        await self.aclose()

    def __reduce__(self) -> str:
        """Refuses to be pickled."""
        raise TypeError("an AsyncClient cannot be pickled: it has connections")


def _read(request: Request, response: HttpResponse, profile: Profile | None) -> Reply:
    headers, content = response.headers, response.content
    return read_reply(request.interface, response.status_code, content, headers=headers, profile=profile)


def _remove_secrets(error: BaseException) -> None:
    """Removes from an exception what holds the credentials and the body: the request, and frames with their variables.

    ``raise error`` then begins a new traceback, which a bare ``raise`` does not do before Python 3.11.
    """
    chain = [error]
    for one in chain:
        one.__traceback__ = None
        with contextlib.suppress(Exception):
            one.request = None  # type: ignore[attr-defined]
        chain += [other for other in (one.__cause__, one.__context__) if other is not None and other not in chain]


def _library() -> Any:
    """Returns the module of the HTTP library that is installed."""
    for name in ("httpx2", "httpx"):
        with contextlib.suppress(ImportError):
            return import_module(name)
    raise ImportError("no HTTP client: install one with pip install 'aicc[http]', or give one as http")
