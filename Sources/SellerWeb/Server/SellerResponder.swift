import HTTPTypes
package import Hummingbird
import Logging
import SellerModel

/// Answers every request: refuses unknown paths and methods, asks the router, dresses the answer.
package struct SellerResponder: HTTPResponder {
    package typealias Context = SellerRequestContext

    let router: RouterResponder<SellerRequestContext>
    let paths: KnownPaths
    let problems: Problems
    let forwarding: Forwarding
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
            try refuseUnknown(request)
            if expectation == .refusal { throw SellerError.tooLarge }
            response = try await router.respond(to: request, context: context)
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
        if expectation == .refusal { response.headers[.connection] = "close" }
        dress(&response, context: context)
        let operation = context.endpointPath.map { "\(request.method) \($0)" } ?? "unknown"
        observer(operation, response.status.code, start.duration(to: .now))
        context.logger.info(
            "answered",
            metadata: ["operation": "\(operation)", "status": "\(response.status.code)"]
        )
        return request.method == .head ? response.createHeadResponse() : response
    }

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
        if problems.origin.hasPrefix("https://") {
            // One year, which is what preload lists ask for at least.
            response.headers[.strictTransportSecurity] = "max-age=31536000"
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }
}
