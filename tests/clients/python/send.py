"""Sends the request of every interface to the given URL with the generated client, and prints the replies as JSON."""

import json
import sys

import aicc_client
from aicc_client import models


def main(url: str) -> None:
    settings = aicc_client.Configuration(host=url, api_key={"appKey": "0f1e2d"}, access_token="mF_9.B5f-4.1JqM")
    with aicc_client.ApiClient(settings) as client:
        configuration = aicc_client.ConfigurationApi(client)
        replies = [
            configuration.agent_account_create(ACCOUNT),
            configuration.query_agent_info_by_account(QUERY),
            configuration.agentsettings_create(SETTINGS),
        ]
        gateway = aicc_client.AgentGatewayApi(client)
        replies += [gateway.loginex("291", SIGN_IN), gateway.loginex("291", SIGN_IN)]
    codes = [replies[0].result_code, replies[1].return_code, replies[2].return_code]
    codes += [reply.retcode for reply in replies[3:]]
    print(json.dumps({"codes": codes, "replies": [reply.to_dict() for reply in replies]}))


ACCOUNT = models.AgentAccountCreate(
    user_account="test123456",
    user_name="李娜",
    password="Abcdef1!",
    email="li.na@example.com",
    agent_type=models.AgentType.Video,
    cc_role_id=models.AgentRole.Agent,
    skills=[models.Skill(skill_id=3, agent_weight=1, skill_weight=2)],
    phone="40038",
)
QUERY = models.AgentInfoQuery(account_code="Agents", username="itau_group", password="secret")
SETTINGS = models.AgentSettingsCreate(
    call_type=models.CallType.Bidirectional,
    user_id="1660270845627002401",
    caller_present=["12323", "232232"],
    call_number=["12323"],
    call_number_default="23232323",
    caller_present_default="1212121212",
)
SIGN_IN = models.AgentSignIn(
    password="",
    phonenum="40038",
    autoanswer=False,
    autoenteridle=True,
    releasephone=False,
    agenttype=models.SignInAgentType.VideoPhone,
    status=models.SignInStatus.WrapUp,
    ip="10.0.0.5",
    entry_ip="10.0.0.6",
    phonelinkage=True,
    check_in_webm=False,
    check_in_mailm=False,
    vc_phone_number="88001",
    listen_status=True,
)

main(sys.argv[1])
