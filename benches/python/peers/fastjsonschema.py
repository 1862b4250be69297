"""fastjsonschema: a JSON Schema compiled to Python. It reads Python objects, which msgspec parses from bytes."""

import fastjsonschema
from msgspec.json import Decoder

import json_schemas
from subject import raising

CREATE = "agentAccount/create"
validate = fastjsonschema.compile(json_schemas.AGENT_ACCOUNT_CREATE)
decode = Decoder().decode


def _validate(record: bytes, validate=validate, decode=decode) -> object:
    return validate(decode(record))


Refused = fastjsonschema.JsonSchemaValueException
SUBJECTS = [
    raising("fastjsonschema", CREATE, "bytes", "the first", _validate, Refused),
    raising("fastjsonschema", CREATE, "dict", "the first", validate, Refused),
]
