/// The bounds of the client, each with its reason.
package enum PostgresLimits {
    /// Rows that `all` collects. More belong into a stream, which does not hold them in memory.
    package static let rows = 10_000
    /// Runs of one transaction in all, when the server asks to serialize it again.
    package static let attempts = 5
    /// Statements that one connection keeps prepared; further ones are parsed at every use.
    package static let preparedStatements = 1_000
    /// Seconds to connect to one host and authenticate, on the same network with room for a busy
    /// server; two hosts stay within 6 s.
    package static let connectSeconds = 3
    /// Milliseconds until a peer that acknowledges nothing counts as gone: with the time to notice,
    /// a black hole costs at most 6 s.
    package static let silenceMilliseconds = 5_000
    /// Milliseconds that we wait longer than the server's own limit for a statement, so that the
    /// server's answer, and not ours, is the usual one. With the usual limit of 5 s, a server that
    /// has stopped costs less than 6 s, with as much again for a busy machine.
    package static let graceMilliseconds = 500
    /// Milliseconds a connection may rest before its next user first looks whether it is alive.
    package static let restMilliseconds = 500
    /// Questions that a pipeline asks as one call: longer arrays make all wait for the last one and
    /// save nothing more (measured: the cost of a call is paid off at a few dozens).
    package static let questionsTogether = 128
    /// Questions of one shape that may wait. At 50,000 a second they are 80 ms, less than anyone
    /// waits; more would only grow old.
    package static let questionsWaiting = 4_096
    /// Milliseconds that a question waits in all: as long as connecting may take, which the first one
    /// waits for too.
    package static let questionMilliseconds = 3_000
    /// Milliseconds before the second try to connect, each further one waits twice as long …
    package static let firstBackOffMilliseconds = 50
    /// … up to this, so that a server that is back is found well within 5 s.
    package static let lastBackOffMilliseconds = 2_000
    /// Bytes of one chunk of a COPY out, the size of the buffers that reports fill: larger ones
    /// gained nothing.
    package static let copiedBytes = 65_536
}
