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
    /// Longer than a person reads a page before the next click, so that a browser keeps its
    /// connection meanwhile.
    package var idleSeconds: Int64 = 60
    /// Ten seconds for the head of a request, which a network that is as slow as 1 KiB/s still
    /// manages, and for a new connection to send its first one, TLS included.
    package var headSeconds: Int64 = 10
    /// Half a minute for a body: 64 KiB at 2 KiB/s, slower than any network that people use.
    package var bodySeconds: Int64 = 30
    /// Two minutes for a client to take something of its answer. A kernel says only after half of
    /// its buffer that there is room again: at 128 KiB, who reads 1 KiB a second stays.
    package var takingSeconds: Int64 = 120
    /// Connections at once, some 70 MiB of them idle: more than the browsers of 1,000 people hold.
    package var connections = 4_096
    /// A quarter of all, so that it takes more than one address to have them all, and a company
    /// behind one address has enough.
    package var connectionsPerSource = 1_024
    /// Requests in work at once: what the server answers in a tenth of a second, if each waits two
    /// milliseconds for one of ten connections to the database. Who waits longer asks again sooner.
    package var requestsInWork = 512
    /// Counts what is refused before any operation sees it.
    package var figures = ServingFigures()

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
