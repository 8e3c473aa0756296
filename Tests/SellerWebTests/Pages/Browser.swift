import HTTPTypes
import HummingbirdTesting
import Testing

@testable import SellerWeb

/// A browser without script: keeps cookies, follows redirects, sends the forms that it was shown.
final class Browser {
    private let fixture: WebFixture
    private(set) var cookies: [String: String] = [:]
    /// The page that is shown.
    private(set) var page: Answered
    /// The path that it was asked under, after all redirects.
    private(set) var path = ""

    init(_ fixture: WebFixture) async throws {
        self.fixture = fixture
        page = try await fixture.send(.get, "/sign-in", [:], nil)
        note(page)
    }

    /// Opens a link.
    func open(_ path: String) async throws {
        self.path = path
        try await take(try await fixture.send(.get, path, headers, nil))
    }

    /// Sends a form of the page that is shown: its hidden fields, and what the person typed.
    func send(_ path: String, _ typed: [String: String] = [:]) async throws {
        var fields = hiddenFields
        fields.merge(typed) { $1 }
        try await post(path, fields)
    }

    /// Sends any form.
    func post(
        _ path: String,
        _ fields: [String: String],
        from site: String = "same-origin"
    ) async throws {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        headers[.secFetchSite] = site
        // What browsers send with a form of a page under no-referrer.
        headers[.origin] = "null"
        let text = fields.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
        self.path = path
        try await take(try await fixture.send(.post, path, headers, Array(text.utf8)))
    }

    /// The value of a hidden field of the page that is shown.
    func hidden(_ name: String) -> String? { hiddenFields[name] }

    /// The text between two others in the page that is shown.
    func text(after start: String, before end: String) -> String? {
        let parts = page.text.split(separator: start, maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return parts[1].split(separator: end, maxSplits: 1).first.map { String($0) }
    }

    /// Keeps a cookie that another page of the same site set.
    func keep(_ name: String, _ value: String) { cookies[name] = value }

    /// Forgets a cookie, as a browser does that was cleaned.
    func forget(_ name: String) { cookies[name] = nil }

    private var headers: HTTPFields {
        let text = cookies.map { "\($0)=\($1)" }.sorted().joined(separator: "; ")
        return text.isEmpty ? [:] : [.cookie: text]
    }

    private func take(_ answer: Answered) async throws {
        note(answer)
        page = answer
        if answer.status == 303, let next = answer.headers[.location] { try await open(next) }
    }

    private func note(_ answer: Answered) {
        for header in answer.headers[values: .setCookie] {
            let pair = header.split(separator: ";").first ?? ""
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            cookies[String(parts[0])] = parts[1].isEmpty ? nil : String(parts[1])
        }
    }

    private var hiddenFields: [String: String] {
        var fields: [String: String] = [:]
        for part in page.text.split(separator: "<input type=\"hidden\" name=\"").dropFirst() {
            let words = part.split(separator: "\"", maxSplits: 3, omittingEmptySubsequences: false)
            guard words.count == 4 else { continue }
            fields[String(words[0])] = String(words[2])
        }
        return fields
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let hexadecimal = String(byte, radix: 16)
            return "%" + (byte < 16 ? "0" : "") + hexadecimal
        }.joined()
    }
}
