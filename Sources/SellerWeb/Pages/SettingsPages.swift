import SellerModel
import SellerService

/// Advanced Security Settings, to read, and signing out.
struct SettingsPages: Sendable {
    let service: SellerService

    func register(in pages: Pages) {
        pages.add(.shown("/")) { _ in .redirect("/settings/login") }
        pages.add(.shown("/settings/login"), settings)
        pages.add(.sent("/sign-out"), signOut)
    }

    private func settings(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let session = try await asked.session(service)
        let scene = SettingsScene(
            person: try await service.whoAmI(session),
            twoStep: try await service.twoStep(session),
            sessions: try await service.listSessions(session)
        )
        return .page(scene)
    }

    private func signOut(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let session = try await asked.session(service)
        try await service.endSession(session, facts: asked.facts)
        return .redirect("/sign-in", setting: [.forget(.session)])
    }
}

/// What a login is, how it is protected, and where it is signed in.
struct SettingsScene: PageScene {
    /// A method in a person's words.
    struct MethodRow: Sendable {
        let label: String
        let kind: String
        let state: String
    }

    /// An account that the login is a user of.
    struct AccountRow: Sendable {
        let name: String
        let role: String
        let state: String
    }

    /// A live session.
    struct SessionRow: Sendable {
        let program: String
        let current: Bool
        let address: String
        let lastSeen: String
    }

    /// A flag of sharing: nothing is hidden from whom it concerns.
    struct FindingRow: Sendable {
        let declarer: String
        let note: String?
        let risks: [String]
        let recommendation: String

        init(_ view: FindingView) {
            declarer = view.declarerName ?? "Seller Accounts"
            note = view.note
            risks = view.risks.map(\.text)
            recommendation = view.recommendation
        }
    }

    static let template = PageTemplate.settings
    let title = "Advanced Security Settings"
    let name: String
    let email: String
    let sessionEnds: String
    let state: String
    /// The class of the state's sentence: `good` or `wrong`.
    let stateTone: String
    let methods: [MethodRow]
    let advice: [String]
    let findings: [FindingRow]
    let accounts: [AccountRow]
    let sessions: [SessionRow]

    init(person: WhoAmI, twoStep: TwoStepView, sessions: [SessionView]) {
        name = person.name
        email = person.email
        sessionEnds = person.expiresAt.words
        state = twoStep.state.words
        stateTone = twoStep.state == .enrolled ? "good" : "wrong"
        methods = twoStep.methods.map { view in
            MethodRow(
                label: view.label,
                kind: view.kind.words,
                state: view.preferred ? "\(view.state.rawValue), preferred" : view.state.rawValue
            )
        }
        advice = twoStep.advice
        findings = twoStep.findings.map(FindingRow.init)
        accounts = person.accounts.map { own in
            AccountRow(name: own.name, role: own.kind.rawValue, state: own.state.rawValue)
        }
        self.sessions = sessions.map { view in
            SessionRow(
                program: ProgramName.words(view.userAgent),
                current: view.isCurrent,
                address: view.address ?? "unknown",
                lastSeen: view.lastSeenAt.words
            )
        }
    }
}

extension TwoStepState {
    /// The state as a sentence to its person.
    var words: String {
        switch self {
        case .enrolled: "On: every sign-in asks for a code."
        case .turnedOff: "Turned off; every sign-in asks for a code all the same."
        case .notEnrolled: "Not set up."
        case .recoveryRequired: "No method works any more: recover this login."
        }
    }
}

extension Timestamp {
    /// The moment to the minute, as `2026-01-31 12:00 UTC`.
    var words: String {
        let text = Array(rfc3339.utf8)
        guard text.count >= 16 else { return rfc3339 }
        let date = String(decoding: text.prefix(10), as: UTF8.self)
        let time = String(decoding: text.dropFirst(11).prefix(5), as: UTF8.self)
        return "\(date) \(time) UTC"
    }
}
