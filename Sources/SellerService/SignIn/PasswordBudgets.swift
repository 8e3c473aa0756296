import SellerCrypto
import SellerModel
import SellerStore

extension SellerService {
    /// Counts a password try, before any hashing, by its source and by the address it names.
    ///
    /// A device that the login signed in with before has a budget of its own and no other, so that
    /// strangers cannot lock a person out, not even from the same network. Unknown addresses are
    /// counted alike.
    func countPasswordTry(
        at email: String,
        device: String?,
        address: EmailAddress?,
        facts: RequestFacts
    ) async throws(SellerError) {
        if let known = try await knownDevice(device, of: address) {
            try await count(
                "password_device",
                known,
                windowSeconds: 3_600,
                limit: limits.passwordTriesPerLoginPerHour
            )
            return
        }
        let source = SourceNetwork(facts.address).text
        let name = address?.text ?? email
        try await count(
            "password_source",
            Array(source.utf8),
            windowSeconds: 60,
            limit: limits.passwordTriesPerSourcePerMinute
        )
        // The name last: nothing in it can look like another source.
        try await count(
            "password_login_source",
            Array("\(source) \(name)".utf8),
            windowSeconds: 3_600,
            limit: limits.passwordTriesPerLoginAndSourcePerHour
        )
        try await count(
            "password_login",
            Array(name.utf8),
            windowSeconds: 3_600,
            limit: limits.passwordTriesPerLoginPerHour
        )
    }

    /// Counts one try and refuses it when its window is full.
    func count(
        _ kind: String,
        _ subject: [UInt8],
        windowSeconds: Int64,
        limit: Int
    ) async throws(SellerError) {
        // A digest, so that a long subject makes no long key.
        let digest = Digest.sha256(subject)
        let used = try await transaction { (tx) throws(SellerError) in
            try await tx.one(
                .countTry(kind: kind, subject: digest, windowSeconds: windowSeconds)
            )
        }
        guard Int(used) > limit else { return }
        throw SellerError(
            .rateLimited,
            "Too many tries. Wait and try again.",
            retryAfterSeconds: environment.now().secondsLeft(ofWindow: windowSeconds)
        )
    }

    private func knownDevice(
        _ token: String?,
        of address: EmailAddress?
    ) async throws(SellerError) -> [UInt8]? {
        guard let address, let token,
            let secret = SecretToken(parsing: token, as: .device)
        else { return nil }
        return try await transaction(readOnly: true) { (tx) throws(SellerError) in
            try await tx.one(.isKnownDevice(digest: secret.digest, at: address))
                ? secret.digest : nil
        }
    }
}

extension Timestamp {
    /// The rest of the window that this moment is in. Windows are cut from the clock, as `countTry`
    /// cuts them: its origin, the year 2000, lies on a multiple of every window here.
    func secondsLeft(ofWindow seconds: Int64) -> Int64 { seconds - unixSeconds % seconds }
}
