import SellerModel
import SellerService

/// Permission decisions for other systems, as OpenID AuthZEN 1.0 asks for them.
struct DecisionRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.service(.accessEvaluate, evaluate)
    }

    private func evaluate(
        _ request: APIRequest,
        _ caller: ServiceCaller
    ) async throws(SellerError) -> APIAnswer {
        let question = try await request.evaluation()
        let decision = try await service.decide(question, for: caller)
        return APIAnswer { decision.write(question, into: &$0) }
    }
}
