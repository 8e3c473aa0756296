import SellerModel
import SellerService

/// Findings of shared logins: listed, and declared by an admin.
struct SharedLoginRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.account(.sharedLoginsList, list)
        routes.account(.sharedLoginsFlag, flag)
    }

    private func list(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        let page = try await service.sharedLogins(
            caller,
            limit: request.query.limit(),
            after: request.query.text("cursor")
        )
        return APIAnswer(.ok, page.json { $0.json })
    }

    private func flag(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        let (fields, key) = try await request.keyedFields()
        let finding = try await service.flagSharedLogin(
            caller,
            user: fields.id("user", User.self),
            note: fields.optionalString("note"),
            idempotency: key,
            facts: request.facts
        )
        return APIAnswer(.created, finding.value.json).marked(replayed: finding.isReplay)
    }
}
