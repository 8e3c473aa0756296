import LibPQ
package import Logging
import ServiceLifecycle
import Synchronization

/// Asks what many callers want to know at the same time as one call, over one connection.
///
/// While a batch is at the server the next one gathers; nobody waits for a batch to fill. It
/// connects at the first question and works without `run`, which only waits for the end and closes.
package final class ReadPipeline: Service {
    private struct Core {
        var state = ReadPipelineState()
        var lanes: [any ReadLaneEnd] = []
        var connection: PostgresConnection?
        var serving: Task<Void, Never>?
        var keeping: Task<Void, Never>?
    }

    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let core = Mutex(Core())
    /// How long a question waits for its answer.
    let patience: Duration

    /// A pipeline that has no connection yet.
    ///
    /// - Parameter questionDeadlineMilliseconds: how long a caller waits for its answer in all, and
    ///   how long the server may take for one batch.
    package init(
        configuration: PostgresConfiguration,
        questionDeadlineMilliseconds: Int = PostgresLimits.questionMilliseconds,
        logger: Logger
    ) {
        var configuration = configuration
        configuration.statementTimeoutMilliseconds = questionDeadlineMilliseconds
        self.configuration = configuration
        self.logger = logger
        patience = .milliseconds(questionDeadlineMilliseconds)
    }

    /// A place to ask the questions of one shape; made once and kept, as a pipeline keeps it too.
    package func lane<Question, Answer>(
        _ shape: ReadShape<Question, Answer>
    ) -> ReadLane<Question, Answer> {
        core.withLock { core in
            let lane = ReadLane(shape, of: self, index: core.lanes.count)
            switch core.state.phase {
            case .away, .closed: lane.shut(PostgresError(.unavailable))
            case .resting, .connecting, .serving: break
            }
            core.lanes.append(lane)
            return lane
        }
    }

    /// Waits for the service's shutdown (or the task's cancellation), then closes.
    package func run() async throws {
        // It throws when the task is canceled, which means the same: the end.
        try? await gracefulShutdown()
        await close()
    }

    /// Refuses who waits and asks, lets the batch at the server finish, and closes the connection.
    package func close() async {
        let (wakeup, serving) = core.withLock { core in
            // What is at the server is not interrupted.
            if core.state.phase != .serving { core.serving?.cancel() }
            core.keeping?.cancel()
            core.state.close()
            shutLanes(&core, PostgresError(.unavailable, "the pipeline is closed"))
            return (core.connection?.thread.wakeup, core.serving)
        }
        wakeup?.signal()
        await serving?.value
        // Lanes and pipeline hold each other.
        core.withLock { $0.lanes = [] }
    }
}

/// What the lanes and the connection's thread ask of the pipeline.
extension ReadPipeline {
    /// A lane has questions again.
    func call(_ lane: Int) {
        let wakeup = core.withLock { core -> Wakeup? in
            switch core.state.call(lane) {
            case .start:
                start(&core)
                return nil
            case .wake: return core.connection?.thread.wakeup
            case .rest: return nil
            }
        }
        wakeup?.signal()
    }

    /// What the connection's thread does next, with the lane to ask.
    func next() -> (step: ReadPipelineState.Step, lane: (any ReadLaneEnd)?) {
        core.withLock { core in
            let step = core.state.next()
            guard case .ask(let index) = step else { return (step, nil) }
            return (step, core.lanes[index])
        }
    }

    func observe(batch: Int) {
        configuration.observer.batch(batch)
    }
}

extension ReadPipeline {
    // Called with the lock held.
    private func start(_ core: inout Core) {
        core.serving = Task { await serve() }
        core.keeping = Task { await keepDeadlines() }
    }

    private func shutLanes(_ core: inout Core, _ error: PostgresError) {
        for lane in core.lanes { lane.shut(error) }
    }

    /// Makes one connection after the other, until the end.
    private func serve() async {
        var backOff = BackOff()
        while true {
            do throws(PostgresError) {
                let connection = try await PostgresConnection.connect(configuration, logger: logger)
                _ = try await connection.run(Statement(Self.readOnly), in: nil)
                guard begin(connection) else { return await connection.close() }
                let beginning = ContinuousClock.now
                let error = await connection.answer(self)
                await connection.close()
                guard end(error) else { return }
                if beginning.duration(to: .now) >= Self.settled {
                    backOff.succeed()
                    continue
                }
            } catch {
                guard miss(error) else { return }
            }
            try? await Task.sleep(for: backOff.fail(jitter: .random(in: 0..<1)))
        }
    }

    // A connection that breaks sooner, perhaps of a question, is as good as none.
    private static let settled = Duration.seconds(1)

    // A batch whose connection was lost is asked again, so it must not change anything.
    private static let readOnly: SQL = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"

    private func begin(_ connection: PostgresConnection) -> Bool {
        core.withLock { core in
            guard core.state.connect() else { return false }
            core.connection = connection
            for lane in core.lanes { lane.open() }
            return true
        }
    }

    /// The connection was lost, or the end has come (nil); true if another one is wanted.
    private func end(_ error: PostgresError?) -> Bool {
        if let error {
            logger.warning("the read connection was lost", metadata: ["error": "\(error)"])
        }
        return core.withLock { core in
            core.connection = nil
            return core.state.lose()
        }
    }

    private func miss(_ error: PostgresError) -> Bool {
        logger.warning("no connection for reads", metadata: ["error": "\(error)"])
        return core.withLock { core in
            shutLanes(&core, error.recoded(.unavailable))
            return core.state.miss()
        }
    }

    /// Fails questions whose time is over: one sleep for all of them.
    ///
    /// Whoever asks during a sleep waits longer than the sleep, so nobody is overlooked.
    private func keepDeadlines() async {
        while !Task.isCancelled {
            let now = ContinuousClock.now
            let lanes = core.withLock { $0.lanes }
            let next = lanes.compactMap { $0.expire(now) }.min()
            try? await Task.sleep(until: next ?? now.advanced(by: patience))
        }
    }
}
