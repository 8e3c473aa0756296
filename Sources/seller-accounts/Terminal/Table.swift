import SellerModel

/// Rows under headings, each column as wide as its widest cell.
struct Table {
    private var lines: [[String]]

    init(_ headings: [String]) {
        lines = [headings.map { $0.uppercased() }]
    }

    /// Adds a row of as many cells as there are headings.
    mutating func add(_ cells: [String]) {
        lines.append(cells.map(Self.printable))
    }

    /// The whole table, with an end of line after each row.
    var text: String {
        var widths: [Int] = []
        for line in lines {
            for (column, cell) in line.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.unicodeScalars.count)
            }
        }
        return lines.map { line in
            let cells = zip(line, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.unicodeScalars.count)
            }
            let text = cells.joined(separator: "  ")
            return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }

    // What comes from others must not steer the terminal.
    private static func printable(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            view.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(view)
    }
}

extension JSONValue {
    /// The value for a cell of a table: `-` where there is none.
    var cell: String {
        switch self {
        case .null: "-"
        case .bool(let value): value ? "yes" : "no"
        case .string(let text): text
        default: jsonText
        }
    }

    /// A string member, or nil.
    func text(_ name: String) -> String? {
        guard case .string(let text)? = self[name] else { return nil }
        return text
    }

    /// An integer member, or nil.
    func integer(_ name: String) -> Int64? {
        guard case .integer(let value)? = self[name] else { return nil }
        return value
    }

    /// The elements of an array member; none where it is missing.
    func elements(_ name: String) -> [JSONValue] {
        guard case .array(let elements)? = self[name] else { return [] }
        return elements
    }
}
