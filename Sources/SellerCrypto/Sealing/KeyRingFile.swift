import Foundation

/// The text form of a key ring.
enum KeyRingFile {
    /// A line of the file: a key and what it is called.
    struct Line {
        let id: String
        let key: [UInt8]
    }

    /// Gives the keys in the order of the file; the error names the first bad line.
    static func parse(_ contents: [UInt8]) throws(KeyRingError) -> [Line] {
        var lines: [Line] = []
        let raw = contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, bytes) in raw.enumerated() {
            guard let first = bytes.first, first != UInt8(ascii: "#") else { continue }
            guard let line = line(bytes) else { throw .malformedLine(index + 1) }
            guard !lines.contains(where: { $0.id == line.id }) else { throw .repeatedID(line.id) }
            lines.append(line)
        }
        guard !lines.isEmpty else { throw .empty }
        return lines
    }

    /// Tells whether this can be a key's id: 1 to 32 lower-case ASCII letters, digits, hyphens.
    static func isID(_ id: String) -> Bool {
        guard (1...KeyRing.idLimit).contains(id.utf8.count) else { return false }
        return id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> Line? {
        let parts = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let id = String(decoding: parts[0], as: UTF8.self)
        guard isID(id), let key = Data(base64Encoded: Data(parts[1])) else { return nil }
        guard key.count == KeyRing.keyBytes else { return nil }
        return Line(id: id, key: Array(key))
    }
}
