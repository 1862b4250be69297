// What the playground of the site shows for Kotlin: a test of the site compares them.
package playground.agentInfoQuery

import dev.aicc.*
import dev.aicc.okhttp.send
import okhttp3.OkHttpClient

suspend fun send(client: OkHttpClient): Outcome<AgentInfoQueryReply> {
    val message = AgentInfoQuery(
        accountCode = "wang.xiaoming",
        password = Secret("***"),
        username = "demo_group",
    )
    val server = Cloud("service.besclouds.com", token = Secret("***"), appKey = Secret("***"))
    return client.send(message.request(server).orThrow(), ::readAgentInfoQueryReply)
}
