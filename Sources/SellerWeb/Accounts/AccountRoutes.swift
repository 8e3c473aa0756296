import SellerModel
import SellerService

/// One account, and the tools that permissions can be set on.
struct AccountRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.account(.accountView, view)
        routes.account(.catalogueView, catalogue)
    }

    private func view(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        return APIAnswer(.ok, try await service.account(caller).json)
    }

    private func catalogue(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        return APIAnswer(.ok, try await service.catalogue().json)
    }
}
