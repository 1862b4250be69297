// What the playground of the site shows for Kotlin: a test of the site compares them.
package playground.agentSettingsCreate

import dev.aicc.*
import dev.aicc.okhttp.send
import okhttp3.OkHttpClient

suspend fun send(client: OkHttpClient): Outcome<AgentSettingsCreateReply> {
    val message = AgentSettingsCreate(
        userId = "1660270845627002401",
        callType = CallType.BIDIRECTIONAL,
        callerPresent = listOf("12323", "232232"),
        callNumber = listOf("12323", "232343", "233"),
        callNumberDefault = "12323",
        callerPresentDefault = "232232",
    )
    val server = Cloud("service.besclouds.com", token = Secret("***"), appKey = Secret("***"))
    return client.send(message.request(server).orThrow(), ::readAgentSettingsCreateReply)
}
