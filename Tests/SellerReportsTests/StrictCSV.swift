/// Reads CSV by the grammar of RFC 4180 §2 and by nothing more: what another program would guess at
/// is an error here.
struct StrictCSV {
    enum Fault: Error, Equatable {
        /// A line that does not end with CR LF.
        case lineEnd
        /// A quote in a cell that is not quoted, or something behind the closing one.
        case quote
        /// The text ends within quotes.
        case open
    }

    private var rest: ArraySlice<UInt8>

    /// The lines with their cells, unquoted.
    static func lines(of bytes: [UInt8]) throws(Fault) -> [[String]] {
        var reader = StrictCSV(rest: bytes[...])
        var lines: [[String]] = []
        while !reader.rest.isEmpty { lines.append(try reader.line()) }
        return lines
    }

    private mutating func line() throws(Fault) -> [String] {
        var cells: [String] = []
        while true {
            cells.append(try cell())
            switch rest.popFirst() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "\r") where rest.popFirst() == UInt8(ascii: "\n"): return cells
            case UInt8(ascii: "\r"), nil: throw .lineEnd
            default: throw .quote
            }
        }
    }

    private mutating func cell() throws(Fault) -> String {
        if rest.first == UInt8(ascii: "\"") { return try quotedCell() }
        let text = rest.prefix { !Array("\",\r\n".utf8).contains($0) }
        rest = rest[text.endIndex...]
        if rest.first == UInt8(ascii: "\n") { throw .lineEnd }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func quotedCell() throws(Fault) -> String {
        rest.removeFirst()
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") {
                guard rest.first == byte else { return String(decoding: text, as: UTF8.self) }
                rest.removeFirst()
            }
            text.append(byte)
        }
        throw .open
    }
}
