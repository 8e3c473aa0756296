package import Postgres
package import SellerModel

/// A success that was committed under a key.
package struct IdempotencyRecord: Sendable, Equatable {
    /// SHA-256 of the body that it answered.
    package let bodyDigest: [UInt8]
    /// The id of the object that it made, in public form.
    package let object: String?
}

extension Statement where Row == Bool {
    /// Takes the lock of a key until the end of the transaction; false if another request has it.
    package static func lockKey(_ hash: Int64) -> Self {
        Self("SELECT pg_try_advisory_xact_lock(\(hash))")
    }
}

extension Statement where Row == IdempotencyRecord {
    /// The success under a key in the last 24 hours, for this caller and operation.
    package static func replay(
        caller: String,
        operation: OperationName,
        keyDigest: [UInt8]
    ) -> Self {
        Self(
            """
            SELECT body_digest, response ->> 'id'
            FROM idempotency_record
            WHERE caller = \(caller)
              AND operation = \(operation.rawValue)
              AND key_digest = \(PostgresBytes(keyDigest))
              AND created_at > now() - interval '24 hours'
            """
        ) { (digest: PostgresBytes, object: String?) in
            IdempotencyRecord(bodyDigest: digest.bytes, object: object)
        }
    }
}

extension Statement where Row == Void {
    /// Keeps a success, in the transaction that made it; what is older than a day makes room.
    package static func keepSuccess(
        caller: String,
        operation: OperationName,
        keyDigest: [UInt8],
        bodyDigest: [UInt8],
        object: String
    ) -> Self {
        Self(
            """
            INSERT INTO idempotency_record (
                caller, operation, key_digest, body_digest, status, response
            )
            VALUES (
                \(caller), \(operation.rawValue), \(PostgresBytes(keyDigest)),
                \(PostgresBytes(bodyDigest)), 201, \(PostgresJSON(["id": .string(object)]))
            )
            ON CONFLICT ON CONSTRAINT idempotency_record_key
            DO UPDATE SET
                body_digest = excluded.body_digest,
                response = excluded.response,
                created_at = now()
            """
        )
    }
}
