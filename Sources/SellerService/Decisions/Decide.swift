import Postgres
package import SellerModel
import SellerStore

extension SellerService {
    /// Whether a user may do something, as a service asks: strict, so that a change that was
    /// committed before the call is seen, whichever process made it.
    ///
    /// Throws `unauthenticated` for a token of no service, `unavailable` when too many ask.
    package func decide(
        _ question: AccessQuestion,
        for caller: ServiceCaller
    ) async throws(SellerError) -> Decision {
        let answer: Int16
        do {
            answer = try await reads.decisions.ask(ServiceQuestion(digest: caller.digest, question))
        } catch {
            throw SellerError(error, environment.logger)
        }
        guard let decision = Decision(answer) else {
            throw SellerError(.internal, "the database answered \(answer) to a question")
        }
        if decision.reason == .unknownService { throw .noService }
        return decision
    }

    /// As `decide(_:for:)`, for callers without a task: `tell` gets nil for everything but a decision,
    /// and `decide(_:for:)` then says what it is.
    ///
    /// It is called once, perhaps before this returns and mostly on the database connection's thread.
    package func decide(
        _ question: AccessQuestion,
        for caller: ServiceCaller,
        tell: @escaping @Sendable (Decision?) -> Void
    ) {
        reads.decisions.ask(ServiceQuestion(digest: caller.digest, question)) { result in
            guard case .success(let answer) = result, let decision = Decision(answer),
                decision.reason != .unknownService
            else { return tell(nil) }
            tell(decision)
        }
    }
}
