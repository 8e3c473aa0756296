import SellerModel
import SellerService

/// The own session, the own sessions, and the account that the pages act on.
struct SessionRoutes: Sendable {
    let service: SellerService

    func register(in routes: inout RouteRegistry) {
        routes.person(.sessionView, whoAmI)
        routes.session(.sessionEnd, end)
        routes.session(.sessionChooseAccount, chooseAccount)
        routes.session(.sessionsList, list)
        routes.session(.sessionsEnd, endOne)
    }

    private func whoAmI(
        _ request: APIRequest,
        _ person: WhoAmI
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        return APIAnswer { person.write(into: &$0) }
    }

    private func end(
        _ request: APIRequest,
        _ session: SessionCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        try await service.endSession(session, facts: request.facts)
        return .noContent
    }

    private func chooseAccount(
        _ request: APIRequest,
        _ session: SessionCaller
    ) async throws(SellerError) -> APIAnswer {
        let account = try await request.fields().id("account", Account.self)
        try await service.chooseAccount(session, account: account, facts: request.facts)
        return .noContent
    }

    private func list(
        _ request: APIRequest,
        _ session: SessionCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        let sessions = try await service.listSessions(session)
        return APIAnswer(.ok, ["items": .array(sessions.map(\.json))])
    }

    private func endOne(
        _ request: APIRequest,
        _ session: SessionCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        let id = try request.id(Session.self, "session")
        try await service.endSession(session, id: id, facts: request.facts)
        return .noContent
    }
}
