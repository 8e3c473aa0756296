import SellerModel

/// The API for the people who write programs against it: every operation, and every refusal.
struct ReferencePages: Sendable {
    /// Where the list of operations is; problems and the OpenAPI document lead there.
    static let path = "/reference"

    func register(in pages: Pages) {
        pages.add(.shown(Self.path)) { _ in .page(ReferenceScene()) }
        pages.add(.shown("/problems/{code}")) { (asked) throws(SellerError) in
            guard let code = ErrorCode(rawValue: asked.parameter("code")) else { throw .notFound }
            return .page(MeaningScene(code))
        }
    }
}

/// The operation table, row by row.
struct ReferenceScene: PageScene {
    /// One operation in words.
    struct Row: Sendable {
        let name: String
        let verb: String
        let path: String
        let summary: String
        let credentials: String
        let authority: String
        let stepUp: String
        /// The headers that have to be sent.
        let headers: String
        let visibility: String
        let errors: [String]

        init(_ row: Operation) {
            name = row.name.rawValue
            verb = row.verb.rawValue
            path = row.path
            summary = row.summary
            credentials = row.credentialNames.joined(separator: ", ")
            authority = row.authority.text
            stepUp = row.stepUp.rawValue
            let needed = [
                row.idempotencyKey ? "Idempotency-Key" : nil, row.ifMatch ? "If-Match" : nil,
            ]
            let headers = needed.compactMap(\.self)
            self.headers = headers.isEmpty ? "none" : headers.joined(separator: ", ")
            visibility = row.visibility
            errors = row.refusals(OperationShape.of(row.name)).map(\.rawValue)
        }
    }

    static let template = PageTemplate.reference
    let title = "The HTTP API"
    let rows = OperationCatalogue.all.map(Row.init)
}

/// What an error code means, for the person who looks up a problem's `type`.
struct MeaningScene: PageScene {
    static let template = PageTemplate.meaning
    let title: String
    let meaning: String
    let code: String
    let status: Int
    let help: HelpLink?
    let reference = ReferencePages.path

    init(_ code: ErrorCode) {
        title = code.title
        meaning = code.meaning
        self.code = code.rawValue
        status = code.status
        help = HelpTopic(code).map(HelpLink.init)
    }
}
