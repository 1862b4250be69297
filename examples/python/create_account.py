"""Builds a message, sends it with httpx, and reads the reply.

A made-up platform replies here, so that the example needs no network. Run it with
``python examples/python/create_account.py`` after ``pip install httpx``. It prints:

    the message is wrong:
      /email: email must be an e-mail address (name@domain).
    POST https://service.besclouds.com/apiaccess/rest/cc-management/v1/agentAccount/create
    created: agent 108
"""

import httpx

import aicc


def platform(request: httpx.Request) -> httpx.Response:
    """Replies in place of the real platform."""
    return httpx.Response(200, json={"resultCode": "0", "resultMessage": "ok", "workNo": 108})


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

with httpx.Client(transport=httpx.MockTransport(platform)) as client:  # for the real platform: httpx.Client()
    response = client.request(request.method, request.url, headers=request.headers, content=request.content)

reply = aicc.read_reply("agentAccount/create", response.status_code, response.content)
if reply.ok:
    print("created: agent", reply.data.work_no)
else:
    print(f"refused: {reply.meaning}; {reply.action}")
