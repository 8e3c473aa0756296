import Postgres
import SellerModel
import SellerService
import Testing

extension Fixture {
    /// Gives so many wrong codes at once, in one attempt of an unknown device, and counts the
    /// answers by their code.
    func guess(_ times: Int, _ member: EnrolledLogin) async throws -> [ErrorCode: Int] {
        let view = try await start(member.person)
        guard view.state == .codeRequired else { return [:] }
        let attempt = try await service.attempt(token: try #require(view.attempt))
        let code = member.app.wrongCode(at: clock.now)
        return await withTaskGroup(of: ErrorCode?.self) { group in
            for _ in 0..<times {
                group.addTask { await give(code, attempt, member.app)?.code }
            }
            var answers: [ErrorCode: Int] = [:]
            for await answer in group { answer.map { answers[$0, default: 0] += 1 } }
            return answers
        }
    }

    /// Gives a code; nil when it opened a session.
    func give(_ code: String, _ attempt: AttemptCaller, _ app: App) async -> SellerError? {
        await thrown { () throws(SellerError) in
            try await service.submitCode(
                attempt,
                method: app.method,
                code: code,
                facts: Self.facts
            )
        }
    }

    /// A device that a person signed in with.
    func knownDevice(of member: EnrolledLogin) async throws -> String {
        clock.nextStep()
        let view = try await start(member.person)
        let attempt = try await service.attempt(token: try #require(view.attempt))
        let refused = await give(member.app.code(at: clock.now), attempt, member.app)
        try #require(refused == nil)
        return try #require(view.device)
    }

    /// Lets strangers give ten wrong codes, and their pause pass.
    func expose(_ member: EnrolledLogin) async throws {
        try #require(try await guess(10, member) == [.invalidCode: 10])
        try await change("UPDATE two_step_method SET strangers_paused_until = NULL")
    }

    /// How many mails of a template wait.
    func mails(_ template: String) async throws -> Int64 {
        try await number("SELECT count(*) FROM outbox_message WHERE template = \(template)")
    }
}
