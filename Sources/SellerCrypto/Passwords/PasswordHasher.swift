import Foundation

/// Hashes passwords by Argon2id and compares them, on threads of its own.
///
/// 19 MiB, two passes, parallelism 1. Source: OWASP Password Storage Cheat Sheet.
package struct PasswordHasher: Sendable {
    /// 19 MiB, OWASP's second choice of equal strength, which a server with many sign-ins can hold.
    package static let memoryBytes = 19 * 1024 * 1024

    /// OWASP's number for 19 MiB.
    package static let passes = 2

    /// Half a second of waiting on two cores at 20 ms a hash. Source: performance.md, sign-in.
    package static let queueLimit = 48

    private let threads: HashingThreads
    private let argon2: Argon2
    private let unmatchable: String
    private let admission: HashingAdmission

    /// Starts as many threads as the machine has cores, unless told otherwise.
    ///
    /// `memoryBytes` and `passes` are brought to what Argon2 needs at least: 8 KiB and 1.
    package init(
        threads: Int = ProcessInfo.processInfo.activeProcessorCount,
        queueLimit: Int = PasswordHasher.queueLimit,
        memoryBytes: Int = PasswordHasher.memoryBytes,
        passes: Int = PasswordHasher.passes
    ) {
        self.threads = HashingThreads(count: threads, queueLimit: queueLimit)
        admission = HashingAdmission(limit: queueLimit)
        argon2 = Argon2(passes: max(passes, 1), memoryBytes: max(memoryBytes, 8 * 1024))
        unmatchable = argon2.unmatchable()
    }

    /// How many wait for a thread, for the metrics.
    package var waitingCount: Int { threads.waitingCount }

    /// Runs `work`, which has more to do than to hash, unless as many are at theirs as may wait for a
    /// hash: throws `busy` at once, before any of that work.
    package func admit<Value, Failure: Error>(
        _ work: () async throws(Failure) -> Value,
        refused: (HashingError) -> Failure
    ) async throws(Failure) -> Value {
        guard admission.enter() else { throw refused(.busy) }
        defer { admission.leave() }
        return try await work()
    }

    /// Gives the encoded hash, `$argon2id$…`, with its parameters and a new salt.
    package func hash(_ password: Password) async throws(HashingError) -> String {
        let argon2 = argon2
        return try await threads.run { argon2.hash(password.bytes) }
    }

    /// Tells whether this is the password behind a stored hash.
    ///
    /// Nil stands for a login that does not exist: the same work is done against a hash that no
    /// password has, and the answer is no. So time does not tell who has a login (rule 10). A stored
    /// text that is no hash is `failed`.
    package func verify(
        _ password: Password,
        against stored: String?
    ) async throws(HashingError) -> Bool {
        let argon2 = argon2
        let encoded = stored ?? unmatchable
        let matches = try await threads.run { argon2.verify(password.bytes, against: encoded) }
        return stored != nil && matches
    }

    /// Tells whether a stored hash was made with other parameters, so that it is made anew at the next
    /// right password.
    package func needsNewHash(_ stored: String) -> Bool {
        argon2.age(of: stored) ?? true
    }
}
