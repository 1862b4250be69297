"""What Schemathesis generates, and a check of each reply beside its own: the result code fits the request."""

from __future__ import annotations

import string
from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation

import aicc

KINDS = (string.ascii_uppercase, string.ascii_lowercase, string.digits, string.punctuation)
# Two characters of each kind, in any order.
PASSWORDS = st.permutations(KINDS * 2).flatmap(lambda kinds: st.tuples(*map(st.sampled_from, kinds))).map("".join)
schemathesis.openapi.format("aicc-password", PASSWORDS)


@schemathesis.hook
def map_body(context: schemathesis.HookContext, body: Any) -> Any:
    """Writes integers without a fraction: `4.0` is an integer for JSON Schema, but not for the platform (R4)."""
    if isinstance(body, dict):
        return {name: map_body(context, value) for name, value in body.items()}
    if isinstance(body, list):
        return [map_body(context, value) for value in body]
    return int(body) if isinstance(body, float) and body.is_integer() else body


# What the gateway replies to a request that breaks a rule of its page.
INVALID = {"100-001", "100-012", "100-016"}


@schemathesis.check
def a_reply_of_the_platform(
    context: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> None:
    """Checks the reply to a documented request."""
    definition = case.operation.definition.raw
    if case.method.upper() != case.operation.method.upper() or case.meta is None:
        return
    headers = {name: values[-1] for name, values in response.headers.items()}
    reply = aicc.read_reply(definition["x-aicc-interface"], response.status_code, response.content, headers=headers)
    assert reply.outcome in ("success", "refusal", "documentedStatus") or response.status_code in (404, 405), reply
    assert not any(advice.rule == "undocumentedValue" for advice in reply.advice), reply.advice
    is_invalid = any(map(case.meta.is_negative_at, (ParameterLocation.PATH, ParameterLocation.BODY)))
    assert not (reply.code and is_invalid) or reply.code in INVALID, f"an invalid request gets the code {reply.code}"
