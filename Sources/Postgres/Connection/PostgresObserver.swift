/// Who is told what the client does: closures made once, called on the hot path without a label,
/// an allocation or an existential.
///
/// They run on the client's threads, some with locks of the caller's: they must be quick and not
/// call the client.
package struct PostgresObserver: Sendable {
    /// A round trip took this long, from sending to the last answer.
    package var exchange: @Sendable (Duration) -> Void
    /// A round trip or a try to connect failed, with the class of the SQLSTATE (its first two
    /// characters) or nil if the server said nothing.
    package var failure: @Sendable (PostgresError.Code, String?) -> Void
    /// A caller stood in the pool's queue this long; who gets a connection at once is not told.
    package var wait: @Sendable (Duration) -> Void
    /// A pipeline asked this many questions as one call.
    package var batch: @Sendable (Int) -> Void

    /// Closures that do nothing where none are given.
    package init(
        exchange: @escaping @Sendable (Duration) -> Void = { _ in },
        failure: @escaping @Sendable (PostgresError.Code, String?) -> Void = { _, _ in },
        wait: @escaping @Sendable (Duration) -> Void = { _ in },
        batch: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.exchange = exchange
        self.failure = failure
        self.wait = wait
        self.batch = batch
    }

    func failed(_ error: PostgresError) {
        failure(error.code, error.sqlState.map { String($0.prefix(2)) })
    }
}
