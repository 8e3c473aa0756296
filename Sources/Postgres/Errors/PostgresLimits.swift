/// The bounds of the client, each with its reason.
package enum PostgresLimits {
    /// Rows that `all` collects. More belong into a stream, which does not hold them in memory.
    package static let rows = 10_000
    /// Runs of one transaction in all, when the server asks to serialize it again.
    package static let attempts = 5
    /// Statements that one connection keeps prepared; further ones are parsed at every use.
    package static let preparedStatements = 1_000
    /// Milliseconds to connect and authenticate, on the same network with room for a busy server.
    package static let connectMilliseconds = 5_000
    /// Milliseconds that we wait longer than the server's own limit for a statement, so that the
    /// server's answer, and not ours, is the usual one.
    package static let graceMilliseconds = 2_000
    /// Milliseconds a connection may rest before its next user first looks whether it is alive.
    package static let restMilliseconds = 500
}
