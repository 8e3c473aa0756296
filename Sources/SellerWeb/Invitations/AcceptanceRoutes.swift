import SellerModel
import SellerService

/// Looking at an invitation and accepting it, by the secret that its mail carried.
struct AcceptanceRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.open(.invitationInspect, inspect)
        routes.optionalSession(.invitationAccept, accept)
    }

    private func inspect(_ request: APIRequest) async throws(SellerError) -> APIAnswer {
        let fields = try await request.fields()
        let offer = try await service.inspectInvitation(fields.string("token"))
        return APIAnswer(.ok, offer.json)
    }

    private func accept(
        _ request: APIRequest,
        _ session: SessionCaller?
    ) async throws(SellerError) -> APIAnswer {
        let fields = try await request.fields()
        let token = try fields.string("token")
        if let session {
            // The signed-in login is the one that joins: a name or a password would say another.
            for name in ["name", "password"] where fields.value(name) != nil {
                throw SellerError.invalid(fields.place(of: name), "Leave this out when signed in.")
            }
            let accepted = try await service.acceptInvitation(
                token,
                as: session,
                facts: request.facts
            )
            return APIAnswer(.ok, accepted.json)
        }
        // Who has a login is told to sign in with it, not that a new one's parts are missing.
        if fields.value("name") == nil || fields.value("password") == nil {
            try await service.requireNewcomer(token)
        }
        let view = try await service.acceptInvitation(
            token,
            name: fields.string("name"),
            password: fields.string("password"),
            facts: request.facts
        )
        return APIAnswer(.ok, view.json)
    }
}
