"""A value from a caller cannot escape from its place in a request, as the parsers of other libraries confirm."""

from __future__ import annotations

import ipaddress
import json
import string
from urllib.parse import urlsplit

import h11
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aicc

SIGN_IN = aicc.AgentSignIn(password="")
CONTENT_TYPE = SIGN_IN.request(aicc.Gateway("h"), agent_id=291).headers["Content-Type"]
QUERY = aicc.AgentInfoQuery(account_code="a")
QUERY_PATH = next(page["path"] for page in aicc.catalogue()["interfaces"] if page["name"] == "queryAgentInfoByAccount")

TRICKS = [
    *("", ".", "host.", ".host", "a..b", "-a", "a-", "a_b", "a\0", "a\r\nX: y", "a\t", " a", "a ", "user@a", "u:p@a"),
    *(
        "a:80",
        "a/b",
        "a?b",
        "a#b",
        "a\\b",
        "a%2fb",
        "%61",
        "//a",
        "https://a",
        "[::1]",
        "::1",
        "[::1",
        "::1]",
        "[[::1]]",
    ),
    *("[::1]:80", "fe80::1%eth0", "[fe80::1%25eth0]", "::ffff:10.0.0.1", "1", "0x7f000001", "017700000001", "127.1"),
    *(
        "127.0.0.1.",
        "256.0.0.1",
        "1.2.3.4.5",
        "１２７.0.0.1",
        "münchen.de",
        "xn--mnchen-3ya.de",
        "a\u00adb",
        "a\u200bb",
    ),
    *("a\u3002b", "ⓗost", "LOCALHOST", "a" * 63 + ".b", "a" * 64 + ".b", "a." * 126 + "b", "a." * 127 + "b"),
]
LABEL = st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=9)
HOSTS = st.one_of(
    st.sampled_from(TRICKS),
    st.text(max_size=12),
    st.text(string.printable, max_size=20),
    st.lists(LABEL, min_size=1, max_size=4).map(".".join),
    st.ip_addresses().map(str),
    st.ip_addresses(v=6).map(lambda address: f"[{address}]"),
)
PORTS = st.one_of(st.none(), st.integers(-2, 70_000), st.sampled_from([0, 80, 443, 8043, 65_535, 65_536, 2**40]))
TOKEN_CHARACTERS = string.ascii_letters + string.digits + "-._~+/"
VALUES = st.one_of(
    st.text(TOKEN_CHARACTERS, min_size=1, max_size=40),
    st.text(TOKEN_CHARACTERS + "=", max_size=9),
    st.text(string.printable + "\0\x7f\u00e9\u2028", max_size=12),
    st.sampled_from(["a\r\nX: y", "a\nX: y", "a\rb", "a\0b", " a", "a ", "a b", "a,b", "", "=", "a" * 9000]),
)


def parsed(request: aicc.Request) -> tuple[str, str, dict[str, str]]:
    """Returns the method, target and header fields that a server reads."""
    url = urlsplit(request.url)
    fields = [("Host", url.netloc), *request.headers.items(), ("Content-Length", str(len(request.content)))]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    server = h11.Connection(h11.SERVER, max_incomplete_event_size=1 << 20)
    server.receive_data(f"{request.method} {url.path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + request.content)
    event, body = server.next_event(), server.next_event()
    assert isinstance(event, h11.Request)
    assert isinstance(body, h11.Data)
    assert bytes(body.data) == request.content
    assert isinstance(server.next_event(), h11.EndOfMessage)
    received = {name.decode().title(): value.decode("latin-1") for name, value in event.headers.raw_items()}
    assert len(received) == len(fields)
    return event.method.decode(), event.target.decode(), received


def address_of(host: str) -> str | None:
    """Returns the normalized spelling of an IP address, or ``None`` for a name."""
    try:
        return str(ipaddress.ip_address(host.removeprefix("[").removesuffix("]")))
    except ValueError:
        return None


def is_host_name(host: str) -> bool:
    """RFC 1123, except names that end in a number, which URL parsers read as addresses."""
    labels = host.split(".")
    known = set(string.ascii_letters + string.digits + "-")
    is_fine = all(0 < len(label) < 64 and set(label) <= known and label.strip("-") == label for label in labels)
    last = labels[-1].lower()
    is_hexadecimal = last.startswith("0x") and set(last[2:]) <= set(string.hexdigits)
    return is_fine and len(host) < 254 and not (last.isdecimal() or is_hexadecimal)


@settings(max_examples=500)
@given(HOSTS, PORTS, st.sampled_from([None, "https", "http", "HTTPS", "ftp", "https://", " https", "https\r\n", ""]))
def test_hosts_and_ports(host: str, port: int | None, scheme: str | None) -> None:
    address = address_of(host)
    is_bracketed = host[:1] == "[" or host[-1:] == "]"
    is_address = (
        address is not None and "%" not in host and (not is_bracketed or (host[0] + host[-1] == "[]" and ":" in host))
    )
    is_loopback = host.lower() == "localhost" or (is_address and ipaddress.ip_address(address).is_loopback)
    is_right = (
        (is_address or is_host_name(host))
        and (port is None or 1 <= port <= 65_535)
        and (scheme in (None, "https") or (scheme == "http" and is_loopback))
    )
    if not is_right:
        with pytest.raises(aicc.EndpointError):
            aicc.Cloud(host, port=port, scheme=scheme)
        return

    request = QUERY.request(aicc.Cloud(host, port=port, scheme=scheme))
    url = urlsplit(request.url)
    assert url.scheme == (scheme or "https")
    assert address_of(url.hostname or "") == address
    assert address is not None or url.hostname == host.lower()
    assert (url.port or {"https": 443, "http": 80}[url.scheme]) == (port or {"https": 443, "http": 80}[url.scheme])
    assert (url.username, url.password, url.path, url.query, url.fragment) == (None, None, QUERY_PATH, "", "")
    assert parsed(request)[:2] == ("POST", QUERY_PATH)


@settings(max_examples=500)
@given(VALUES, st.one_of(st.none(), VALUES))
def test_credentials(token: str, app_key: str | None) -> None:
    body = token.rstrip("=")
    is_token = bool(body) and set(body) <= set(TOKEN_CHARACTERS)
    is_key = app_key is None or (app_key != "" and all("!" <= character <= "~" for character in app_key))
    cloud = aicc.Cloud("h.example", token=token, app_key=app_key)
    if not (is_token and is_key):
        with pytest.raises(aicc.ValidationError):
            QUERY.request(cloud)
        return

    request = QUERY.request(cloud)
    method, target, fields = parsed(request)
    assert (method, target) == ("POST", QUERY_PATH)
    assert fields.pop("Authorization") == f"Bearer {token}"
    assert fields.pop("X-App-Key", None) == app_key
    assert fields == {
        "Host": "h.example",
        "Content-Type": "application/json",
        "Content-Length": str(len(request.content)),
    }


AGENT_IDS = st.one_of(
    st.integers(0, 70_000),
    st.integers(),
    st.integers(0, 70_000).map(str),
    st.sampled_from(
        ["..", "291/../x", "%32%39%31", "291%00", "291?x", "291#x", "٢٩١", "２９１", "+291", "0291", " 291"]
    ),
    st.text(max_size=5),
)


@settings(max_examples=300)
@given(AGENT_IDS)
def test_agent_ids(agent_id: int | str) -> None:
    text = str(agent_id)
    is_right = text.isascii() and text.isdecimal() and text[0] != "0" and 101 <= int(text) <= 59_999
    gateway = aicc.Gateway("10.0.0.5")
    if not is_right:
        with pytest.raises((aicc.ValidationError, OverflowError)):
            SIGN_IN.request(gateway, agent_id=agent_id)
        return
    request = SIGN_IN.request(gateway, agent_id=agent_id)
    path = f"/agentgateway/resource/onlineagent/{text}/loginex"
    assert request.url == f"https://10.0.0.5:8043{path}"
    assert parsed(request)[:2] == ("PUT", path)
    assert parsed(request)[2]["Content-Type"] == CONTENT_TYPE


@settings(max_examples=300)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_texts_of_a_body(text: str) -> None:
    request = aicc.AgentInfoQuery(account_code=text, username=text, password=text).request(aicc.Cloud("h.example"))
    assert json.loads(request.content) == {"accountCode": text, "password": text, "username": text}
