// What the playground of the site shows for Swift: a test of the site compares them.
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif
import AICC
import Foundation

func send() async throws -> Outcome<AgentInfoQueryReply> {
    let message = AgentInfoQuery(
        accountCode: "wang.xiaoming",
        password: Secret(value: "***"),
        username: "demo_group"
    )
    let server = try Cloud(host: "service.besclouds.com", token: Secret(value: "***"), appKey: Secret(value: "***"))
    let request = try message.request(cloud: server).get()
    return try await URLSession.shared.send(request, reading: readAgentInfoQueryReply)
}
