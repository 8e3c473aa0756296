import SellerModel

/// Which methods each path takes: 404 is for unknown paths, 405 for known ones.
///
/// Segments are compared as bytes, because Swift's `==` finds different spellings of one letter
/// equal; doubled and trailing slashes name nothing.
struct KnownPaths: Sendable {
    private struct Pattern: Sendable {
        let segments: [[UInt8]]
        let method: String
    }

    private let patterns: [Pattern]
    /// The methods of the paths that are one text: most requests ask for one of these.
    private let plain: [String: Set<String>]
    private static let slash = UInt8(ascii: "/")

    /// Takes every route of the router: `{name}` matches one segment that is not empty.
    init(_ routes: [(path: String, method: String)]) {
        patterns = routes.flatMap { route in
            let segments = Self.segments(of: route.path)
            // What can be read can be asked about: HEAD answers as GET, without the body.
            let methods = route.method == "GET" ? ["GET", "HEAD"] : [route.method]
            return methods.map { Pattern(segments: segments, method: $0) }
        }
        let paths = routes.map(\.path).filter { !$0.contains("{") && !$0.contains("*") }
        let patterns = patterns
        plain = Dictionary(
            paths.map { ($0, Self.methods(of: $0, patterns)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The methods of the path; nil when no route has it.
    func match(_ path: String) -> Set<String>? {
        // Swift finds different spellings of one letter equal; ASCII has one spelling.
        if let methods = plain[path], path.utf8.allSatisfy({ $0 < 0x80 }) { return methods }
        let methods = Self.methods(of: path, patterns)
        return methods.isEmpty ? nil : methods
    }

    private static func methods(of path: String, _ patterns: [Pattern]) -> Set<String> {
        let asked = segments(of: path)
        return Set(patterns.filter { matches($0.segments, asked) }.map(\.method))
    }

    private static func segments(of path: String) -> [[UInt8]] {
        path.utf8.split(separator: slash, omittingEmptySubsequences: false).dropFirst()
            .map(Array.init)
    }

    private static func matches(_ pattern: [[UInt8]], _ asked: [[UInt8]]) -> Bool {
        let rest = Array("**".utf8)
        if pattern.last == rest {
            let head = pattern.dropLast()
            return asked.count > head.count && zip(head, asked).allSatisfy(matchesSegment)
        }
        return pattern.count == asked.count && zip(pattern, asked).allSatisfy(matchesSegment)
    }

    private static func matchesSegment(_ pattern: [UInt8], _ asked: [UInt8]) -> Bool {
        pattern.first == UInt8(ascii: "{") ? !asked.isEmpty : pattern == asked
    }
}
