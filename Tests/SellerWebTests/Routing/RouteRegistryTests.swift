import SellerModel
import SellerService
import Testing

@testable import SellerWeb

@Suite struct `The route registry` {
    @Sendable private static func open(_ request: APIRequest) async throws(SellerError) -> APIAnswer
    {
        .noContent
    }

    @Sendable private static func session(
        _ request: APIRequest,
        _ session: SessionCaller
    ) async throws(SellerError) -> APIAnswer {
        .noContent
    }

    @Test func `a row without a route stops the start and is named`() {
        let fault = #expect(throws: RouteFault.self) { try RouteRegistry().complete() }
        #expect(fault?.sentences.count == OperationCatalogue.all.count)
        #expect(fault?.description.contains("sign_in.start: no route answers it") == true)
    }

    @Test func `SEED-01 · a handler for other callers than the table names stops the start`() {
        var routes = RouteRegistry()
        routes.open(.sessionView, Self.open)
        routes.session(.signInCode, Self.session)
        routes.session(.usersList, Self.session)
        let fault = #expect(throws: RouteFault.self) { try routes.complete() }
        for name in ["session.view", "sign_in.code", "users.list"] {
            let sentence = "\(name): the handler takes other callers than the table says"
            #expect(fault?.sentences.contains(sentence) == true)
        }
    }

    @Test func `a second handler stops the start`() {
        var routes = RouteRegistry()
        routes.open(.signInStart, Self.open)
        routes.open(.signInStart, Self.open)
        let fault = #expect(throws: RouteFault.self) { try routes.complete() }
        #expect(fault?.sentences.contains("sign_in.start: registered twice") == true)
    }
}
