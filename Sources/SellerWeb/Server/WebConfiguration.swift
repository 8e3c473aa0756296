/// Where the server listens, and how others reach it.
package struct WebConfiguration: Sendable {
    /// The address to bind, as `127.0.0.1`.
    package var host: String
    /// The port to bind; 0 takes a free one.
    package var port: Int
    /// What links and problem types begin with, as `https://accounts.example`: no trailing slash.
    package var origin: String
    /// Nil for plain HTTP, as behind a proxy or on the own machine.
    package var tls: TLSFiles?
    /// The addresses of proxies whose `X-Forwarded-For` is believed; nobody's without one.
    package var trustedProxies: [String] = []
    /// Longer than any answer takes to begin, so that an idle or a slow client is let go.
    package var idleSeconds: Int64 = 60
    /// Three quarters of the 1,024 descriptors that a process on Debian may open unless it is allowed
    /// more (`ulimit -n`); the rest is for the database and for files.
    package var connections = 768

    /// Whether a text is an address of IPv4 or IPv6, as a trusted proxy has to have.
    package static func isAddress(_ text: String) -> Bool { Forwarding.address(text[...]) != nil }

    /// Told of every answer; quick, because it runs on the way of each.
    package var observer: RequestObserver = { _, _, _ in }

    /// Plain HTTP with the default limits.
    package init(host: String, port: Int, origin: String) {
        self.host = host
        self.port = port
        self.origin = origin
    }
}
