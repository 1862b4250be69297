"""Signs an agent in, keeps the session, and handles a refusal.

Two made-up replies stand for the platform, so that the example needs no network. Run it with
``python examples/python/sign_in.py``. It prints:

    PUT https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex
    signed in; the session is ***
    refused: the agent has already signed in; sign in by force, or sign out first
"""

import aicc

sign_in = aicc.AgentSignIn(password="", phonenum="40038", status=aicc.SignInStatus.BUSY)
request = sign_in.request(aicc.Gateway("10.0.0.5", 8043), agent_id=291)
print(request.method, request.url)

# What an HTTP client returns: the status, the headers and the body.
signed_in = (200, {"Set-GUID": "JSESSIONID=4f0c"}, b'{"message": "", "retcode": "0"}')
already_signed_in = (200, {}, b'{"message": "", "retcode": "100-002"}')

for status, headers, body in (signed_in, already_signed_in):
    reply = aicc.read_reply("loginex", status, body, headers=headers)
    if reply.ok:
        # `reply.session.expose()` is the value that authenticates the agent's later calls.
        print("signed in; the session is", reply.session)
    else:
        print(f"refused: {reply.meaning}; {reply.action}")
