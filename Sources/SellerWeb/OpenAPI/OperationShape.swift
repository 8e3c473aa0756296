import SellerModel

/// What goes into an operation and what comes out. The router refuses by it, OpenAPI shows it.
struct OperationShape: Sendable {
    /// A parameter of the query; none of them is required.
    struct QueryParameter: Sendable {
        let name: String
        let schema: Schema
    }

    /// One success.
    struct Success: Sendable {
        let status: Int
        let description: String
        var answer: Schema?
    }

    var query: [QueryParameter] = []
    /// The JSON body; nil where none belongs.
    var body: Schema?
    let successes: [Success]
    /// What the answer can be sent as.
    var mediaTypes = ["application/json"]
    /// Whether the answer carries an `ETag`.
    var tagged = false

    var queryNames: Set<String> { Set(query.map(\.name)) }

    /// One way to succeed, with or without an answer.
    init(
        _ status: Int,
        _ description: String,
        _ answer: Schema? = nil,
        body: Schema? = nil,
        query: KeyValuePairs<String, Schema> = [:],
        tagged: Bool = false
    ) {
        successes = [Success(status: status, description: description, answer: answer)]
        self.body = body
        self.query = query.map { QueryParameter(name: $0.key, schema: $0.value) }
        self.tagged = tagged
    }

    /// Several ways to succeed.
    init(_ successes: [Success], body: Schema? = nil) {
        self.successes = successes
        self.body = body
    }

    /// The shape of an operation.
    static func of(_ name: OperationName) -> OperationShape {
        switch name {
        case .signInStart, .signInView, .signInCode, .signInMailboxLink, .signInTicket,
            .signInAddMethod, .signInConfirmMethod, .invitationInspect, .invitationAccept:
            signIn(name)
        case .sessionView, .sessionEnd, .sessionChooseAccount, .sessionsList, .sessionsEnd,
            .twoStepView, .stepUpStart, .stepUpCode:
            ownLogin(name)
        case .accountView, .usersList, .usersView, .permissionsView, .permissionsReplace,
            .catalogueView, .invitationsCreate, .invitationsList, .invitationsResend,
            .invitationsRevoke, .sharedLoginsList, .sharedLoginsFlag, .reportsRead:
            account(name)
        case .accessEvaluate: .evaluation
        }
    }
}
