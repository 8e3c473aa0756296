import SellerCrypto
package import SellerModel
import SellerStore

/// A step-up that waits for its code.
package struct StepUpView: Sendable {
    /// The token that names it, and that the change carries later.
    package let token: String
    /// The methods that can give its code.
    package let methods: [MethodView]
    /// When it ends.
    package let expiresAt: Timestamp
}

extension SellerService {
    /// Names the one change that a code is to be given for, before the code is given.
    ///
    /// `operation` is a name of the operation table that can ask for a step-up; `target` the id of
    /// the path, or nil. Throws `invalid` for others.
    package func startStepUp(
        _ caller: SessionCaller,
        operation: String,
        target: String?
    ) async throws(SellerError) -> StepUpView {
        guard let name = OperationName(rawValue: operation),
            let row = OperationCatalogue.row(name), row.stepUp != .never
        else { throw .invalid("/operation", "No operation of this name asks for a step-up.") }
        guard target.map(Self.isTarget) ?? true else {
            throw .invalid("/target", "A target is an id of the path, or null.")
        }
        let token = environment.newToken(.stepUp)
        return try await transaction { (tx) throws(SellerError) in
            let (ends, methods) = try await tx.together(
                .beginStepUp(
                    NewStepUp(
                        id: environment.newID(),
                        digest: token.digest,
                        session: caller.session,
                        login: caller.login,
                        operation: operation,
                        target: target,
                        lifetimeSeconds: limits.stepUpSeconds
                    ),
                    validatedBy: nil
                ),
                .methods(of: .id(caller.login))
            )
            guard let expiresAt = ends.first else { throw .lateStepUp }
            return StepUpView(
                token: token.text,
                methods: Self.answering(methods, in: .codeRequired),
                expiresAt: expiresAt
            )
        }
    }

    /// Ids are short and of visible ASCII; anything else can match nothing.
    private static func isTarget(_ text: String) -> Bool {
        let visible = UInt8(ascii: "!")...UInt8(ascii: "~")
        return (1...200).contains(text.utf8.count) && text.utf8.allSatisfy(visible.contains)
    }
}
