import SellerWeb

/// How many connections of clients a server has, by its settings and by what the machine gives it.
struct ConnectionPlan: Equatable {
    let connections: Int
    let perSource: Int
    /// What the operator should know; nil when everything is as it says.
    let warning: String?

    /// Descriptors beside those of clients and of the database: the listeners, the private
    /// listener's connections, the event loops and files.
    static let others = 128

    /// Refuses a configured number that cannot be met; the default is lowered to what can.
    ///
    /// `descriptors` is how many the process may have open; nil when nobody knows.
    init(_ limits: ServerLimits, descriptors: Int?) throws(CommandFailure) {
        // A connection has its thread's eventfd beside its socket, and perhaps one that cancels.
        let kept = 3 * (limits.databaseConnections + limits.reportConnections + 1) + Self.others
        let room = descriptors.map { max(0, $0 - kept) } ?? .max
        let wanted = limits.connections ?? ServerLimits.web.connections
        if limits.connections != nil || room == 0, wanted > room {
            throw CommandFailure(
                .usage,
                "\(wanted) connections of clients need \(wanted + kept) open files, and this process "
                    + "may have \(descriptors ?? 0): raise that (ulimit -n, LimitNOFILE), or lower "
                    + "SELLER_ACCOUNTS_CONNECTIONS."
            )
        }
        connections = min(wanted, room)
        // One source has the share that it has by default, unless somebody says otherwise.
        let share = ServerLimits.web.connections / ServerLimits.web.connectionsPerSource
        perSource = limits.connectionsPerSource ?? max(1, connections / share)
        warning =
            connections < wanted
            ? "only \(connections) connections of clients: this process may have "
                + "\(descriptors ?? 0) open files (ulimit -n, LimitNOFILE)" : nil
    }
}
