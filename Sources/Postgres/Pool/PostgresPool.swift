package import Logging
import ServiceLifecycle
import Synchronization

/// Connections to one database, at most as many as configured, handed out in the order of asking.
///
/// It connects when it has to and works without `run`, which only waits for the end and closes.
package final class PostgresPool: Service {
    typealias Turn = Result<PostgresConnection?, PostgresError>
    typealias Waiter = CheckedContinuation<Turn, Never>

    let configuration: PostgresConfiguration
    let logger: Logger
    private let state: Mutex<PoolState<PostgresConnection, Waiter>>
    private let numbers = Atomic<UInt64>(0)

    /// A pool that has no connections yet.
    package init(configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        state = Mutex(PoolState(maximum: configuration.maximumConnections))
    }

    /// Waits for the service's shutdown (or the task's cancellation), then closes.
    package func run() async throws {
        // It throws when the task is canceled, which means the same: the end.
        try? await gracefulShutdown()
        await close()
    }

    /// Closes what rests, refuses what waits and asks, and drops what comes back later.
    package func close() async {
        let (waiters, idle) = state.withLock { $0.close() }
        refuse(waiters, "the pool is closed")
        for connection in idle { await connection.close() }
    }

    /// How many callers stand in the queue.
    var waiting: Int { state.withLock { $0.waiting } }

    /// A connection for one use; throws `unavailable` when none can be had in time.
    func lease() async throws(PostgresError) -> PostgresConnection {
        while true {
            guard let connection = try await turn() else { return try await connect() }
            guard connection.standing.isStale else { return connection }
            if await connection.isAlive() { return connection }
            // Resting connections that the server closed are found one after the other.
            giveBack(connection)
        }
    }

    /// Takes a connection back, or its place if it was retired.
    func giveBack(_ connection: PostgresConnection) {
        let isRetired = connection.standing.isRetired
        finish(state.withLock { isRetired ? $0.lose() : $0.giveBack(connection) })
    }

    private func connect() async throws(PostgresError) -> PostgresConnection {
        do {
            let connection = try await PostgresConnection.connect(configuration, logger: logger)
            state.withLock { $0.connect() }
            return connection
        } catch {
            logger.warning("no connection to the database", metadata: ["error": "\(error)"])
            configuration.observer.failed(error)
            finish(state.withLock { $0.miss() })
            throw error
        }
    }

    private func finish(_ handover: PoolState<PostgresConnection, Waiter>.Handover) {
        switch handover {
        case .give(let connection, let waiter): waiter.resume(returning: .success(connection))
        case .letConnect(let waiter): waiter.resume(returning: .success(nil))
        case .refuse(let waiters): refuse(waiters, "the database is away")
        // Without its last owner the connection closes itself.
        case .drop, .rest: break
        }
    }

    /// A connection, or nil for the permission to make one.
    private func turn() async throws(PostgresError) -> PostgresConnection? {
        let number = numbers.add(1, ordering: .relaxed).newValue
        var timer: Task<Void, Never>?
        let start = ContinuousClock.now
        let turn = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter) in
                switch state.withLock({ $0.ask(number: number, waiter: waiter) }) {
                case .use(let connection): waiter.resume(returning: .success(connection))
                case .connect: waiter.resume(returning: .success(nil))
                case .refused: refuse([waiter], "closed, or the database is away")
                case .wait: timer = keepDeadline(number)
                }
            }
        } onCancel: {
            giveUp(number, .cancelled)
        }
        if let timer {
            timer.cancel()
            configuration.observer.wait(start.duration(to: .now))
        }
        return try turn.get()
    }

    private func refuse(_ waiters: [Waiter], _ words: String) {
        let error = PostgresError(.unavailable, words)
        for waiter in waiters { waiter.resume(returning: .failure(error)) }
    }

    private func keepDeadline(_ number: UInt64) -> Task<Void, Never>? {
        if Task.isCancelled {
            // Canceled before it stood in the queue: nobody else takes it out.
            giveUp(number, .cancelled)
            return nil
        }
        let deadline = Duration.milliseconds(configuration.acquireDeadlineMilliseconds)
        return Task { [weak self] in
            // Canceled once the caller was served; giving up then finds nobody.
            try? await Task.sleep(for: deadline)
            self?.giveUp(number, .unavailable)
        }
    }

    private func giveUp(_ number: UInt64, _ code: PostgresError.Code) {
        let waiter = state.withLock { $0.leave(number: number) }
        waiter?.resume(returning: .failure(PostgresError(code, "no connection became free")))
    }
}
