/// A media type, or a range of them, as a header names it: in lower case and without spaces.
struct MediaType: Sendable {
    /// As `application/json`, `text/*` or `*/*`.
    let name: String
    /// As `charset=utf-8` or `q=0.5`, in their order.
    let parameters: [String]

    /// Nil where no type is named.
    init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: ";")).map { part in
            let bytes = part.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            return String(decoding: bytes, as: UTF8.self).lowercased()
        }
        guard let name = parts.first, !name.isEmpty else { return nil }
        self.name = name
        parameters = Array(parts.dropFirst())
    }
}
