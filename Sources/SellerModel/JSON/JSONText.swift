/// JSON written straight into bytes, for the answers that are given most: no value is made first.
///
/// Whoever writes keeps it well-formed; tests read it back.
public struct JSONText: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// An empty text with room for so many bytes; more are taken where it is not enough.
    public init(room: Int) {
        bytes.reserveCapacity(room)
    }

    /// JSON that stands in the program; only a literal can be one.
    public struct Literal: ExpressibleByStringLiteral, Sendable {
        let text: String

        /// What the compiler calls for a literal.
        public init(stringLiteral value: String) {
            text = value
        }
    }

    /// Appends what stands in the program, as `{"decision":`.
    public mutating func raw(_ literal: Literal) {
        bytes.append(contentsOf: literal.text.utf8)
    }

    /// Appends a text in quotes, with what has to be escaped.
    public mutating func string(_ text: String) {
        JSONValue.write(text, into: &bytes)
    }

    /// Appends a word of the program in quotes, as a level's: nothing in it has to be escaped.
    public mutating func word(_ word: String) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: word.utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends an id in quotes.
    public mutating func id<Kind>(_ id: ID<Kind>) {
        bytes.append(UInt8(ascii: "\""))
        id.write(into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends an id in quotes, or null.
    public mutating func id<Kind>(_ optional: ID<Kind>?) {
        if let known = optional { id(known) } else { raw("null") }
    }

    /// Appends a moment in RFC 3339, in quotes.
    public mutating func time(_ time: Timestamp) {
        bytes.append(UInt8(ascii: "\""))
        time.writeRFC3339(into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}
