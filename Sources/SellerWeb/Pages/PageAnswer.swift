import HTTPTypes
import Hummingbird
import SellerModel

/// What one page shows. Its template reads the properties by name.
protocol PageScene: Sendable {
    /// The template that shows it.
    static var template: PageTemplate { get }
    /// What stands in the browser's tab and at the top.
    var title: String { get }
}

/// What a page's handler answers, before it is HTTP.
struct PageAnswer: Sendable {
    /// The ways to answer a browser.
    enum Content: Sendable {
        /// Shows a page.
        case page(any PageScene)
        /// Sends the browser on with GET, so that going back repeats nothing.
        case redirect(String)
    }

    let content: Content
    var status: Int
    /// What the browser is told to keep or to forget.
    var cookies: [SetCookie] = []
    /// When to try again, in seconds.
    var retryAfterSeconds: Int64?

    /// A page with everything as it should be.
    static func page(_ page: any PageScene) -> PageAnswer {
        PageAnswer(content: .page(page), status: 200)
    }

    /// The browser goes on to `path` (RFC 9110 §15.4.4).
    static func redirect(_ path: String, setting cookies: [SetCookie] = []) -> PageAnswer {
        PageAnswer(content: .redirect(path), status: 303, cookies: cookies)
    }

    /// A form again, with what was wrong about it.
    ///
    /// 401 would have the browser ask for a password of HTTP, so forms take 422 instead.
    static func refused(_ error: SellerError, _ page: any PageScene) -> PageAnswer {
        PageAnswer(
            content: .page(page),
            status: error.code.status == 401 ? 422 : error.code.status,
            retryAfterSeconds: error.retrySeconds
        )
    }
}

extension SellerError {
    /// What a form says about its refusal: the first field's fault, or all that is known.
    var sentence: String {
        let fault = fields.first?.detail ?? detail
        guard let left = attemptsLeft else { return fault }
        return "\(fault) \(left) \(left == 1 ? "try is" : "tries are") left."
    }

    /// Whether a form can be sent again with other words in it. What is not known to be the
    /// person's to correct ends on a page of its own.
    var isForTheForm: Bool {
        switch code {
        case .unauthenticated, .unavailable, .internal, .malformed, .tooLarge,
            .unsupportedMediaType, .notFound:
            false
        default: true
        }
    }
}
