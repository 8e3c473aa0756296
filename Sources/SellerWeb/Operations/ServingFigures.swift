import Synchronization

/// What the server counts of connections and requests before any operation sees them.
package final class ServingFigures: Sendable {
    /// Why something was refused or ended early.
    package enum Refusal: String, Sendable, CaseIterable {
        /// One source has all the connections that it may have.
        case connectionOfSource = "connection_of_source"
        /// A connection without a request made room for others.
        case idleConnection = "idle_connection"
        /// The head of a request did not come in time.
        case slowHead = "slow_head"
        /// The body of a request did not come in time.
        case slowBody = "slow_body"
        /// The bytes are no HTTP/1.1, or could be read in two ways.
        case framing
        /// More of a body than is read for nothing.
        case unwantedBody = "unwanted_body"
        /// As many requests are in work as may be.
        case request
        /// One source has all the requests in work that it may have.
        case requestOfSource = "request_of_source"
    }

    private final class Count: Sendable { let number = Atomic<UInt64>(0) }

    private let counts = Dictionary(
        uniqueKeysWithValues: Refusal.allCases.map { ($0, Count()) }
    )
    private let open = Atomic<Int>(0)
    /// Requests in work, which `RequestsInWork` counts here.
    let work = Atomic<Int>(0)

    /// Counts from zero.
    package init() {}

    /// Connections of clients that are open.
    package var connections: Int { open.load(ordering: .relaxed) }

    /// Requests that are there as a whole and not answered yet.
    package var requestsInWork: Int { work.load(ordering: .relaxed) }

    /// How often a refusal was given.
    package func count(of refusal: Refusal) -> UInt64 {
        counts[refusal]?.number.load(ordering: .relaxed) ?? 0
    }

    func refused(_ refusal: Refusal) {
        counts[refusal]?.number.wrappingAdd(1, ordering: .relaxed)
    }

    func connections(_ count: Int) { open.store(count, ordering: .relaxed) }
}
