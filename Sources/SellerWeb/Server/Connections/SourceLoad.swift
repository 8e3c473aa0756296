import Synchronization

/// What one source has of the server at this moment.
///
/// Its connections share it, so that a request finds its source's count without any lock.
final class SourceLoad: Sendable {
    /// Requests in work.
    let requests = Atomic<Int>(0)
    /// Whether its limits are somebody else's: a trusted proxy speaks for many.
    let isTrusted: Bool
    /// Connections that are open.
    let connections = Atomic<Int>(0)

    init(isTrusted: Bool) {
        self.isTrusted = isTrusted
    }
}
