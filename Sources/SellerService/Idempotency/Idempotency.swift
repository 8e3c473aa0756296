import SellerCrypto
package import SellerModel
import SellerStore

/// A key that the caller chose for one request, with the digest of the request's body.
package struct IdempotencyKey: Sendable {
    let digest: [UInt8]
    let bodyDigest: [UInt8]

    /// A key of 1 to 255 visible ASCII characters, as the contract says, and the body's bytes.
    package init(_ key: String, body: [UInt8]) throws(SellerError) {
        let isVisible = key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard (1...255).contains(key.utf8.count), isVisible else {
            throw SellerError(
                .malformed,
                "A header is not acceptable.",
                fields: [
                    SellerError.Field(
                        .parameter("Idempotency-Key"),
                        .malformed,
                        "An idempotency key has 1 to 255 visible ASCII characters."
                    )
                ]
            )
        }
        digest = Digest.sha256(Array(key.utf8))
        bodyDigest = Digest.sha256(body)
    }
}

/// An answer that may be one given before.
package struct Replayable<Value: Sendable>: Sendable {
    /// The object.
    package let value: Value
    /// Whether an earlier request made it.
    package let isReplay: Bool
}

extension SellerService {
    /// Makes an object once under a key: a second request with the same key and body gets the same
    /// object, read again.
    ///
    /// Only a success is kept, in its transaction. Throws `idempotency_mismatch` for another body,
    /// `idempotency_in_progress` while the first request runs.
    func once<Kind, Value: Sendable>(
        _ key: IdempotencyKey,
        _ c: AccountCaller,
        _ operation: OperationName,
        in tx: Transaction,
        read: (ID<Kind>) async throws(SellerError) -> Value?,
        make: () async throws(SellerError) -> ID<Kind>
    ) async throws(SellerError) -> Replayable<Value> {
        let slot = IdempotencySlot(key, c, operation)
        guard try await tx.one(.lockKey(slot.lock)) else {
            throw SellerError(
                .idempotencyInProgress,
                "The same request is being answered.",
                retryAfterSeconds: 1
            )
        }
        if let earlier: ID<Kind> = try await keptObject(slot, in: tx) {
            guard let value = try await read(earlier) else { throw .notFound }
            return Replayable(value: value, isReplay: true)
        }
        let id = try await make()
        try await tx.run(
            .keepSuccess(
                caller: slot.caller,
                operation: operation,
                keyDigest: key.digest,
                bodyDigest: key.bodyDigest,
                object: id.text
            )
        )
        guard let value = try await read(id) else { throw .notFound }
        return Replayable(value: value, isReplay: false)
    }

    /// The object that an earlier request made under the key; nil when there was none.
    private func keptObject<Kind>(
        _ slot: IdempotencySlot,
        in tx: Transaction
    ) async throws(SellerError) -> ID<Kind>? {
        let kept = try await tx.first(
            .replay(caller: slot.caller, operation: slot.operation, keyDigest: slot.key.digest)
        )
        guard let kept else { return nil }
        guard kept.bodyDigest == slot.key.bodyDigest else {
            throw SellerError(
                .idempotencyMismatch,
                "This key was used for another request. Choose a new one."
            )
        }
        guard let id = kept.object.flatMap({ ID<Kind>($0) }) else { throw .notFound }
        return id
    }
}

/// Where a success is kept: a key is a caller's own, in one account and for one operation.
private struct IdempotencySlot {
    let key: IdempotencyKey
    let caller: String
    let operation: OperationName

    init(_ key: IdempotencyKey, _ c: AccountCaller, _ operation: OperationName) {
        self.key = key
        caller = "\(c.session.login.text)@\(c.account.text)"
        self.operation = operation
    }

    /// The number that stands for it as a lock: 64 bits of a digest.
    var lock: Int64 {
        let seed = Array("\(caller) \(operation.rawValue) ".utf8) + key.digest
        let hash = Digest.sha256(seed).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(bitPattern: hash)
    }
}
