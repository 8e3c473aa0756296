import ArgumentParser
import SellerModel

/// P10's load: passwords for logins that do not exist, far more than can be hashed.
struct Flood: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Try passwords over many connections; prints tries, refusals, and the 50th and "
            + "99th percentile of the refusals' time in milliseconds."
    )

    @Option(help: "The server.") var url: String
    @Option(help: "How many connections, each with one try at a time.") var connections = 200
    @Option(help: "Milliseconds between two tries of a connection.") var pause = 100
    @Option(help: "How long.") var seconds = 4.0

    func run() async throws {
        let end = ContinuousClock.now + .milliseconds(Int(seconds * 1_000))
        let client = JSONClient(url: url, connections: connections)
        let pause = Duration.milliseconds(pause)
        let (tries, refusals) = try await withThrowingTaskGroup(of: [Double?].self) { group in
            for number in 0..<connections {
                group.addTask { try await Self.flood(number, client, until: end, pause: pause) }
            }
            return try await group.reduce((0, [])) {
                ($0.0 + $1.count, $0.1 + $1.compactMap(\.self))
            }
        }
        try await client.close()
        let times = refusals.sorted()
        let middle = Output.decimal(Self.percentile(50, of: times))
        let last = Output.decimal(Self.percentile(99, of: times))
        Output.line("\(tries) \(times.count) \(middle) \(last)")
    }

    /// One connection's tries, each as `refusal` gives it.
    private static func flood(
        _ number: Int,
        _ client: JSONClient,
        until end: ContinuousClock.Instant,
        pause: Duration
    ) async throws -> [Double?] {
        // Not all at the same moment.
        try await Task.sleep(for: .microseconds(500 * number))
        var times: [Double?] = []
        while ContinuousClock.now < end {
            times.append(try await refusal(number, client))
            try await Task.sleep(for: pause)
        }
        return times
    }

    /// How many milliseconds a refusal for want of hashing threads took; nil for another answer.
    private static func refusal(_ number: Int, _ client: JSONClient) async throws -> Double? {
        let begin = ContinuousClock.now
        let answer = try await client.post(
            "/v1/sign-in",
            [
                "email": .string("nobody\(number)@bench.example"),
                "password": .string("no password of anybody"),
            ]
        )
        return answer.status == 503 ? begin.duration(to: .now).inSeconds * 1_000 : nil
    }

    /// The nearest rank; 0 of nothing.
    static func percentile(_ percent: Int, of sorted: [Double]) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = (sorted.count * percent + 99) / 100
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}
