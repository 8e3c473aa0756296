import HTTPTypes
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import SellerModel
package import SellerReports
package import SellerService

/// The whole server, ready to run as a service; throws when routes and operation table differ.
package func buildApplication(
    service: SellerService,
    reports: SellerReports,
    configuration: WebConfiguration,
    logger: Logger
) throws -> some ApplicationProtocol {
    let router = try buildRouter(service: service, reports: reports, configuration: configuration)
    let paths = KnownPaths(router.routes.map { ($0.path.description, $0.method.rawValue) })
    let forwarding = Forwarding(trusted: configuration.trustedProxies)
    let requests = RequestsInWork(
        limit: configuration.requestsInWork,
        figures: configuration.figures
    )
    let responder = SellerResponder(
        router: router.buildResponder(),
        paths: paths,
        problems: Problems(origin: configuration.origin, paths: paths),
        forwarding: forwarding,
        requests: requests,
        observer: configuration.observer
    )
    return Application(
        responder: responder,
        server: try configuration.server(
            paths: paths,
            forwarding: forwarding,
            requests: requests,
            direct: DirectAnswers(
                service: service,
                requests: requests,
                observer: configuration.observer,
                origin: configuration.origin
            )
        ),
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port),
            availableConnectionsDelegate: .maximum(configuration.connections, logger: logger)
        ),
        logger: logger
    )
}

/// Every route, each from its row of the operation table, and the few that are no operations.
func buildRouter(
    service: SellerService,
    reports: SellerReports,
    configuration: WebConfiguration
) throws -> Router<SellerRequestContext> {
    let router = Router(
        context: SellerRequestContext.self,
        options: .autoGenerateHeadEndpoints
    )
    let gate = RouteGuard(service: service)
    for (row, handler) in try routes(service: service, reports: reports).complete() {
        let shape = OperationShape.of(row.name)
        let method = try method(of: row)
        router.on(RouterPath(row.path), method: method) { request, context in
            let call = try APIRequest(
                operation: row,
                shape: shape,
                request: request,
                context: context
            )
            return try await gate.answer(call, by: handler).response
        }
    }
    addDocuments(to: router, configuration: configuration)
    try addPages(to: router, service: service, configuration: configuration)
    return router
}

/// All operations with their handlers.
func routes(service: SellerService, reports: SellerReports) -> RouteRegistry {
    var routes = RouteRegistry()
    SignInRoutes(service: service).register(in: &routes)
    AcceptanceRoutes(service: service).register(in: &routes)
    SessionRoutes(service: service).register(in: &routes)
    TwoStepRoutes(service: service).register(in: &routes)
    StepUpRoutes(service: service).register(in: &routes)
    AccountRoutes(service: service).register(in: &routes)
    UserRoutes(service: service).register(in: &routes)
    PermissionRoutes(service: service).register(in: &routes)
    InvitationRoutes(service: service).register(in: &routes)
    SharedLoginRoutes(service: service).register(in: &routes)
    ReportRoutes(reports: reports).register(in: &routes)
    DecisionRoutes(service: service).register(in: &routes)
    return routes
}

private func method(of row: Operation) throws -> HTTPRequest.Method {
    guard let method = HTTPRequest.Method(row.verb.rawValue) else {
        throw RouteFault(sentences: ["\(row.name.rawValue): the verb is no HTTP method"])
    }
    return method
}

private func addDocuments(
    to router: Router<SellerRequestContext>,
    configuration: WebConfiguration
) {
    let document = OpenAPIDocument.json(origin: configuration.origin)
    router.get("/openapi.json") { _, _ in APIAnswer(.ok, document).response }
}
