import Dispatch
import SellerModel
import Synchronization
import Testing

/// Clients that ask on and on while something fails, and remember what they were told.
final class Load: Sendable {
    let place: FaultPlace
    /// What its addresses begin with.
    let name: String
    let people: LoadPeople
    private let told = Mutex(Told())
    private let end = Mutex<ContinuousClock.Instant?>(nil)

    /// How long after the fault a client repeats what has no outcome yet: recovery may take 5 s, on
    /// a slow machine a request as long again.
    private static let patience = Duration.seconds(15)

    private init(_ name: String, _ place: FaultPlace) async throws {
        self.place = place
        self.name = name
        people = try await LoadPeople(name, place)
        told.withLock { $0.version = people.version }
    }

    /// Runs `fault` under the load of a few clients, lets these come to an end, and sees that the
    /// invariants hold.
    static func withstand(
        _ name: String,
        at place: FaultPlace,
        _ fault: (Load) async throws -> Void
    ) async throws {
        let load = try await Load(name, place)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients { group.addTask { await client(load) } }
            let result: Result<Void, any Error>
            do {
                try await load.goesWell()
                result = .success(try await fault(load))
            } catch {
                result = .failure(error)
            }
            load.end.withLock { $0 = .now }
            try await group.waitForAll()
            try result.get()
        }
        try await Invariants(load).check()
    }

    private typealias Client = @Sendable (Load) async -> Void

    private static let clients: [Client] = [
        { await $0.inviteMany(0) }, { await $0.inviteMany(1) }, { await $0.inviteMany(2) },
        { await $0.changePermissions() }, { await $0.guess() }, { await $0.startSignIns() },
        { await $0.tryOtherDoors() },
        // Both give the same code.
        { await $0.giveCodeDuringFault() }, { await $0.giveCodeDuringFault() },
    ]

    /// What clients were told so far.
    var soFar: Told { told.withLock { $0 } }

    /// Comes back once changes have been acknowledged since now.
    func goesWell() async throws {
        let before = soFar.invited.count
        let start = ContinuousClock.now
        while soFar.invited.count < before + 20 {
            try #require(start.duration(to: .now) < .seconds(60), "\(soFar)")
            await Self.pass()
        }
    }

    /// Comes back once clients were refused since now.
    func isRefused() async throws {
        let before = soFar.refused
        let start = ContinuousClock.now
        while soFar.refused < before + 5 {
            try #require(start.duration(to: .now) < .seconds(60), "\(soFar)")
            await Self.pass()
        }
    }

    /// Lets a little time pass, as clients do between their requests.
    static func pass() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(10)) {
                continuation.resume()
            }
        }
    }
}

/// What the clients share.
extension Load {
    /// Whether something new may begin.
    var isOn: Bool { end.withLock { $0 == nil } }

    /// Whether what has begun may still be repeated.
    var mayRepeat: Bool {
        end.withLock { end in end.map { $0.duration(to: .now) < Self.patience } ?? true }
    }

    func note(_ change: (inout Told) -> Void) {
        told.withLock { change(&$0) }
    }

    func isWrong(_ sentence: String) {
        note { $0.wrongs.append(sentence) }
    }

    /// Asks and notes the answer; nil for none, which is a wrong: the server itself does not fail.
    func ask(
        _ method: String,
        _ path: String,
        token: String? = nil,
        headers: [String: String] = [:],
        _ body: JSONValue? = nil
    ) async -> Answer? {
        do {
            let client = place.fixture.client
            let answer = try await client.ask(method, path, token: token, headers: headers, body)
            note { $0.note(answer, to: "\(method) \(path)") }
            return answer
        } catch {
            isWrong("\(method) \(path): no whole answer, \(error)")
            return nil
        }
    }

    /// Repeats a request until its answer is not 503; nil when there is none in time.
    func settle(_ ask: () async -> Answer?) async -> Answer? {
        while mayRepeat {
            let answer = await ask()
            if let answer, answer.status != 503, answer.code != "idempotency_in_progress" {
                return answer
            }
            await Self.pass()
        }
        return nil
    }
}
