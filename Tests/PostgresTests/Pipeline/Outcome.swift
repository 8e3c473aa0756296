@testable import Postgres

/// The code of what a question came to; nil for an answer.
func code<Q, A>(of question: Q, in lane: ReadLane<Q, A>) async -> PostgresError.Code? {
    do throws(PostgresError) {
        _ = try await lane.ask(question)
        return nil
    } catch {
        return error.code
    }
}
