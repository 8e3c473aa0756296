import Testing

@testable import Postgres

@Suite struct `A read pipeline` {
    @Test func `gives everybody the answer to their own question`() async throws {
        try await Echo.with { echo in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for asker in Int64(0)..<32 {
                    group.addTask {
                        for turn in Int64(0)..<50 {
                            let number = asker * 1_000 + turn
                            let double = try await echo.doubles.ask(number)
                            #expect(double == number * 2)
                            let counter = try await echo.counters.ask(number)
                            #expect((counter == nil) == !(1...16).contains(number))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `asks what gathered meanwhile as one call`() async throws {
        try await Echo.with { echo in
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await echo.whileBusy {
                    for number in Int64(1)...200 {
                        group.addTask {
                            let double = try await echo.doubles.ask(number)
                            #expect(double == number * 2)
                        }
                    }
                    await echo.until(200, waitIn: echo.doubles)
                }
                try await group.waitForAll()
            }
            #expect(echo.sizes.all == [1, 128, 72])
        }
    }

    @Test func `answers a list in its order`() async throws {
        try await Echo.with { echo in
            let numbers = Array(Int64(1)...1_000)
            let doubles = try await echo.doubles.ask(all: numbers)
            #expect(doubles == numbers.map { $0 * 2 })
            let none = try await echo.doubles.ask(all: [])
            #expect(none == [])
            #expect(echo.sizes.all == Array(repeating: 128, count: 7) + [104])
        }
    }

    @Test func `an error is its own question's, and nobody else's`() async throws {
        try await Echo.with { echo in
            try await withThrowingTaskGroup(of: (Int64, PostgresError.Code?).self) { group in
                let questions = [1, 2, -1, 3, -1, 4].map(Int64.init)
                try await echo.whileBusy {
                    for question in questions {
                        group.addTask { (question, await code(of: question, in: echo.doubles)) }
                    }
                    await echo.until(questions.count, waitIn: echo.doubles)
                }
                for try await (question, code) in group {
                    #expect(code == (question < 0 ? .server : nil))
                }
            }
            #expect(echo.sizes.all == [1, 6, 1, 1, 1, 1, 1, 1])
        }
    }

    @Test func `every question sees what was committed before it, under load`() async throws {
        try await Echo.with { echo in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in Int64(1)...16 {
                    group.addTask {
                        for value in Int64(1)...25 {
                            let write = Statement<Void>(
                                "UPDATE counter SET value = \(value) WHERE id = \(id)"
                            )
                            try await echo.pool.run(write)
                            let seen = try await echo.counters.ask(id)
                            #expect(seen == value)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a shape that writes is refused by the server`() async throws {
        try await Echo.with { echo in
            do throws(PostgresError) {
                _ = try await echo.doubles.ask(-4)
                Issue.record("a read wrote")
            } catch {
                #expect(error.sqlState == "25006")
            }
        }
    }

    @Test func `a shape can be checked without a question`() async throws {
        try await Echo.with { echo in
            let right = ReadShape<Int64, Int64>(array: { Statement("SELECT echo_many(\($0))") })
            let wrong = ReadShape<Int64, Int32>(rows: { Statement("SELECT values_of(\($0))") })
            do throws(TransactionError<PostgresError>) {
                try await echo.pool.transaction { (transaction) throws(PostgresError) in
                    try await transaction.check(right)
                    try await transaction.check(wrong)
                }
                Issue.record("answers of another type than the function's were taken")
            } catch {
                #expect(error.error.code == .typeMismatch)
            }
        }
    }

    @Test func `another number of answers than questions is an error`() async throws {
        try await Echo.with { echo in
            let short = echo.pipeline.lane(
                ReadShape<Int64, Int64>(rows: { numbers in
                    Statement<Int64>(
                        "SELECT number FROM unnest(\(numbers)) AS number WHERE number > 1"
                    )
                })
            )
            let none = await code(of: Int64(1), in: short)
            #expect(none == .unexpectedRowCount)
            let two = try await short.ask(2)
            #expect(two == 2)
        }
    }
}
