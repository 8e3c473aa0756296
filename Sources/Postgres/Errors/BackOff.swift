/// How long to wait before the next try to connect, so that a server that is away is not hammered.
struct BackOff {
    private var failures = 0

    /// True if the last try failed.
    var isActive: Bool { failures > 0 }

    /// A try failed: how long to wait, half of it by chance (`jitter` in 0..<1), so that many
    /// processes that lost their server together do not come back together.
    mutating func fail(jitter: Double) -> Duration {
        let whole = min(
            PostgresLimits.firstBackOffMilliseconds << min(failures, 16),
            PostgresLimits.lastBackOffMilliseconds
        )
        failures += 1
        return .milliseconds(Double(whole) * (0.5 + jitter / 2))
    }

    /// A try succeeded.
    mutating func succeed() {
        failures = 0
    }
}
