package import SellerModel
import SellerStore

/// The own two-step verification: state, methods, and how ready the person is.
package struct TwoStepView: Sendable {
    package let state: TwoStepState
    /// All but removed and pending ones, active ones first.
    package let methods: [MethodView]
    /// Flags of sharing about this login: nothing is hidden from whom it concerns.
    package let findings: [FindingView]
    /// Active methods that do not fall out together.
    package let independentMethods: Int
    /// Whether an active method needs no network (SEED-36).
    package let travelReady: Bool
    /// What to do next, as sentences.
    package let advice: [String]
}

extension SellerService {
    /// More open findings than there are kinds of them: one user has at most one of each.
    private static let mostFindings = 50

    /// The own two-step verification. Reads only.
    package func twoStep(_ caller: SessionCaller) async throws(SellerError) -> TwoStepView {
        try await transaction(readOnly: true) { (tx) throws(SellerError) in
            let state = try await tx.one(.twoStepState(of: caller.login))
            let methods = try await tx.all(.methods(of: .id(caller.login))).map(\.view)
            let active = methods.filter { $0.state == .active }
            let hasApp = active.contains { $0.kind == .authenticatorApp }
            return TwoStepView(
                state: state,
                methods: methods,
                findings: try await findings(of: caller, tx),
                independentMethods: active.count,
                travelReady: hasApp,
                advice: Self.advice(activeMethods: active.count, hasApp: hasApp)
            )
        }
    }

    private func findings(
        of caller: SessionCaller,
        _ tx: Transaction
    ) async throws(SellerError) -> [FindingView] {
        var findings: [FindingView] = []
        for own in try await tx.all(.users(of: caller.login)) {
            try await tx.choose(own.account)
            findings += try await tx.all(
                .openFindings(of: own.user, in: own.account, limit: Self.mostFindings)
            ).map(FindingView.init)
        }
        return findings
    }

    private static func advice(activeMethods: Int, hasApp: Bool) -> [String] {
        var advice: [String] = []
        if activeMethods < 2 {
            advice.append("Add a second method: without one a lost device locks you out.")
        }
        if !hasApp {
            advice.append("Add an authenticator app: it works without a network.")
        }
        return advice
    }
}
