import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `Faults of this service` {
    /// A server with one page and one operation, which both fail as `error` says.
    private func lines(of error: SellerError) async throws -> LogLines {
        let lines = LogLines()
        try await WebFixture.offline { fixture in
            let router = Router(context: SellerRequestContext.self)
            let pages = Pages(
                service: fixture.service,
                origin: WebFixture.origin,
                templates: try PageTemplates(),
                router: router
            )
            pages.add(.shown("/page")) { (_) throws(SellerError) in throw error }
            router.get("/operation") { _, _ -> Response in throw error }
            let paths = KnownPaths(router.routes.map { ($0.path.description, $0.method.rawValue) })
            let responder = SellerResponder(
                router: router.buildResponder(),
                paths: paths,
                problems: Problems(origin: WebFixture.origin, paths: paths),
                forwarding: Forwarding(trusted: []),
                requests: RequestsInWork(limit: 1, figures: ServingFigures()),
                observer: { _, _, _ in }
            )
            let application = Application(responder: responder, logger: lines.logger)
            try await application.test(.router) { client in
                for path in ["/page", "/operation"] {
                    let answer = try await client.execute(uri: path, method: .get)
                    #expect(answer.status.code == error.code.status)
                }
            }
        }
        return lines
    }

    @Test func `are logged once each, whether a page or an operation meets them`() async throws {
        let lines = try await lines(of: SellerError(.internal, "The key ring lacks a key."))
        let faults = lines.named("internal failure")
        #expect(
            faults.map { $0.metadata["detail"] }
                == .init(
                    repeating: "The key ring lacks a key.",
                    count: 2
                )
        )
        let ids = lines.named("answered").map { $0.metadata["hb.request.id"] }
        #expect(faults.map { $0.metadata["hb.request.id"] } == ids)
    }

    @Test func `are no refusals: those are the caller's to mend`() async throws {
        let lines = try await lines(of: .notFound)
        #expect(lines.named("internal failure").isEmpty)
        #expect(lines.named("answered").count == 2)
    }
}
