package import Hummingbird
package import Logging
import NIOCore
import SellerModel
package import SellerService

/// The server for those who run the service, on a listener of its own that nobody else reaches:
/// `/livez`, `/readyz`, and `/metrics` in Prometheus' text.
///
/// `metrics` gives the text as it is when asked.
package func buildPrivateApplication(
    service: SellerService,
    host: String,
    port: Int,
    metrics: @escaping @Sendable () -> String,
    logger: Logger
) -> some ApplicationProtocol {
    let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
    // Alive is who answers at all: a database that is away mends nothing by a restart.
    router.get("/livez") { _, _ in APIAnswer(.ok, ["status": "alive"]).response }
    router.get("/readyz") { _, _ in
        do throws(SellerError) {
            try await service.ready()
            return APIAnswer(.ok, ["status": "ready"]).response
        } catch {
            var answer = APIAnswer(
                .ok,
                ["status": "not_ready", "code": .string(error.code.rawValue)]
            )
            answer.headers[.retryAfter] = "1"
            var response = answer.response
            response.status = .serviceUnavailable
            return response
        }
    }
    router.get("/metrics") { _, _ in
        Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: metrics()))
        )
    }
    return Application(
        router: router,
        configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
        logger: logger
    )
}
