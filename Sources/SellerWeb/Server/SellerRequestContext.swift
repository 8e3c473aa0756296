package import Hummingbird
import Logging
import NIOCore
import SellerModel

/// What every request carries through the router: its id, its logger and where it came from.
package struct SellerRequestContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The peer's address without its port; nil where there is none, as on a Unix socket.
    ///
    /// Where a trusted proxy stands before the server, the responder puts in what that one says.
    package internal(set) var remoteAddress: String?

    /// The id that answer, log and audit carry.
    ///
    /// Hummingbird's own reads it back from the logger, and traps with one that keeps nothing.
    package internal(set) var id: String

    /// Takes the address from the connection.
    package init(source: Source) {
        coreContext = .init(source: source)
        let known = source.logger[metadataKey: "hb.request.id"]
        id = known?.description ?? RequestID().description
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }
}

extension SellerRequestContext {
    /// Logs a fault of this service, which its caller cannot mend; other refusals are no news.
    ///
    /// Whoever turns an error into an answer, of the API or of a page, calls it.
    func note(_ error: SellerError) {
        guard error.code == .internal else { return }
        logger.error("internal failure", metadata: ["detail": "\(error.detail)"])
    }
}
