import Synchronization

/// Where callers ask the questions of one shape; made by a pipeline.
package final class ReadLane<Question: Sendable, Answer: Sendable>: Sendable {
    private typealias State = ReadLaneState<Question, Waiter>
    private typealias Single = Result<Answer, PostgresError>
    private typealias Several = Result<[Answer], PostgresError>

    private enum Waiter: Sendable {
        case one(CheckedContinuation<Single, Never>)
        case told(@Sendable (Single) -> Void)
        case group(CheckedContinuation<Several, Never>)

        func fail(_ error: PostgresError) {
            switch self {
            case .one(let waiter): waiter.resume(returning: .failure(error))
            case .told(let tell): tell(.failure(error))
            case .group(let waiter): waiter.resume(returning: .failure(error))
            }
        }
    }

    private let shape: ReadShape<Question, Answer>
    private let pipeline: ReadPipeline
    private let index: Int
    private let state: Mutex<State>
    private let numbers = Atomic<UInt64>(0)

    init(_ shape: ReadShape<Question, Answer>, of pipeline: ReadPipeline, index: Int) {
        self.shape = shape
        self.pipeline = pipeline
        self.index = index
        state = Mutex(State(room: PostgresLimits.questionsWaiting))
    }

    /// The answer, which sees everything that was committed before the call.
    ///
    /// Throws `unavailable` at once if the database is away or too many wait; `timedOut` if there is
    /// no answer in time; `connectionLost` if that happened twice to this question; `cancelled`; and
    /// what the server says against this very question.
    package func ask(_ question: Question) async throws(PostgresError) -> Answer {
        let number = numbers.add(1, ordering: .relaxed).newValue
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: CheckedContinuation<Single, Never>) in
                enter(number, .one(question), .one(waiter))
            }
        } onCancel: {
            leave(number)
        }
        return try result.get()
    }

    /// Asks as `ask` does, for callers without a task, and tells them later; it never waits itself.
    ///
    /// `tell` is called once, perhaps before this returns and mostly on the connection's thread,
    /// which it must not hold up. The question cannot be taken back.
    package func ask(
        _ question: Question,
        tell: @escaping @Sendable (Result<Answer, PostgresError>) -> Void
    ) {
        let number = numbers.add(1, ordering: .relaxed).newValue
        put(number, .one(question), .told(tell))
    }

    /// The answers to several questions in their order, asked as few calls; throws as `ask` does.
    ///
    /// A failure of one is a failure of all.
    package func ask(all questions: [Question]) async throws(PostgresError) -> [Answer] {
        var answers: [Answer] = []
        answers.reserveCapacity(questions.count)
        var rest = questions[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(PostgresLimits.questionsTogether))
            rest = rest.dropFirst(group.count)
            answers += try await ask(group)
        }
        return answers
    }

    private func ask(_ group: [Question]) async throws(PostgresError) -> [Answer] {
        let number = numbers.add(1, ordering: .relaxed).newValue
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: CheckedContinuation<Several, Never>) in
                enter(number, .group(group), .group(waiter))
            }
        } onCancel: {
            leave(number)
        }
        return try result.get()
    }

    /// How many questions stand in the queue.
    var waiting: Int { state.withLock { $0.queuedQuestions } }

    private func enter(_ number: UInt64, _ load: ReadLoad<Question>, _ waiter: Waiter) {
        put(number, load, waiter)
        // Canceled before it stood in the queue: nobody else takes it out.
        if Task.isCancelled { leave(number) }
    }

    private func put(_ number: UInt64, _ load: ReadLoad<Question>, _ waiter: Waiter) {
        let deadline = ContinuousClock.now.advanced(by: pipeline.patience)
        let entry = State.Entry(number: number, load: load, deadline: deadline, waiter: waiter)
        switch state.withLock({ $0.ask(entry) }) {
        case .refused: waiter.fail(PostgresError(.unavailable, "the queue takes no more"))
        case .queued(isFirst: true): pipeline.call(index)
        case .queued(isFirst: false): break
        }
    }

    private func leave(_ number: UInt64) {
        state.withLock { $0.leave(number: number) }?.fail(PostgresError(.cancelled))
    }
}

/// A lane as the pipeline sees it, without the types of its questions.
protocol ReadLaneEnd: Sendable {
    /// Asks everything that waits as one call and gives the answers out.
    func askTogether(on connection: isolated PostgresConnection)
    /// Fails those whose time is over and says when it is for the next; nil if nobody waits.
    func expire(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant?
    /// Refuses those who wait and those who come.
    func shut(_ error: PostgresError)
    /// Takes questions again.
    func open()
}

extension ReadLane: ReadLaneEnd {
    func askTogether(on connection: isolated PostgresConnection) {
        let (questions, isEmptied) = state.withLock { state in
            (state.take(limit: PostgresLimits.questionsTogether), !state.hasQuestions)
        }
        // Behind the lanes that wait already; said first, because what follows may fail.
        if !isEmptied { pipeline.call(index) }
        if questions.isEmpty { return }
        pipeline.observe(batch: questions.count)
        do {
            give(try shape.answers(to: questions, on: connection))
        } catch {
            let isLost = connection.standing.isRetired
            let waiters = state.withLock { isLost ? $0.lose() : $0.fail() }
            for waiter in waiters { waiter.fail(error) }
            pipeline.call(index)
        }
    }

    private func give(_ answers: [Answer]) {
        var next = 0
        for entry in state.withLock({ $0.answer() }) {
            let end = next + entry.load.count
            switch entry.waiter {
            case .one(let waiter): waiter.resume(returning: .success(answers[next]))
            case .told(let tell): tell(.success(answers[next]))
            case .group(let waiter): waiter.resume(returning: .success(Array(answers[next..<end])))
            case nil: break
            }
            next = end
        }
    }

    func expire(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        let (waiters, next) = state.withLock { ($0.expire(now), $0.nextDeadline) }
        for waiter in waiters { waiter.fail(PostgresError(.timedOut, "no answer in time")) }
        return next
    }

    func shut(_ error: PostgresError) {
        for waiter in state.withLock({ $0.shut() }) { waiter.fail(error) }
    }

    func open() {
        state.withLock { $0.open() }
    }
}
