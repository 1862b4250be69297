// What the playground of the site shows for Swift: a test of the site compares them.
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif
import AICC
import Foundation

func send() async throws -> Outcome<AgentSignInReply> {
    let message = AgentSignIn(
        password: Secret(value: "***"),
        phonenum: "40038",
        autoanswer: true,
        autoenteridle: true,
        releasephone: false,
        agenttype: .phone,
        status: .idle,
        ip: "10.1.2.3",
        phonelinkage: false,
        checkInWebm: true,
        checkInMailm: false,
        listenStatus: false
    )
    let server = try Gateway(host: "10.0.0.5")
    let request = try message.request(gateway: server, agentId: "101").get()
    return try await URLSession.shared.send(request, reading: readAgentSignInReply)
}
