package import Postgres
package import SellerModel

/// Which login: by its id, or by its address, so that nothing has to be asked before.
package enum LoginKey: Sendable {
    case id(ID<Login>)
    /// Nil is nobody's.
    case email(EmailAddress?)

    var sql: SQL {
        switch self {
        case .id(let login): "\(login)"
        case .email(let address): "(SELECT login_id FROM login WHERE email = \(address))"
        }
    }
}

/// What the gate decides by, at one moment.
package struct LoginStanding: Sendable {
    package let twoStep: TwoStepState
    /// Whether the password of the login counts as known to others.
    package let isPasswordExposed: Bool
    /// When that was, by the clock that lifetimes are judged by.
    package let readAt: Timestamp

    /// A standing as it was read.
    package init(twoStep: TwoStepState, isPasswordExposed: Bool, readAt: Timestamp) {
        self.twoStep = twoStep
        self.isPasswordExposed = isPasswordExposed
        self.readAt = readAt
    }
}

extension Statement where Row == LoginStanding {
    /// The derived 2SV state of a login, from the view that reports read too, and whether strangers
    /// know its password.
    package static func standing(of login: LoginKey, strangerFailures limit: Int) -> Self {
        Self(
            """
            SELECT v.state, \(isExposed(limit)), now()
            FROM login AS l
            JOIN login_two_step AS v ON v.login_id = l.login_id
            WHERE l.login_id = \(login.sql)
            """
        ) { state, isExposed, now in
            LoginStanding(twoStep: state, isPasswordExposed: isExposed, readAt: now)
        }
    }
}

extension Statement where Row == ID<Login> {
    /// The login, if it still stands as it was read.
    package static func unchanged(
        _ standing: LoginStanding,
        of login: ID<Login>,
        strangerFailures limit: Int
    ) -> Self {
        Self(
            """
            SELECT l.login_id
            FROM login AS l
            JOIN login_two_step AS v ON v.login_id = l.login_id
            WHERE l.login_id = \(login)
              AND v.state = \(standing.twoStep)
              AND (\(isExposed(limit))) = \(standing.isPasswordExposed)
            """
        )
    }
}

/// The count of strangers' wrong codes by itself says so too: a process that died between the tenth
/// code and the note of it must not give strangers another ten.
private func isExposed(_ limit: Int) -> SQL {
    """
    l.password_exposed_at IS NOT NULL OR l.stranger_failures >= \(Int32(clamping: limit))
    """
}
