/// Reads JSON by RFC 8259 over bytes, strictly: no input makes it trap.
///
/// Foundation's decoder takes doubled names and unknown depth; here both are refused, because two
/// readers that choose different ones of two equal names can be played against each other.
public struct JSONParser {
    private let bytes: [UInt8]
    private let maximumDepth: Int
    var position = 0

    private init(_ bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// The one value that the bytes hold. 32 levels are more than any body of the contract has.
    public static func parse(
        _ bytes: some Collection<UInt8>,
        maximumDepth: Int = 32
    ) throws(JSONFault) -> JSONValue {
        let bytes = Array(bytes)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .encoding }
        var parser = JSONParser(bytes, maximumDepth: maximumDepth)
        let value = try parser.value(depth: 1, pointer: "")
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.fault }
        return value
    }

    var fault: JSONFault { .syntax(offset: position) }

    var peeked: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peeked == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func next() throws(JSONFault) -> UInt8 {
        guard let byte = peeked else { throw fault }
        position += 1
        return byte
    }

    private mutating func skipSpace() {
        while let byte = peeked, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private mutating func value(depth: Int, pointer: String) throws(JSONFault) -> JSONValue {
        guard depth <= maximumDepth else { throw .tooDeep }
        skipSpace()
        switch peeked {
        case UInt8(ascii: "{"): return try object(depth: depth, pointer: pointer)
        case UInt8(ascii: "["): return try array(depth: depth, pointer: pointer)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(
        _ text: StaticString,
        _ value: JSONValue
    ) throws(JSONFault) -> JSONValue {
        for character in "\(text)".utf8 where try next() != character { throw fault }
        return value
    }

    private mutating func array(depth: Int, pointer: String) throws(JSONFault) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            elements.append(try value(depth: depth + 1, pointer: "\(pointer)/\(elements.count)"))
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw fault }
        }
    }

    private mutating func object(depth: Int, pointer: String) throws(JSONFault) -> JSONValue {
        position += 1
        var members: [JSONMember] = []
        var names: Set<[UInt8]> = []
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard peeked == UInt8(ascii: "\"") else { throw fault }
            let name = try string()
            let place = "\(pointer)/\(name)"
            // Bytes, because Swift's == finds different spellings of one letter equal.
            guard names.insert(Array(name.utf8)).inserted else { throw .doubled(pointer: place) }
            skipSpace()
            guard take(":") else { throw fault }
            members.append(JSONMember(name, try value(depth: depth + 1, pointer: place)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw fault }
        }
    }

    func text(from start: Int) -> String {
        String(decoding: bytes[start..<position], as: UTF8.self)
    }
}
