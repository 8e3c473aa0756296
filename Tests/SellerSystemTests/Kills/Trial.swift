import Dispatch
import Postgres
import Testing

/// When a server dies while it works on a request.
enum Moment: Sendable, CaseIterable {
    /// In the middle of the transaction.
    case beforeCommit
    /// As soon as others see what was done: the answer is lost, or just there.
    case afterCommit
    /// Whenever it happens to be.
    case sometime
}

/// A request whose server dies, with everything it needs fresh.
struct Trial: Sendable {
    let ask: @Sendable () async throws -> Answer
    /// Rows that come with the change: each none or one, and all alike.
    let rows: [SQL]
    /// What a client does that got no answer; whether the change was there already is given.
    let goOn: @Sendable (Bool) async throws -> Void
}

/// A kind of request, with a table that it writes to last or nearly so.
struct KilledRequest: Sendable {
    let name: String
    let lastTable: StaticString
    /// Whether COMMIT travels with what is written there: then the database does all of it, though
    /// the server has died.
    var sendsCommitAlong = false
    /// Whether asking again makes one more of what was made.
    var addsUp = false
    /// Makes the trial of this number.
    let trial: @Sendable (KillScene, Int) async throws -> Trial
}

/// An account with its primary, for requests to be killed in.
struct KillScene: Sendable {
    let fixture: SystemFixture
    let account: String
    let ada: Person

    /// Opens the account.
    init(_ fixture: SystemFixture) async throws {
        self.fixture = fixture
        let (account, link) = try await fixture.openAccount("Lamps", primary: "ada@example.com")
        self.account = account
        ada = try await fixture.join(link, name: "Ada", email: "ada@example.com")
    }

    /// Kills the server at a moment of the request, starts it again, and sees that the change is
    /// there as a whole or not at all, and certainly if it was acknowledged.
    func kill(_ request: KilledRequest, at moment: Moment, number: Int) async throws {
        let trial = try await request.trial(self, number)
        let before = try await rows(of: trial)
        try #require(before.allSatisfy { $0 == 0 }, "\(request.name): \(before)")
        let answer = try await answer(trial, request, killedAt: moment)
        try await fixture.servers[0].startAgain()
        let after = try await rows(of: trial)
        #expect(Set(after).count == 1, "\(request.name) \(moment): half done, \(after)")
        let isDone = after.first == 1
        if let answer, answer.status < 300 {
            #expect(isDone, "\(request.name) \(moment): acknowledged and lost")
        }
        if moment == .beforeCommit {
            #expect(isDone == request.sendsCommitAlong, "\(request.name): \(after)")
        }
        try await trial.goOn(isDone)
        guard !request.addsUp else { return }
        let atLast = try await rows(of: trial)
        #expect(atLast.allSatisfy { $0 == 1 }, "\(request.name) \(moment): \(atLast)")
    }

    private func answer(
        _ trial: Trial,
        _ request: KilledRequest,
        killedAt moment: Moment
    ) async throws -> Answer? {
        let held =
            moment == .beforeCommit ? try await HeldTable(request.lastTable, of: fixture) : nil
        let answered = Count()
        let asking = Task {
            let answer = try? await trial.ask()
            await answered.add()
            return answer
        }
        switch moment {
        case .beforeCommit:
            try await held?.untilSomebodyStops { await answered.value > 0 }
        case .afterCommit:
            while try await fixture.count(trial.rows[0]) == 0, await answered.value == 0 {}
        case .sometime: await Self.pass(microseconds: .random(in: 0...8_000))
        }
        await fixture.servers[0].killHard()
        await held?.release()
        try await fixture.untilDatabaseIsQuiet()
        return await asking.value
    }

    /// How many there are of each row that comes with the change.
    func rows(of trial: Trial) async throws -> [Int64] {
        var rows: [Int64] = []
        for row in trial.rows { rows.append(try await fixture.count(row)) }
        return rows
    }

    /// Lets a little time pass, so that the server is met at another line each time.
    private static func pass(microseconds: Int) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + .microseconds(microseconds)) {
                continuation.resume()
            }
        }
    }
}
