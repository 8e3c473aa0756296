import SellerModel
import SellerService

/// The users of an account.
struct UserRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.account(.usersList, list)
        routes.account(.usersView, view)
    }

    private func list(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        let filter = UsersFilter(
            twoStep: try request.query.choice("two_step", TwoStepFilter.self),
            tool: try request.query.text("tool", longest: Schema.longestTool),
            level: try request.query.choice("level", Level.self),
            state: try request.query.choice("state", UserState.self)
        )
        let page = try await service.users(
            caller,
            filter: filter,
            limit: request.query.limit(),
            after: request.query.text("cursor")
        )
        return APIAnswer(.ok, page.json { $0.json })
    }

    private func view(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        let user = try await service.user(caller, request.id(User.self, "user"))
        return APIAnswer(.ok, user.json).tagged(user.version)
    }
}
