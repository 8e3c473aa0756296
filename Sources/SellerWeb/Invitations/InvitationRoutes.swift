import SellerModel
import SellerService

/// Inviting people into an account.
struct InvitationRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.account(.invitationsCreate, create)
        routes.account(.invitationsList, list)
        routes.account(.invitationsResend, resend)
        routes.account(.invitationsRevoke, revoke)
    }

    private func create(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        let (fields, key) = try await request.keyedFields()
        let wanted = InvitationRequest(
            name: try fields.string("name"),
            email: try fields.string("email"),
            kind: try fields.choice("kind", UserKind.self) ?? .secondary,
            language: try fields.optionalString("language") ?? "en",
            grants: try fields.optionalGrants("grants")
        )
        let invitation = try await service.invite(
            caller,
            wanted,
            stepUp: request.stepUp,
            idempotency: key,
            facts: request.facts
        )
        return APIAnswer(.created, invitation.value.json).marked(replayed: invitation.isReplay)
    }

    private func list(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        let page = try await service.invitations(
            caller,
            limit: request.query.limit(),
            after: request.query.text("cursor")
        )
        return APIAnswer(.ok, page.json { $0.json })
    }

    private func resend(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        let id = try request.id(Invitation.self, "invitation")
        let invitation = try await service.resendInvitation(caller, id, facts: request.facts)
        return APIAnswer(.ok, invitation.json)
    }

    private func revoke(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        let id = try request.id(Invitation.self, "invitation")
        try await service.revokeInvitation(caller, id, facts: request.facts)
        return .noContent
    }
}
