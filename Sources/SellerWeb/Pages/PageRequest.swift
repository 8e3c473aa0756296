import HTTPTypes
import Hummingbird
import SellerModel
import SellerService

/// One request of a browser, read once at the border.
struct PageRequest: Sendable {
    /// Forms have a few short fields; a password of 256 code points is the longest, encoded.
    private static let longestForm = 16 * 1_024

    let request: Request
    let context: SellerRequestContext
    let cookies: Cookies
    /// The secret that this browser's form tokens are made from.
    let visit: String
    let query: QueryParameters
    let form: FormFields

    /// Reads a page's request. Of a form it knows `fields` and the form token, and refuses others.
    init(
        _ request: Request,
        _ context: SellerRequestContext,
        route: PageRoute,
        origin: String,
        newVisit: String
    ) async throws(SellerError) {
        self.request = request
        self.context = context
        cookies = try Cookies(request.headers[values: .cookie])
        visit = cookies[.visit] ?? newVisit
        query = try QueryParameters(request.uri.query ?? "", allowed: route.query)
        guard let fields = route.fields else {
            form = .none
            return
        }
        try FormToken.refuseOtherSites(request.headers, origin: origin)
        let allowed = fields.union([FormToken.field])
        form = try FormFields(await Self.body(of: request), allowed: allowed)
        guard FormToken.matches(form[FormToken.field], formToken) else { throw FormToken.foreign }
    }

    /// The token that forms of the answer carry.
    var formToken: String { FormToken.text(visit: visit, session: cookies[.session]) }

    /// A text of the path; empty where the path has no such part.
    func parameter(_ name: String) -> String { context.parameters.get(name) ?? "" }

    /// Where the call came from, for the audit.
    var facts: RequestFacts { RequestFacts(request, context) }

    private static func body(of request: Request) async throws(SellerError) -> [UInt8] {
        let type = MediaType(request.headers[.contentType] ?? "")
        guard type?.name == "application/x-www-form-urlencoded" else {
            throw SellerError(.unsupportedMediaType, "This page takes forms only.")
        }
        return try await request.bytes(
            upTo: longestForm,
            tooLarge: SellerError(.tooLarge, "The form is too long.")
        )
    }
}

/// What a page's path takes.
struct PageRoute: Sendable {
    let method: HTTPRequest.Method
    let path: String
    /// The parameters that the query may have.
    let query: Set<String>
    /// The fields of the form that it takes; nil for pages that are only shown.
    let fields: Set<String>?

    /// A page that is shown.
    static func shown(_ path: String, query: Set<String> = []) -> PageRoute {
        PageRoute(method: .get, path: path, query: query, fields: nil)
    }

    /// A form that is sent.
    static func sent(_ path: String, fields: Set<String> = []) -> PageRoute {
        PageRoute(method: .post, path: path, query: [], fields: fields)
    }
}
