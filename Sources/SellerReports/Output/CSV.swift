import SellerModel

/// The text of cells and lines of a CSV.
enum CSV {
    /// Appends one line by RFC 4180, ended by CR LF.
    static func write(_ cells: [JSONValue], into bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(cell, into: &bytes)
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    /// Makes a row of a COPY one of ours, from where it begins: the user's UUID becomes the public id,
    /// and CR LF ends it instead of LF.
    ///
    /// All else the database writes as `write` does. A row is one message of a COPY: nobody has to
    /// look for its end, which stands in quoted cells too.
    static func finishUserRow(_ bytes: inout [UInt8], _ start: Int) {
        bytes[bytes.count - 1] = UInt8(ascii: "\r")
        bytes.append(UInt8(ascii: "\n"))
        ID<User>.replaceUUID(in: &bytes, at: start)
    }

    private static func write(_ cell: JSONValue, into bytes: inout [UInt8]) {
        switch cell {
        case .null: break
        case .string(let text): write(Array(text.utf8), into: &bytes)
        default: cell.write(into: &bytes)
        }
    }

    // A spreadsheet runs a cell that begins like a formula, quoted or not: an apostrophe stops it.
    // Source: OWASP, CSV Injection.
    private static let formula: Set<UInt8> = Set("=+-@\t\r\n".utf8)

    // RFC 4180 §2.6: cells with these stand in quotes.
    private static let quoted: Set<UInt8> = Set("\",\r\n".utf8)

    private static func write(_ text: [UInt8], into bytes: inout [UInt8]) {
        let isFormula = text.first.map(formula.contains) ?? false
        let needsQuotes = text.contains(where: quoted.contains)
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in text {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    }
}
