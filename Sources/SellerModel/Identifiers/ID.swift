public import FoundationEssentials

/// A kind of thing that has public ids, with the prefix that its ids carry.
public protocol Identified: Sendable {
    /// What stands before the underscore, as `acc` in `acc_01jd…`. Source: the API contract.
    static var idPrefix: String { get }
}

/// A UUID that names one kind of thing, so a login's id cannot stand where an account's belongs.
public struct ID<Kind: Identified>: Hashable, Sendable {
    /// The identifier as PostgreSQL stores it.
    public let uuid: UUID

    /// Names a thing by the UUID that the database stores.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// The public form: prefix, underscore and 26 characters of Crockford's base 32, lower case.
    ///
    /// It sorts like the UUID does, so newer ids come later. It is never a secret.
    public var text: String {
        Kind.idPrefix + "_" + Base32Identifier.encode(uuid)
    }

    /// Reads the public form; nil for another kind's prefix or anything but the canonical spelling.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let prefix = Array((Kind.idPrefix + "_").utf8)
        guard bytes.starts(with: prefix),
            let uuid = Base32Identifier.decode(bytes.dropFirst(prefix.count))
        else { return nil }
        self.uuid = uuid
    }
}

extension ID: CustomStringConvertible {
    /// The public form, so that a log line shows what the API shows.
    public var description: String { text }
}
