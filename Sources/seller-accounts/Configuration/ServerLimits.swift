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
    /// Connections of clients at once; nil for as many as the default says and the machine gives.
    var connections: Int?
    /// Connections of one source at once; nil for the default.
    var connectionsPerSource: Int?
    /// Seconds until a client's connection that says nothing is closed.
    var connectionIdleSeconds: Int64
    /// Seconds that the head of a request may take.
    var headSeconds: Int64
    /// Seconds that the body of a request may take.
    var bodySeconds: Int64
    /// Seconds that a client may take nothing of its answer.
    var takingSeconds: Int64
    /// Requests in work at once.
    var requestsInWork: Int
    /// Seconds that requests in flight get to end once the server is told to stop: less than the
    /// half minute that Kubernetes gives, and systemd gives three times as much.
    var stopSeconds: Int64 = 25
    /// Connections to the database for everything but reports.
    var databaseConnections: Int
    /// Connections for reports, which stand beside the service and must not take its connections.
    var reportConnections = 4
    /// A million rows are some 200 MB: an hour is enough for a client of half a megabit a second, and
    /// as long as the database may have to keep what others delete meanwhile.
    var reportSeconds = 3_600

    /// All limits at their defaults: those of the web layer and of the database client, where they
    /// have one and say why.
    init() {
        let web = Self.web
        connectionIdleSeconds = web.idleSeconds
        headSeconds = web.headSeconds
        bodySeconds = web.bodySeconds
        takingSeconds = web.takingSeconds
        requestsInWork = web.requestsInWork
        let database = PostgresConfiguration(connectionString: "", applicationName: "")
        databaseConnections = database.maximumConnections
    }

    /// The web layer at its defaults.
    static var web: WebConfiguration { WebConfiguration(host: "127.0.0.1", port: 0, origin: "") }
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
    static let server = clients + databases

    private static let clients = [
        // Far below what Linux lets one process open at most (fs.nr_open, 1,048,576).
        LimitKey(
            "SELLER_ACCOUNTS_CONNECTIONS",
            1...100_000,
            "connections of clients at once",
            server: { Int64($0.connections ?? ServerLimits.web.connections) },
            set: { $0.connections = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_CONNECTIONS_PER_SOURCE",
            1...100_000,
            "connections of one address at once, trusted proxies excepted",
            server: { Int64($0.connectionsPerSource ?? ServerLimits.web.connectionsPerSource) },
            set: { $0.connectionsPerSource = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_REQUESTS_IN_WORK",
            1...100_000,
            "requests in work at once; more are told to come back",
            server: { Int64($0.requestsInWork) },
            set: { $0.requestsInWork = Int($1) }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_CONNECTION_IDLE_SECONDS",
            1...3_600,
            "seconds a client may say nothing",
            server: { $0.connectionIdleSeconds },
            set: { $0.connectionIdleSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_HEAD_SECONDS",
            1...3_600,
            "seconds the head of a request may take",
            server: { $0.headSeconds },
            set: { $0.headSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_BODY_SECONDS",
            1...3_600,
            "seconds the body of a request may take",
            server: { $0.bodySeconds },
            set: { $0.bodySeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_TAKING_SECONDS",
            1...3_600,
            "seconds a client may take nothing of its answer",
            server: { $0.takingSeconds },
            set: { $0.takingSeconds = $1 }
        ),
        LimitKey(
            "SELLER_ACCOUNTS_STOP_SECONDS",
            1...3_600,
            "seconds for requests in flight when the server stops",
            server: { $0.stopSeconds },
            set: { $0.stopSeconds = $1 }
        ),
    ]

    private static let databases = [
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
            "seconds a report may take, its reader's time included",
            server: { Int64($0.reportSeconds) },
            set: { $0.reportSeconds = Int($1) }
        ),
    ]
}
