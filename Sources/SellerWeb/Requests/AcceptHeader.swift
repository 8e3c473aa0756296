/// What a client says it can read. Absent, or in a form that says nothing, it can read everything.
struct AcceptHeader: Sendable {
    private let ranges: [(type: String, refused: Bool)]

    /// Takes the values of the header, in their order.
    init(_ values: [String]) {
        ranges = values.flatMap { $0.split(separator: ",") }.compactMap { text in
            MediaType(text).map { ($0.name, $0.parameters.contains(where: Self.isZero)) }
        }
    }

    /// RFC 9110 §12.4.2: a weight of zero refuses.
    private static func isZero(_ parameter: String) -> Bool {
        ["q=0", "q=0.", "q=0.0", "q=0.00", "q=0.000"].contains(parameter)
    }

    /// Whether a type may be sent: the most precise range that names it decides.
    func allows(_ type: String) -> Bool {
        if ranges.isEmpty { return true }
        let family = (type.split(separator: "/").first.map(String.init) ?? "") + "/*"
        for name in [type, family, "*/*"] {
            if let range = ranges.first(where: { $0.type == name }) { return !range.refused }
        }
        return false
    }

    /// Whether a type is asked for by its own name.
    func names(_ type: String) -> Bool {
        ranges.contains { $0.type == type && !$0.refused }
    }
}
