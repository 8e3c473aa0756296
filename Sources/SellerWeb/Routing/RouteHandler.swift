import SellerModel
import SellerService

/// What answers an operation. The kind of caller stands in the type, so that a handler that needs
/// a signed-in user cannot be reached without one.
enum RouteHandler: Sendable {
    typealias Open = @Sendable (APIRequest) async throws(SellerError) -> APIAnswer
    typealias OptionalSession =
        @Sendable (APIRequest, SessionCaller?) async throws(SellerError) -> APIAnswer
    typealias Attempt =
        @Sendable (APIRequest, AttemptCaller) async throws(SellerError) -> APIAnswer
    typealias Session =
        @Sendable (APIRequest, SessionCaller) async throws(SellerError) -> APIAnswer
    typealias Person =
        @Sendable (APIRequest, WhoAmI) async throws(SellerError) -> APIAnswer
    typealias Service =
        @Sendable (APIRequest, ServiceCaller) async throws(SellerError) -> APIAnswer
    typealias Account =
        @Sendable (APIRequest, AccountCaller) async throws(SellerError) -> APIAnswer

    /// Needs nothing, or the one-time secret of its body.
    case open(Open)
    /// Needs the one-time secret of its body, and takes a session beside it.
    case optionalSession(OptionalSession)
    /// Needs an attempt in the state that the table names.
    case attempt(Attempt)
    /// Needs a session, and acts on the own login.
    case session(Session)
    /// Needs a session, and answers with who is behind it: what lets in is the answer already.
    case person(Person)
    /// Needs a service's token, which the use case itself looks up, in the statement that answers.
    case service(Service)
    /// Needs a session of a user of the account, with the authority that the table names.
    case account(Account)

    /// Whether the row of the table lets in the callers that this handler takes, and no others.
    func fits(_ row: Operation) -> Bool {
        switch self {
        case .open:
            row.authority == .none && !row.credentials.contains(.session)
                && row.credentials.isSubset(of: [.none, .link]) && !row.credentials.isEmpty
        case .optionalSession: row.credentials == [.link, .session]
        case .attempt:
            row.authority == .own && row.credentials.count == 1
                && row.credentials.isSubset(of: [.attemptAny, .attemptCode, .attemptTicket])
        case .session, .person: row.authority == .own && row.credentials == [.session]
        case .service: row.authority == .none && row.credentials == [.service]
        case .account:
            switch row.authority {
            case .anyUser, .tool: row.credentials == [.session]
            case .none, .own: false
            }
        }
    }
}
