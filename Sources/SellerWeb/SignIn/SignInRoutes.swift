import SellerModel
import SellerService

/// From nobody to a session, over HTTP.
struct SignInRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.open(.signInStart, start)
        routes.attempt(.signInView, view)
        routes.attempt(.signInCode, code)
        routes.attempt(.signInMailboxLink, mailboxLink)
        routes.attempt(.signInTicket, ticket)
        routes.attempt(.signInAddMethod, addMethod)
        routes.attempt(.signInConfirmMethod, confirmMethod)
    }

    private func start(_ request: APIRequest) async throws(SellerError) -> APIAnswer {
        let fields = try await request.fields()
        let view = try await service.startSignIn(
            email: fields.string("email"),
            password: fields.string("password"),
            device: fields.optionalString("device"),
            context: fields.choice("context", SignInContext.self) ?? .selling,
            facts: request.facts
        )
        return APIAnswer(.ok, view.json)
    }

    private func view(
        _ request: APIRequest,
        _ attempt: AttemptCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        return APIAnswer(.ok, try await service.signInView(attempt).json)
    }

    private func code(
        _ request: APIRequest,
        _ attempt: AttemptCaller
    ) async throws(SellerError) -> APIAnswer {
        let fields = try await request.fields()
        let signedIn = try await service.submitCode(
            attempt,
            method: fields.id("method", Method.self),
            code: fields.string("code"),
            facts: request.facts
        )
        return APIAnswer(.ok, signedIn.json)
    }

    private func mailboxLink(
        _ request: APIRequest,
        _ attempt: AttemptCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        try await service.requestMailboxLink(attempt, facts: request.facts)
        return APIAnswer(.accepted, [:])
    }

    private func ticket(
        _ request: APIRequest,
        _ attempt: AttemptCaller
    ) async throws(SellerError) -> APIAnswer {
        let fields = try await request.fields()
        let view = try await service.presentTicket(
            attempt,
            ticket: fields.string("ticket"),
            facts: request.facts
        )
        return APIAnswer(.ok, view.json)
    }

    private func addMethod(
        _ request: APIRequest,
        _ attempt: AttemptCaller
    ) async throws(SellerError) -> APIAnswer {
        let fields = try await request.fields()
        let method = try await service.addFirstMethod(
            attempt,
            kind: fields.string("kind"),
            name: fields.optionalString("name"),
            facts: request.facts
        )
        return APIAnswer(.created, method.json)
    }

    private func confirmMethod(
        _ request: APIRequest,
        _ attempt: AttemptCaller
    ) async throws(SellerError) -> APIAnswer {
        let fields = try await request.fields()
        let signedIn = try await service.confirmFirstMethod(
            attempt,
            method: request.id(Method.self, "method"),
            code: fields.string("code"),
            facts: request.facts
        )
        return APIAnswer(.ok, signedIn.json)
    }
}
