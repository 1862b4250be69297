// What the playground of the site shows for Swift: a test of the site compares them.
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif
import AICC
import Foundation

func send() async throws -> Outcome<AgentAccountCreateReply> {
    let message = AgentAccountCreate(
        userAccount: "wang.xiaoming",
        userName: "王小明",
        password: Secret(value: "***"),
        email: "xiaoming.wang@example.com",
        agentType: .audio,
        ccRoleId: .agent,
        skills: [
            Skill(skillId: 3, agentWeight: 1, skillWeight: 1),
            Skill(skillId: 2, agentWeight: 1, skillWeight: 2)
        ],
        phone: "+86 755 2878 0101"
    )
    let server = try Cloud(host: "service.besclouds.com", token: Secret(value: "***"), appKey: Secret(value: "***"))
    let request = try message.request(cloud: server).get()
    return try await URLSession.shared.send(request, reading: readAgentAccountCreateReply)
}
