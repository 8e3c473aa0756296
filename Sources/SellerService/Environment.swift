package import FoundationEssentials
package import Logging
package import SellerCrypto
package import SellerModel

/// What the service takes from the world around it, so that tests can give it another one.
package struct Environment: Sendable {
    /// The present moment, for ids and for the steps of authenticator apps. What ends when is
    /// judged by the database's clock instead.
    package var now: @Sendable () -> Timestamp
    /// So many bytes that nobody can predict.
    package var random: @Sendable (Int) -> [UInt8]
    /// Where the service reports; never given secrets.
    package var logger: Logger

    /// An environment of these parts.
    package init(
        now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable (Int) -> [UInt8],
        logger: Logger
    ) {
        self.now = now
        self.random = random
        self.logger = logger
    }

    /// The real world: the system's clock and the kernel's generator.
    package static func live(logger: Logger) -> Environment {
        Environment(
            now: { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) },
            random: { Randomness.bytes($0) },
            logger: logger
        )
    }

    /// A new id of this moment.
    package func newID<Kind: Identified>() -> ID<Kind> {
        ID(newUUID())
    }

    /// A new UUID of version 7 of this moment.
    package func newUUID() -> UUID {
        UUIDv7.make(at: now()) {
            random(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
    }

    /// A new secret token of a kind.
    package func newToken(_ kind: TokenKind) -> SecretToken {
        SecretToken(kind: kind, random: random)
    }
}
