package import Hummingbird
import Logging
import NIOCore

/// What every request carries through the router: its id, its logger and where it came from.
package struct SellerRequestContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The peer's address without its port; nil where there is none, as on a Unix socket.
    ///
    /// Forwarding headers are not believed: no proxy is trusted unless it is configured.
    package let remoteAddress: String?

    /// The id that answer, log and audit carry.
    ///
    /// Hummingbird's own reads it back from the logger, and traps with one that keeps nothing.
    package let id: String

    /// Takes the address from the connection.
    package init(source: Source) {
        coreContext = .init(source: source)
        let known = source.logger[metadataKey: "hb.request.id"]
        id = known?.description ?? RequestID().description
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }
}
