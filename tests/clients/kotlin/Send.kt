// Sends every interface's request with the generated client to the URL given, and prints the codes of the replies.

import org.openapitools.client.apis.AgentGatewayApi
import org.openapitools.client.apis.ConfigurationApi
import org.openapitools.client.infrastructure.ApiClient
import org.openapitools.client.models.AgentAccountCreate
import org.openapitools.client.models.AgentInfoQuery
import org.openapitools.client.models.AgentSettingsCreate
import org.openapitools.client.models.AgentSignIn
import org.openapitools.client.models.CallType
import org.openapitools.client.models.Skill

private val account = AgentAccountCreate(
    userAccount = "test123456",
    userName = "李娜",
    password = "Abcdef1!",
    email = "li.na@example.com",
    agentType = 11,
    ccRoleId = 2,
    skills = listOf(Skill(skillId = 3, agentWeight = 1, skillWeight = 2)),
    phone = "40038",
)
private val query = AgentInfoQuery(accountCode = "Agents", username = "itau_group", password = "secret")
private val settings = AgentSettingsCreate(
    callType = CallType.Bidirectional,
    userId = "1660270845627002401",
    callerPresent = listOf("12323", "232232"),
    callNumber = listOf("12323"),
    callNumberDefault = "23232323",
    callerPresentDefault = "1212121212",
)
private val signIn = AgentSignIn(
    password = "",
    phonenum = "40038",
    autoanswer = false,
    autoenteridle = true,
    releasephone = false,
    agenttype = 11,
    status = 5,
    ip = "10.0.0.5",
    entryIp = "10.0.0.6",
    phonelinkage = true,
    checkInWebm = false,
    checkInMailm = false,
    vcPhoneNumber = "88001",
    listenStatus = true,
)

fun main(arguments: Array<String>) {
    val url = arguments.single()
    ApiClient.apiKey["x-app-key"] = "0f1e2d"
    ApiClient.accessToken = "mF_9.B5f-4.1JqM"
    val configuration = ConfigurationApi(url)
    val gateway = AgentGatewayApi(url)
    val codes = listOf(
        configuration.agentAccountCreate(account).resultCode,
        configuration.queryAgentInfoByAccount(query).returnCode,
        configuration.agentsettingsCreate(settings).returnCode,
        gateway.loginex("291", signIn).retcode,
        gateway.loginex("291", signIn).retcode,
    )
    println(codes.joinToString(" "))
}
