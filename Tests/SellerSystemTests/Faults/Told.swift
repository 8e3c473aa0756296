/// What clients were told during a load.
struct Told: Sendable {
    /// How many answers had each status.
    var counts: [Int: Int] = [:]
    /// What no client may ever be told, in sentences.
    var wrongs: [String] = []
    /// The longest time that an answer took.
    var longest = Duration.zero
    /// Addresses whose invitation was acknowledged.
    var invited: Set<String> = []
    /// How often a code was said to be wrong.
    var wrongCodes = 0
    /// How often a right code opened a session.
    var opened = 0
    /// How often a stranger was told that there is no such account.
    var turnedAway = 0
    /// How often a permission was given or taken away, and which stands: nil when nobody knows.
    var version: Int64 = 0
    var mayView: Bool?

    /// How many answers said that the service is not there now.
    var refused: Int { counts[503] ?? 0 }

    /// Takes an answer: a client sees success, its own mistake or 503 (invariant I11).
    mutating func note(_ answer: Answer, to request: String) {
        counts[answer.status, default: 0] += 1
        longest = max(longest, answer.time)
        switch answer.status {
        case 200..<300, 400..<500: break
        case 503 where answer.retryAfter != nil: break
        default: wrongs.append("\(request): \(answer.status) \(answer.text)")
        }
    }
}
