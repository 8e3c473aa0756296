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
        self.init(bytes: text.utf8)
    }

    /// Reads the public form from its bytes; nil as for its text.
    public init?(bytes: some BidirectionalCollection<UInt8>) {
        let prefix = Kind.idPrefix.utf8
        let rest = bytes.dropFirst(prefix.count)
        guard bytes.starts(with: prefix), rest.first == UInt8(ascii: "_"),
            let uuid = Base32Identifier.decode(rest.dropFirst())
        else { return nil }
        self.uuid = uuid
    }

    /// Appends the public form to a buffer.
    public func write(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: Kind.idPrefix.utf8)
        bytes.append(UInt8(ascii: "_"))
        Base32Identifier.write(uuid, into: &bytes)
    }
}

extension ID: CustomStringConvertible {
    /// The public form, so that a log line shows what the API shows.
    public var description: String { text }
}
