import SellerCrypto
package import SellerModel
import SellerStore

extension SellerService {
    /// Spends a step-up in the transaction of the change that it was named for, once.
    ///
    /// Throws `stepUpRequired`, with what to name, for none and for one of another session,
    /// operation or target, without a code, spent or late: all alike.
    package func spendStepUp(
        _ token: String?,
        session: SessionCaller,
        operation: OperationName,
        target: String?,
        in tx: Transaction
    ) async throws(SellerError) {
        let required = SellerError.stepUpRequired(operation, target: target)
        guard let token, let secret = SecretToken(parsing: token, as: .stepUp) else {
            throw required
        }
        let spent = try await tx.first(
            .spendStepUp(
                digest: secret.digest,
                session: session.session,
                operation: operation.rawValue,
                target: target
            )
        )
        if spent == nil { throw required }
    }
}

extension SellerError {
    /// What asks for a code for one named change.
    package static func stepUpRequired(_ operation: OperationName, target: String?) -> SellerError {
        SellerError(
            .stepUpRequired,
            "This change needs a code of its own.",
            next: "step_up:\(operation.rawValue):\(target ?? "")"
        )
    }
}
