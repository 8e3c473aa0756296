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
