// What the playground of the site shows for Kotlin: a test of the site compares them.
package playground.agentAccountCreate

import dev.aicc.*
import dev.aicc.okhttp.send
import okhttp3.OkHttpClient

suspend fun send(client: OkHttpClient): Outcome<AgentAccountCreateReply> {
    val message = AgentAccountCreate(
        userAccount = "wang.xiaoming",
        userName = "王小明",
        password = Secret("***"),
        email = "xiaoming.wang@example.com",
        agentType = AgentType.AUDIO,
        ccRoleId = AgentRole.AGENT,
        skills = listOf(
            Skill(skillId = 3, agentWeight = 1, skillWeight = 1),
            Skill(skillId = 2, agentWeight = 1, skillWeight = 2),
        ),
        phone = "+86 755 2878 0101",
    )
    val server = Cloud("service.besclouds.com", token = Secret("***"), appKey = Secret("***"))
    return client.send(message.request(server).orThrow(), ::readAgentAccountCreateReply)
}
