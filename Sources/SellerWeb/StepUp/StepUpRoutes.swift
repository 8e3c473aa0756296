import SellerModel
import SellerService

/// A fresh code for one named change.
struct StepUpRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.session(.stepUpStart, start)
        routes.session(.stepUpCode, code)
    }

    private func start(
        _ request: APIRequest,
        _ session: SessionCaller
    ) async throws(SellerError) -> APIAnswer {
        let fields = try await request.fields()
        let stepUp = try await service.startStepUp(
            session,
            operation: fields.string("operation"),
            target: fields.optionalString("target")
        )
        return APIAnswer(.created, stepUp.json)
    }

    private func code(
        _ request: APIRequest,
        _ session: SessionCaller
    ) async throws(SellerError) -> APIAnswer {
        let fields = try await request.fields()
        let expires = try await service.submitStepUpCode(
            session,
            stepUp: request.parameter("step_up"),
            method: fields.id("method", Method.self),
            code: fields.string("code"),
            facts: request.facts
        )
        return APIAnswer(.ok, ["expires_at": .string(expires.rfc3339)])
    }
}
