import SellerModel
import SellerService

/// The grants of a user.
struct PermissionRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.account(.permissionsView, view)
        routes.account(.permissionsReplace, replace)
    }

    private func view(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        let permissions = try await service.permissions(caller, request.id(User.self, "user"))
        return APIAnswer(.ok, permissions.json).tagged(permissions.version)
    }

    private func replace(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        let user = try request.id(User.self, "user")
        let version = try request.expectedVersion()
        let grants = try await request.fields().grants("grants")
        let result = try await service.replacePermissions(
            caller,
            user: user,
            grants: grants,
            expectedVersion: version,
            dryRun: request.query.flag("dry_run"),
            stepUp: request.stepUp,
            facts: request.facts
        )
        return APIAnswer(.ok, result.json).tagged(result.version)
    }
}
