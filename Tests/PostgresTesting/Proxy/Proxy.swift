import Logging
package import Postgres
import Synchronization

/// A network of our own between client and server: it delays, cuts, swallows and vanishes.
///
/// It listens on the loopback interface and talks to the server's socket in the file system. Each
/// connection has two threads that block, so that the tests' own threads do not.
package final class Proxy: Sendable {
    private struct Pair: Sendable {
        let client: Socket
        let server: Socket

        func cut() {
            client.shutDown()
            server.shutDown()
        }
    }

    private struct State {
        var listener: Socket?
        var pairs: [UInt64: Pair] = [:]
        var faults = ProxyFaultState()
        var count: UInt64 = 0
    }

    private let path: String
    private let state = Mutex(State())
    /// The port of the loopback interface on which it listens.
    package let port: UInt16

    /// How to reach the server through the proxy.
    package let connectionString: String

    private init(path: String, connectionString: String) throws {
        self.path = path
        let listener = try Socket.listening()
        port = listener.port
        self.connectionString =
            "\(connectionString) host=127.0.0.1 port=\(port) sslmode=disable gssencmode=disable"
        accept(on: listener)
    }

    /// Runs a test with a proxy in front of the server of this configuration.
    package static func with<T>(
        _ configuration: PostgresConfiguration,
        _ body: (Proxy) async throws -> T
    ) async throws -> T {
        let pool = PostgresPool(configuration: configuration, logger: Logger(label: "proxy"))
        let place = Statement(
            """
            SELECT split_part(current_setting('unix_socket_directories'), ',', 1)
                || '/.s.PGSQL.' || current_setting('port')
            """
        ) { (path: String) in path }
        let path: String
        do { path = try await pool.one(place) } catch {
            await pool.close()
            throw error
        }
        await pool.close()
        let proxy = try Proxy(path: path, connectionString: configuration.connectionString)
        defer { proxy.goAway() }
        return try await body(proxy)
    }

    /// Does something else to bytes, from the next one on.
    package func set(_ fault: ProxyFault) {
        state.withLock { $0.faults.set(fault) }
    }

    /// How many pieces of bytes the present fault has kept back.
    package var delayedCount: Int { state.withLock { $0.faults.delayed } }

    /// How many connections it has made in all.
    package var connectionCount: UInt64 { state.withLock { $0.count } }

    /// Cuts all connections and refuses new ones.
    package func goAway() {
        let (listener, pairs) = state.withLock { state in
            defer { state.listener = nil }
            return (state.listener, state.pairs.values)
        }
        listener?.shutDown()
        for pair in pairs { pair.cut() }
    }

    /// Takes connections again, on the same port.
    package func comeBack() throws {
        accept(on: try Socket.listening(port: port))
    }

    /// Drops all packets of the present connections unacknowledged; new connections are not touched.
    package func vanish() {
        for pair in state.withLock({ $0.pairs.values }) { pair.client.vanish() }
    }

    private func accept(on listener: Socket) {
        state.withLock { $0.listener = listener }
        startThread { [self] in
            while let client = listener.accept() {
                // Without a server the client's connection is closed again.
                guard let server = try? Socket.connected(path: path) else { continue }
                carry(Pair(client: client, server: server))
            }
        }
    }

    private func carry(_ pair: Pair) {
        let number = state.withLock { state in
            state.count += 1
            state.pairs[state.count] = pair
            return state.count
        }
        for direction in [ProxyDirection.toServer, .toClient] {
            startThread { [self] in
                pump(pair, direction)
                pair.cut()
                state.withLock { $0.pairs[number] = nil }
            }
        }
    }

    private func pump(_ pair: Pair, _ direction: ProxyDirection) {
        let isToServer = direction == .toServer
        let (source, target) = isToServer ? (pair.client, pair.server) : (pair.server, pair.client)
        while let bytes = source.read() {
            switch state.withLock({ $0.faults.take(bytes, direction) }) {
            case .swallow:
                continue
            case .cut(let count):
                _ = target.write(Array(bytes.prefix(count)))
                return
            case .pass(let milliseconds):
                if milliseconds > 0 { Socket.pause(milliseconds: milliseconds) }
                guard target.write(bytes) else { return }
            }
        }
    }
}
