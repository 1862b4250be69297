"""Generates records of the four interfaces, the same for the same seed.

Seven in ten are valid, the others have realistic faults.
"""

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

SHARE_VALID = 0.7
SHARE_SHUFFLED = 0.25
"""Not every client writes its members in the order of the page."""

FAMILY = "王李张刘陈杨赵黄周吴"
GIVEN = ["伟", "芳", "秀英", "敏", "静", "小明", "丽", "强", "磊", "建国"]
FIRST = ["anna", "bashir", "chen.li", "dora", "emil", "fatima", "grace.o", "hiro", "ines", "jan", "li.na", "wang.xm"]
LAST = ["Okafor", "Smith", "Lindqvist", "Haddad", "Moreau", "Tanaka", "Novak", "Garcia"]
DOMAINS = ["example.com", "sales.example.com", "mail.example.org", "support.example.net", "example.co.uk"]


def _password(rng: random.Random) -> str:
    classes = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "!#$%*-_+?@"]
    characters = [rng.choice(a_class) for a_class in [*classes, *rng.choices(classes, k=4)]]
    rng.shuffle(characters)
    return "".join(characters)


def _number(rng: random.Random) -> str:
    return f"{rng.randrange(10_000, 99_999_999)}"


def _phone(rng: random.Random) -> str:
    return f"+86 755 {rng.randrange(1000, 9999)} {rng.randrange(1000, 9999)}"


def agent_account_create(rng: random.Random) -> dict:
    """Returns an agent of about 250 bytes of JSON."""
    first = rng.choice(FIRST)
    name = rng.choice(FAMILY) + rng.choice(GIVEN) if rng.random() < 0.5 else f"{first[:6].title()} {rng.choice(LAST)}"
    record = {
        "userAccount": f"{first}{rng.randrange(100, 99_999_999)}",
        "userName": name,
        "password": _password(rng),
        "email": f"{first}.{rng.choice(LAST).lower()}@{rng.choice(DOMAINS)}",
        "agentType": rng.choice([4, 5, 11, 99]),
        "ccRoleId": rng.choice([2, 2, 2, 3, 4]),
        "skills": [
            {"skillId": rng.randrange(1, 500), "agentWeight": rng.randrange(1, 10), "skillWeight": rng.randrange(1, 10)}
            for _ in range(rng.choice([1, 2, 2, 2]))
        ],
    }
    if rng.random() < 0.7:
        record["phone"] = _phone(rng)
    return record


def agent_info_query(rng: random.Random) -> dict:
    """Returns a query, with or without the user name and password."""
    record = {"accountCode": f"{rng.choice(FIRST)}{rng.randrange(100, 9999)}"}
    if rng.random() < 0.7:
        record |= {"password": _password(rng), "username": f"{rng.choice(LAST)} {rng.choice(FAMILY)}"}
    return record


def agent_settings_create(rng: random.Random) -> dict:
    """Returns settings with one to three numbers in each list."""
    present = [_number(rng) for _ in range(rng.randrange(1, 4))]
    call = [_number(rng) for _ in range(rng.randrange(1, 4))]
    return {
        "callType": rng.choice("012"),
        "userId": f"{rng.randrange(10**18, 10**19)}",
        "callerPresent": present,
        "callNumber": call,
        "callNumberDefault": call[0],
        "callerPresentDefault": present[0],
    }


def agent_sign_in(rng: random.Random) -> dict:
    """Returns a sign-in, whose integers and booleans may be texts."""
    record = {
        "password": rng.choice(["", _password(rng)]),
        "phonenum": _number(rng),
        "autoanswer": rng.random() < 0.5,
        "autoenteridle": rng.random() < 0.5,
        "releasephone": rng.random() < 0.5,
        "agenttype": rng.choice([4, 11]),
        "status": rng.choice([3, 4, 5]),
        "ip": f"10.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(1, 255)}",
        "phonelinkage": rng.random() < 0.5,
        "checkInWebm": rng.random() < 0.5,
        "checkInMailm": False,
        "listenStatus": rng.random() < 0.5,
    }
    if rng.random() < 0.3:
        return {name: _as_text(value) for name, value in record.items()}
    return record


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _set(name: str, *values: object) -> Callable:
    return lambda record, rng: record.update({name: rng.choice(values)})


def _change(name: str, change: Callable[[str], str]) -> Callable:
    return lambda record, rng: record.update({name: change(str(record.get(name) or "x"))})


def _without(name: str) -> Callable:
    return lambda record, rng: record.pop(name, None)


def _skill(name: str, *values: object) -> Callable:
    skill = {"skillId": 3, "agentWeight": 1, "skillWeight": 1}
    return lambda record, rng: record.update(skills=[skill, skill | {name: rng.choice(values)}])


# Each fault breaks a rule of a valid record.
AGENT_ACCOUNT_CREATE_FAULTS = [
    _change("userAccount", lambda text: text[:5]),
    _change("userAccount", lambda text: text * 13),
    _change("userAccount", lambda text: text.replace("a", "ä") + " 1"),
    _change("userName", lambda text: f"{text} (sales)"),
    _change("userName", lambda text: f"{text}, {text} und {text}"),
    _without("userName"),
    _set("userName", "", None, 17),
    _change("password", str.lower),
    _change("password", lambda text: text[:6]),
    _change("password", lambda text: f"{text}2026"),
    _change("password", lambda text: f"{text[:7]} "),
    _without("password"),
    _change("email", lambda text: text.replace("@", "_")),
    _change("email", lambda text: text.replace("@", "@@")),
    _change("email", lambda text: f"{text}."),
    _change("email", lambda text: f"{'x' * 60}.{text}"),
    _change("email", lambda text: f"{text}.{'y' * 64}"),
    _set("email", "", None, "n/a"),
    _set("agentType", 7, 0, "4", "audio", None, 4.0),
    _set("ccRoleId", 1, 5, "2", None),
    _without("ccRoleId"),
    _set("skills", {}, "3", [3], [None]),
    _skill("skillId", "3", 1.5, 2**63),
    _skill("agentWeight", 0, -1, "1", True),
    _skill("skillWeight", 0, 0.5),
    _set("phone", "+86 755 2878 0101 extension 22", 8675528780101),
]

AGENT_INFO_QUERY_FAULTS = [
    _without("accountCode"),
    _set("accountCode", "", None, 291, "a" * 65),
    _set("password", "p" * 65, 12345678),
    _set("username", "座" * 65, ["demo"]),
]

AGENT_SETTINGS_CREATE_FAULTS = [
    _set("callType", "3", 1, "direct", ""),
    _without("userId"),
    _set("userId", "", None, 1660270845627002401),
    _set("callerPresent", "12323", ["1", "2", "3", "4", "5", "6"], ["12323,232232"], [12323], [None]),
    _set("callNumber", ["0" * 16], ["1"] * 9, {"0": "12323"}),
    _set("callNumberDefault", "1" * 16, 12323),
    _set("callerPresentDefault", "2" * 20, False),
]

AGENT_SIGN_IN_FAULTS = [
    _without("password"),
    _set("password", "p" * 33, None, 1234),
    _set("phonenum", "1" * 25, 40038),
    _set("autoanswer", "yes", "True", 1),
    _set("releasephone", "", 0),
    _set("agenttype", 5, "5", "04", "PC"),
    _set("status", 2, "idle", 4.0, "04"),
    _set("ip", "10.0.0.256", "10.0.0", "localhost", "10.01.2.3", "fe80::1", ""),
    _set("entryIp", 10),
    _set("vcPhoneNumber", "8" * 25),
    _set("listenStatus", "no"),
]

INTERFACES = {
    "agentAccount/create": (agent_account_create, AGENT_ACCOUNT_CREATE_FAULTS),
    "queryAgentInfoByAccount": (agent_info_query, AGENT_INFO_QUERY_FAULTS),
    "agentsettings/create": (agent_settings_create, AGENT_SETTINGS_CREATE_FAULTS),
    "loginex": (agent_sign_in, AGENT_SIGN_IN_FAULTS),
}


def generate(interface: str, count: int, seed: int) -> list[bytes]:
    """Returns ``count`` records as compact JSON in UTF-8."""
    rng = random.Random(f"{interface} {seed}")
    make, faults = INTERFACES[interface]
    return [_encode(_record(make, faults, rng)) for _ in range(count)]


def _record(make: Callable, faults: list[Callable], rng: random.Random) -> dict:
    record = make(rng)
    if rng.random() >= SHARE_VALID:
        for fault in rng.sample(faults, rng.choices([1, 2, 3], [70, 20, 10])[0]):
            fault(record, rng)
    if rng.random() < SHARE_SHUFFLED:
        members = list(record.items())
        rng.shuffle(members)
        record = dict(members)
    return record


def write_json_lines(path: Path, bodies: Sequence[bytes]) -> None:
    """Writes a file with a body on each line."""
    path.write_bytes(b"\n".join(bodies) + b"\n")


def _encode(record: dict) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
