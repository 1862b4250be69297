// What the playground of the site shows for Swift: a test of the site compares them.
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif
import AICC
import Foundation

func send() async throws -> Outcome<AgentSettingsCreateReply> {
    let message = AgentSettingsCreate(
        userId: "1660270845627002401",
        callType: .bidirectional,
        callerPresent: ["12323", "232232"],
        callNumber: ["12323", "232343", "233"],
        callNumberDefault: "12323",
        callerPresentDefault: "232232"
    )
    let server = try Cloud(host: "service.besclouds.com", token: Secret(value: "***"), appKey: Secret(value: "***"))
    let request = try message.request(cloud: server).get()
    return try await URLSession.shared.send(request, reading: readAgentSettingsCreateReply)
}
