import HTTPTypes
package import Hummingbird
import Logging
import SellerModel
import Synchronization

/// Answers every request: refuses unknown paths and methods, asks the router, dresses the answer.
package struct SellerResponder: HTTPResponder {
    package typealias Context = SellerRequestContext

    let router: RouterResponder<SellerRequestContext>
    let paths: KnownPaths
    let problems: Problems
    let forwarding: Forwarding
    let requests: RequestsInWork
    let observer: RequestObserver

    /// The router's answer, or a problem; it never throws for what a client sent.
    package func respond(to request: Request, context: Context) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        if let trace = TraceParent(request.headers[values: .traceParent]) {
            trace.mark(&context.logger)
        }
        if let id = AccessRequestID.of(request) { context.id = id }
        context.remoteAddress = forwarding.client(of: request, peer: context.remoteAddress)
        let expectation = Expectation(request, paths: paths)
        var response: Response
        do {
            response = try await answer(to: request, expectation, context)
        } catch let error as SellerError {
            context.note(error)
            response = problems.response(to: error, request: request, context: context)
        } catch is CancellationError {
            response = problems.response(to: .cancelled, request: request, context: context)
        } catch {
            context.logger.error("unexpected error", metadata: ["type": "\(type(of: error))"])
            let fault = SellerError(.internal, "Something went wrong here; it is logged.")
            response = problems.response(to: fault, request: request, context: context)
        }
        // Whether the body comes that was held back, nobody knows.
        if expectation == .refusal || (expectation == .body && response.status.code == 503) {
            response.headers[.connection] = "close"
            Guest.current?.isDone.store(true, ordering: .relaxed)
        }
        dress(&response, context: context)
        let operation = context.endpointPath.map { "\(request.method) \($0)" } ?? "unknown"
        observer(operation, response.status.code, start.duration(to: .now))
        context.logger.info(
            "answered",
            metadata: ["operation": "\(operation)", "status": "\(response.status.code)"]
        )
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// What is refused by its head alone, or because there is too much to do, costs next to nothing.
    private func answer(
        to request: Request,
        _ expectation: Expectation,
        _ context: Context
    ) async throws -> Response {
        guard !requests.isFull else {
            requests.figures.refused(.request)
            throw SellerError.busy
        }
        try refuseUnknown(request)
        if expectation == .refusal { throw SellerError.tooLarge }
        let request = try await request.whole()
        let source = Guest.current?.source
        guard requests.begin(source) else { throw SellerError.busy }
        defer { requests.end(source) }
        return try await router.respond(to: request, context: context)
    }

    /// One year, which is what preload lists ask for at least.
    static let strictTransportSecurity = "max-age=31536000"

    /// Whether browsers may be told to come by TLS only.
    static func isSecure(_ origin: String) -> Bool { origin.hasPrefix("https://") }

    private func refuseUnknown(_ request: Request) throws(SellerError) {
        switch paths.match(request.uri.path) {
        case nil: throw .notFound
        case let allowed? where !allowed.contains(request.method.rawValue):
            throw SellerError(
                .methodNotAllowed,
                "This path takes \(allowed.sorted().joined(separator: ", "))."
            )
        default: return
        }
    }

    /// Nothing here may be kept by a cache or guessed at by a browser, unless a page says otherwise.
    private func dress(_ response: inout Response, context: Context) {
        response.headers[.requestID] = context.id
        response.headers[.xContentTypeOptions] = "nosniff"
        if Self.isSecure(problems.origin) {
            response.headers[.strictTransportSecurity] = Self.strictTransportSecurity
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }
}

extension SellerError {
    /// The server has as many requests in work as it may.
    static let busy = SellerError(.unavailable, "There is too much to do just now.")
}
