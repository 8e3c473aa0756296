import SellerModel
import SellerService

/// The own two-step verification.
struct TwoStepRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.session(.twoStepView, view)
    }

    private func view(
        _ request: APIRequest,
        _ session: SessionCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        return APIAnswer(.ok, try await service.twoStep(session).json)
    }
}
