"""The rules as JSON Schema for the peers that read it: draft 4, where ``4.0`` is not an integer."""

import patterns

INT64 = {"type": ["integer", "null"], "minimum": -(2**63), "maximum": 2**63 - 1}
WEIGHT = {"type": ["integer", "null"], "minimum": 1, "maximum": 2**63 - 1}
EMAIL = {
    "type": "string",
    "anyOf": [
        # No part of a short address can be too long, and this pattern is faster.
        {"maxLength": 64, "pattern": patterns.SHORT_EMAIL + "$"},
        {"pattern": patterns.EMAIL + "$"},
    ],
}
PASSWORD = {
    "type": "string",
    "pattern": patterns.PASSWORD_CHARACTERS + "$",
    "allOf": [{"pattern": characters} for characters in patterns.CHARACTER_CLASSES],
}

AGENT_ACCOUNT_CREATE = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "required": ["userAccount", "userName", "password", "email", "agentType", "ccRoleId"],
    "properties": {
        "userAccount": {"type": "string", "pattern": patterns.ACCOUNT + "$"},
        "userName": {"type": "string", "pattern": patterns.NAME + "$"},
        "password": PASSWORD,
        "email": EMAIL,
        "agentType": {"type": "integer", "enum": [4, 5, 11, 99]},
        "ccRoleId": {"type": "integer", "enum": [2, 3, 4]},
        "skills": {
            "type": ["array", "null"],
            "items": {
                "type": "object",
                "properties": {"skillId": INT64, "agentWeight": WEIGHT, "skillWeight": WEIGHT},
            },
        },
        "phone": {"type": ["string", "null"], "maxLength": 25},
    },
}
