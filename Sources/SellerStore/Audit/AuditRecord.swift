package import SellerModel

/// One entry of the trail: who did what to whom, from where, and what changed (AUD-02).
package struct AuditRecord: Sendable {
    /// Whether it happened or was refused.
    package enum Outcome: String, Sendable {
        case done
        case refused
    }

    /// What was done, as the operation's name or a word of its own.
    package var action: String
    /// Whether it happened.
    package var outcome: Outcome
    /// Who did it.
    package var actor: AuditActor
    /// To whom or what.
    package var target: AuditTarget?
    /// The account whose trail it is in; nil for what concerns a login alone.
    package var account: ID<Account>?
    /// The login that it concerns.
    package var login: ID<Login>?
    /// The session in which it was done.
    package var session: ID<Session>?
    /// The method whose code allowed it.
    package var method: ID<Method>?
    /// The network address that it came from.
    package var address: String?
    /// The browser or program that it came from.
    package var userAgent: String?
    /// The request's id, as in the log.
    package var requestID: String?
    /// The caller's trace that the request belongs to.
    package var traceID: String?
    /// What held before; never a secret.
    package var before: JSONValue?
    /// What holds after; never a secret.
    package var after: JSONValue?

    /// An entry with what every entry has; the rest is set where it is known.
    package init(
        _ action: String,
        _ outcome: Outcome = .done,
        by actor: AuditActor,
        on target: AuditTarget? = nil
    ) {
        self.action = action
        self.outcome = outcome
        self.actor = actor
        self.target = target
    }
}

/// Who did something.
package enum AuditActor: Sendable, Equatable {
    /// Whoever runs the service, on its host.
    case `operator`
    /// The service by itself.
    case system
    /// Somebody who is not signed in.
    case stranger
    /// A person, outside any account.
    case login(ID<Login>)
    /// A person as a user of the entry's account.
    case user(ID<User>, ID<Login>)

    var kind: String {
        switch self {
        case .operator: "operator"
        case .system: "system"
        case .stranger: "stranger"
        case .login: "login"
        case .user: "user"
        }
    }

    var login: ID<Login>? {
        switch self {
        case .operator, .system, .stranger: nil
        case .login(let login), .user(_, let login): login
        }
    }

    var user: ID<User>? {
        guard case .user(let user, _) = self else { return nil }
        return user
    }
}

/// What something was done to.
package struct AuditTarget: Sendable, Equatable {
    let kind: String
    let id: String

    /// A thing with an id, under the name of its kind.
    package static func of<Kind>(_ kind: String, _ id: ID<Kind>) -> AuditTarget {
        AuditTarget(kind: kind, id: id.text)
    }
}
