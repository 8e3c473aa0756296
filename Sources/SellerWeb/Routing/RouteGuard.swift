import SellerModel
import SellerService

/// Lets in whom the operation table names, before any handler runs.
struct RouteGuard: Sendable {
    let service: SellerService

    /// Answers a request by the handler, once its caller is known to be the right one.
    func answer(
        _ request: APIRequest,
        by handler: RouteHandler
    ) async throws(SellerError) -> APIAnswer {
        switch handler {
        case .open(let handler): return try await handler(request)
        case .optionalSession(let handler):
            let session = request.bearer == nil ? nil : try await session(request)
            return try await handler(request, session)
        case .attempt(let handler):
            return try await handler(request, try await attempt(request))
        case .session(let handler):
            return try await handler(request, try await session(request))
        case .person(let handler):
            return try await handler(request, try await person(request))
        case .service(let handler):
            guard let token = request.bearer else { throw SellerError.noService }
            return try await handler(request, try ServiceCaller(token: token[...]))
        case .account(let handler):
            let session = try await session(request)
            let account = try request.id(Account.self, "account")
            let caller = try await service.access(
                session,
                account: account,
                authority: request.operation.authority,
                operation: request.operation.name,
                facts: request.facts
            )
            return try await handler(request, caller)
        }
    }

    private func session(_ request: APIRequest) async throws(SellerError) -> SessionCaller {
        try await service.session(token: try await sessionToken(of: request))
    }

    private func person(_ request: APIRequest) async throws(SellerError) -> WhoAmI {
        try await service.whoAmI(token: try await sessionToken(of: request))
    }

    private func sessionToken(of request: APIRequest) async throws(SellerError) -> String {
        guard let token = request.bearer else { throw Self.unauthenticated }
        if Self.is(token, .session) { return token }
        guard Self.is(token, .attempt) else { throw Self.unauthenticated }
        // Half signed in is told what is missing, as long as the attempt lives.
        throw try await service.attempt(token: token).state.refusal
    }

    private func attempt(_ request: APIRequest) async throws(SellerError) -> AttemptCaller {
        guard let token = request.bearer, Self.is(token, .attempt) else {
            throw Self.unauthenticated
        }
        let attempt = try await service.attempt(token: token)
        let credentials = request.operation.credentials
        let isRight =
            switch attempt.state {
            case .codeRequired: credentials.contains(.attemptCode)
            case .enrollmentRequired: credentials.contains(.attemptTicket)
            case .mailboxConfirmationRequired, .recoveryRequired: false
            }
        guard isRight || credentials.contains(.attemptAny) else {
            throw attempt.state.refusal
        }
        return attempt
    }

    private static func `is`(_ token: String, _ kind: TokenKind) -> Bool {
        token.utf8.starts(with: "\(kind.rawValue)_".utf8)
    }

    static let unauthenticated = SellerError(
        .unauthenticated,
        "Sign in, and send the token as Authorization: Bearer.",
        next: OperationName.signInStart.rawValue
    )
}
