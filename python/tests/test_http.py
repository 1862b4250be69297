"""Sends requests to a test platform on the loopback address, which sends the example replies of the documents."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

import aicc

EXAMPLES: dict[str, bytes] = {
    "agentAccount/create": b'{"resultCode": "0", "resultMessage": "success", "workNo": "291"}',
    "queryAgentInfoByAccount": b'{"returnCode": "0", "description": "success", '
    b'"data": {"workNo": "291", "agentType": "4", "agentStatus": "0"}}',
    "agentsettings/create": b'{"id": "5", "returnCode": "0", "returnDesc": "success"}',
    "loginex": b'{"message": "success", "retcode": "0", "result": {"vdnid": 1, "workno": "291", "mediatype": "TTF", '
    b'"loginTime": 1464248123555, "isForceChange": true, "timeRemaining": "30"}}',
}


class Platform(BaseHTTPRequestHandler):
    """Sends the platform's replies to the requests that the package recognises."""

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            request = aicc.read_request(self.command, self.path, list(self.headers.items()), body)
        except aicc.ReceiveError as error:
            self.reply(error.status, str(error).encode())
        else:
            self.reply(200, EXAMPLES[request.interface])

    do_POST = do_PUT = answer

    def reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Platform) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def send(request: aicc.Request) -> aicc.Reply:
    with httpx.Client(trust_env=False) as http:
        return aicc.Client(http).send(request)


@pytest.fixture
def cloud(port: int) -> aicc.Cloud:
    return aicc.Cloud("127.0.0.1", port=port, scheme="http", token="mF_9.B5f-4.1JqM", app_key="0f1e")


def test_account_is_created(cloud: aicc.Cloud) -> None:
    account = aicc.AgentAccountCreate(
        user_account="test123456",
        user_name="李娜",
        password="Aa1!Aa1!",
        email="li.na@example.com",
        agent_type=aicc.AgentType.VIDEO,
        cc_role_id=aicc.AgentRole.AGENT,
    )
    for message in [account, account.replace(wrapped=True)]:
        reply = send(message.request(cloud))
        assert isinstance(reply.data, aicc.AgentAccountCreateReply)
        assert (reply.ok, reply.data.work_no) == (True, 291)


def test_agent_is_queried(cloud: aicc.Cloud) -> None:
    reply = send(aicc.AgentInfoQuery(account_code="a").request(cloud))
    assert isinstance(reply.data, aicc.AgentInfoQueryReply)
    assert reply.data.data == aicc.AgentInfo(work_no=291, agent_type=4, agent_status="0")


def test_settings_are_created(cloud: aicc.Cloud) -> None:
    reply = send(aicc.AgentSettingsCreate(user_id="u").request(cloud))
    assert reply.data == aicc.AgentSettingsCreateReply(id="5", return_code="0", return_desc="success")


def test_agent_signs_in(port: int) -> None:
    gateway = aicc.Gateway("127.0.0.1", port, scheme="http")
    reply = send(aicc.AgentSignIn(password="").request(gateway, agent_id=291))
    reply.raise_for_refusal()
    assert isinstance(reply.data, aicc.AgentSignInReply)
    assert reply.data.result is not None
    assert reply.data.result.mediatype == aicc.MediaServers(cti_server=True, webm=True, mailm=False)


def test_wrong_service(port: int) -> None:
    """The test platform refuses a request with a header of another interface."""
    server = aicc.Cloud("127.0.0.1", port=port, scheme="http", token="x", app_key="y")
    request = aicc.AgentSettingsCreate(user_id="u").request(server)
    with httpx.Client(trust_env=False) as client:
        without_key = client.request(request.method, request.url, content=request.content)
        elsewhere = client.request(request.method, request.url + "/x", content=request.content)
        by_get = client.request("PUT", request.url, content=request.content)
    assert (without_key.status_code, elsewhere.status_code, by_get.status_code) == (400, 404, 405)
    assert b"header/X-APP-Key" in without_key.content
