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
}
