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
        let findings = try await service.sharedLogins(caller)
        return APIAnswer(.ok, ["items": .array(findings.map(\.json))])
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
