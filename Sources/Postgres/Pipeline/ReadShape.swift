/// One kind of question that many callers ask at once: a call over arrays, one element a question.
///
/// The statement must only read, keep the order of its arrays, and answer every element.
package struct ReadShape<Question: Sendable, Answer: Sendable>: Sendable {
    let read: @Sendable (isolated PostgresConnection, [Question]) throws(PostgresError) -> [Answer]
    let check: @Sendable (PostgresTransaction) async throws(PostgresError) -> Void

    /// A shape whose statement gives one row a question, in the order of the questions.
    ///
    /// A function that returns a set keeps the order by itself; a join needs
    /// `unnest(…) WITH ORDINALITY` and an `ORDER BY`.
    package init(rows make: @escaping @Sendable ([Question]) -> Statement<Answer>) {
        read = { (connection, questions) throws(PostgresError) in
            try connection.rows(make(questions), in: nil)
        }
        check = { (transaction) throws(PostgresError) in try await transaction.check(make([])) }
    }

    /// A shape whose statement gives one row with one array, which holds the answers in order.
    package init(array make: @escaping @Sendable ([Question]) -> Statement<[Answer]>) {
        read = { (connection, questions) throws(PostgresError) in
            try connection.rows(make(questions), in: nil).theOnlyOne()
        }
        check = { (transaction) throws(PostgresError) in try await transaction.check(make([])) }
    }

    /// A shape whose statement gives any number of rows a question; `gather` makes them the answers,
    /// one a question, in order.
    package init<Row>(
        rows make: @escaping @Sendable ([Question]) -> Statement<Row>,
        gather: @escaping @Sendable ([Row]) -> [Answer]
    ) {
        read = { (connection, questions) throws(PostgresError) in
            gather(try connection.rows(make(questions), in: nil))
        }
        check = { (transaction) throws(PostgresError) in try await transaction.check(make([])) }
    }

    /// The answers, as many as questions; throws `unexpectedRowCount` for another number.
    func answers(
        to questions: [Question],
        on connection: isolated PostgresConnection
    ) throws(PostgresError) -> [Answer] {
        let answers = try read(connection, questions)
        guard answers.count == questions.count else {
            throw PostgresError(
                .unexpectedRowCount,
                "\(answers.count) answers to \(questions.count) questions"
            )
        }
        return answers
    }
}

extension PostgresTransaction {
    /// Prepares the statement of a shape and compares its columns with its answers, without asking.
    package func check<Question, Answer>(
        _ shape: ReadShape<Question, Answer>
    ) async throws(PostgresError) {
        try await shape.check(self)
    }
}
