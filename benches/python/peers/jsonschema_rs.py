"""jsonschema-rs: a JSON Schema. It reads only Python objects; msgspec is the fastest way to parse them from bytes."""

from jsonschema_rs import Draft4Validator
from msgspec.json import Decoder

import json_schemas
from subject import answering

CREATE = "agentAccount/create"
VALIDATOR = Draft4Validator(json_schemas.AGENT_ACCOUNT_CREATE)
decode = Decoder().decode


def _is_valid(record: bytes, is_valid=VALIDATOR.is_valid, decode=decode) -> bool:
    return is_valid(decode(record))


def _has_no_errors(record: bytes, iter_errors=VALIDATOR.iter_errors, decode=decode) -> bool:
    return not list(iter_errors(decode(record)))


SUBJECTS = [
    answering("jsonschema-rs is_valid", CREATE, "bytes", "yes or no", _is_valid),
    answering("jsonschema-rs iter_errors", CREATE, "bytes", "all", _has_no_errors),
    answering("jsonschema-rs is_valid", CREATE, "dict", "yes or no", VALIDATOR.is_valid),
]
