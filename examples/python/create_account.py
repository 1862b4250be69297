"""Builds a message, sends it, and handles the reply.

A made-up platform replies here, so that the example needs no network. Run it with
``python examples/python/create_account.py`` after ``pip install httpx2``. It prints:

    the message is wrong:
      /email: email must be an e-mail address (name@domain).
    POST https://service.besclouds.com/apiaccess/rest/cc-management/v1/agentAccount/create
    created: agent 108
"""

import httpx2

import aicc


def platform(request: httpx2.Request) -> httpx2.Response:
    """Replies in place of the real platform."""
    return httpx2.Response(200, json={"resultCode": "0", "resultMessage": "ok", "workNo": 108})


def new_agent(email: str) -> aicc.AgentAccountCreate:
    """Builds the message. A message that breaks a rule raises an exception with every error."""
    return aicc.AgentAccountCreate(
        user_account="test123456",
        user_name="Li Na",
        password="Te****34",
        email=email,
        agent_type=aicc.AgentType.VIDEO,
        cc_role_id=aicc.AgentRole.AGENT,
    )


try:
    new_agent(email="li.na")
except aicc.ValidationError as error:
    print("the message is wrong:")
    for finding in error.report.violations:
        print(f"  {finding.pointer}: {finding.message('en')}")

cloud = aicc.Cloud("service.besclouds.com", token="mF_9.B5f-4.1JqM", app_key="0f1e2d")
request = new_agent(email="li.na@example.com").request(cloud)
print(request.method, request.url)

with httpx2.Client(transport=httpx2.MockTransport(platform)) as http:  # the real platform needs aicc.Client() alone
    reply = aicc.Client(http).send(request)

if reply.ok:
    print("created: agent", reply.data.work_no)
else:
    print(f"refused: {reply.meaning}; {reply.action}")
