// What the playground of the site shows for Kotlin: a test of the site compares them.
package playground.agentSignIn

import dev.aicc.*
import dev.aicc.okhttp.send
import okhttp3.OkHttpClient

suspend fun send(client: OkHttpClient): Outcome<AgentSignInReply> {
    val message = AgentSignIn(
        password = Secret("***"),
        phonenum = "40038",
        autoanswer = true,
        autoenteridle = true,
        releasephone = false,
        agenttype = SignInAgentType.PHONE,
        status = SignInStatus.IDLE,
        ip = "10.1.2.3",
        phonelinkage = false,
        checkInWebm = true,
        checkInMailm = false,
        listenStatus = false,
    )
    val server = Gateway("10.0.0.5")
    return client.send(message.request(server, agentId = "101").orThrow(), ::readAgentSignInReply)
}
