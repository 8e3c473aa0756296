import HTTPTypes
import SellerModel

/// The cookies of the pages. `__Host-` has browsers refuse them from other hosts and other paths.
enum CookieName: String, CaseIterable, Sendable {
    /// A sign-in attempt, between the password and the code.
    case attempt = "__Host-attempt"
    /// A session.
    case session = "__Host-session"
    /// A device that signed in before: it has a budget of its own, and nothing else.
    case device = "__Host-device"
    /// What the form tokens of this browser are made from.
    case visit = "__Host-visit"
}

/// The cookies that a request carries, of those that we set.
///
/// Read as bytes: a doubled name, or one that looks like ours without being it, is how one site
/// plants a cookie under another's nose, so it refuses the whole request.
struct Cookies: Sendable {
    private let values: [CookieName: String]

    /// Reads all `Cookie` headers; names that have nothing to do with ours are left alone.
    init(_ headers: [String]) throws(SellerError) {
        var values: [CookieName: String] = [:]
        for header in headers {
            for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
                let parts = pair.split(
                    separator: UInt8(ascii: "="),
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                // RFC 6265 §4.2.1: one space after each semicolon, and none anywhere else.
                let first = parts.first.map(Array.init) ?? []
                let name = first.first == UInt8(ascii: " ") ? Array(first.dropFirst()) : first
                guard let known = try Self.known(name) else { continue }
                guard parts.count == 2, let value = parts.last.flatMap(Self.text),
                    values.updateValue(value, forKey: known) == nil
                else { throw Self.malformed }
            }
        }
        self.values = values
    }

    /// The value of a cookie, if it was sent.
    subscript(_ name: CookieName) -> String? { values[name] }

    private static func known(_ name: [UInt8]) throws(SellerError) -> CookieName? {
        if let known = CookieName.allCases.first(where: { Array($0.rawValue.utf8) == name }) {
            return known
        }
        let lowered = String(decoding: name, as: UTF8.self).lowercased()
        let resembles = CookieName.allCases.contains { lowered.contains($0.rawValue.lowercased()) }
        if resembles { throw malformed }
        return nil
    }

    /// What we put into cookies: letters, digits, `-` and `_`.
    private static func text(_ bytes: Substring.UTF8View.SubSequence) -> String? {
        let fits = bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return fits ? String(bytes) : nil
    }

    private static let malformed = SellerError(
        .malformed,
        "The browser sent cookies that this site did not set. Delete them and try again."
    )
}

/// A cookie to keep or to forget.
struct SetCookie: Sendable {
    /// RFC 6265bis §5.5: browsers keep a cookie for 400 days at most.
    private static let longestSeconds = 400 * 86_400

    /// The value of the `Set-Cookie` header.
    let header: String

    private init(_ name: CookieName, _ value: String, maximumAgeSeconds: Int?) {
        let age = maximumAgeSeconds.map { "; Max-Age=\($0)" } ?? ""
        // Lax, because links in mails lead here from other sites; forms have tokens of their own.
        header = "\(name.rawValue)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax\(age)"
    }

    /// Kept until the browser closes.
    static func keep(_ name: CookieName, _ value: String) -> SetCookie {
        SetCookie(name, value, maximumAgeSeconds: nil)
    }

    /// Kept as long as browsers keep anything.
    static func keepLong(_ name: CookieName, _ value: String) -> SetCookie {
        SetCookie(name, value, maximumAgeSeconds: longestSeconds)
    }

    /// Forgotten at once.
    static func forget(_ name: CookieName) -> SetCookie {
        SetCookie(name, "", maximumAgeSeconds: 0)
    }
}
