import Postgres
import SellerModel
import SellerWeb

/// Every limit that operators may set.
struct SettableLimits: Equatable, Sendable {
    var product = Limits()
    var server = ServerLimits()
}

/// The limits of one server process, each with its default.
struct ServerLimits: Equatable, Sendable {
    /// Connections of clients at once.
    var connections: Int
    /// Seconds until a client's connection that says nothing is closed.
    var connectionIdleSeconds: Int64
    /// Connections to the database for everything but reports.
    var databaseConnections: Int
    /// Connections for reports, which stand beside the service and must not take its connections.
    var reportConnections = 4
    /// A report of a million rows may take ten minutes.
    var reportSeconds = 600

    /// All limits at their defaults: those of the web layer and of the database client, where they
    /// have one and say why.
    init() {
        let web = WebConfiguration(host: "127.0.0.1", port: 0, origin: "")
        connections = web.connections
        connectionIdleSeconds = web.idleSeconds
        let database = PostgresConfiguration(connectionString: "", applicationName: "")
        databaseConnections = database.maximumConnections
    }
}

extension LimitKey {
    /// A limit of a server process.
    private init(
        _ variable: String,
        _ range: ClosedRange<Int64>,
        _ meaning: String,
        server get: (ServerLimits) -> Int64,
        set: @escaping @Sendable (inout ServerLimits, Int64) -> Void
    ) {
        key = ConfigurationKey(variable, standard: String(get(ServerLimits())), meaning)
        self.range = range
        self.set = { set(&$0.server, $1) }
    }

    /// The limits of one server process.
    static let server = [
        // Far below what Linux lets one process open at most (fs.nr_open, 1,048,576).
        LimitKey(
            "SELLER_ACCOUNTS_CONNECTIONS",
            1...100_000,
            "connections of clients at once; more need more descriptors (ulimit -n)",
            server: { Int64($0.connections) },
            set: { $0.connections = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_CONNECTION_IDLE_SECONDS",
            1...3_600,
            "seconds a client may say nothing",
            server: { $0.connectionIdleSeconds },
            set: { $0.connectionIdleSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_DATABASE_CONNECTIONS",
            1...1_000,
            "connections to the database, but for reports",
            server: { Int64($0.databaseConnections) },
            set: { $0.databaseConnections = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_REPORT_CONNECTIONS",
            1...1_000,
            "connections to the database for reports",
            server: { Int64($0.reportConnections) },
            set: { $0.reportConnections = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_REPORT_SECONDS",
            1...86_400,
            "seconds a report may take",
            server: { Int64($0.reportSeconds) },
            set: { $0.reportSeconds = Int($1) }
        ),
    ]
}
