import HTTPTypes
import Hummingbird
import NIOCore

/// Who a request is from, where a proxy stands before the server.
///
/// `X-Forwarded-For` is read from its end: each proxy adds the peer that it saw, so what stands
/// before the last trusted one may be made up. Without a trusted peer the header means nothing.
struct Forwarding: Sendable {
    private let trusted: Set<String>

    /// Takes the word of the proxies at these addresses; what is no address is nobody's.
    init(trusted: [String]) {
        self.trusted = Set(trusted.compactMap { Self.address($0[...]) })
    }

    /// More hops than a request really takes; the rest of a longer list is not looked at.
    private static let mostHops = 16

    /// Whether a peer is one of these proxies.
    func trusts(_ peer: String?) -> Bool { peer.map(trusted.contains) ?? false }

    /// The client's address; the peer itself unless it is a trusted proxy that names another.
    func client(of request: Request, peer: String?) -> String? {
        guard let peer, trusted.contains(peer) else { return peer }
        let hops = request.headers[values: .forwardedFor].joined(separator: ",")
            .split(separator: ",", omittingEmptySubsequences: false).suffix(Self.mostHops)
        var client = peer
        for hop in hops.reversed() {
            guard let address = Self.address(hop.trimmingPrefix { $0 == " " }) else {
                return client
            }
            client = address
            if !trusted.contains(address) { return client }
        }
        return client
    }

    /// The address in its one form; nil for a name, a port or anything else.
    static func address(_ text: Substring) -> String? {
        (try? SocketAddress(ipAddress: String(text), port: 0))?.ipAddress
    }
}
