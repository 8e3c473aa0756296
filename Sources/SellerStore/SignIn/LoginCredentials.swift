package import Postgres
package import SellerModel

/// What a password is compared with.
package struct LoginCredentials: Sendable {
    package let login: ID<Login>
    package let email: String
    package let name: String
    /// The encoded Argon2id hash.
    package let passwordHash: String
    /// Since when it is this password; a hash with newer parameters changes nothing of it.
    package let passwordChangedAt: Timestamp
}

extension Statement where Row == LoginCredentials {
    /// The login behind an address; no row when there is none, or no address.
    package static func credentials(of email: EmailAddress?) -> Self {
        Self(
            """
            SELECT login_id, email, legal_name, password_hash, password_changed_at
            FROM login
            WHERE email = \(email)
            """
        ) { login, email, name, hash, changedAt in
            LoginCredentials(
                login: login,
                email: email,
                name: name,
                passwordHash: hash,
                passwordChangedAt: changedAt
            )
        }
    }
}

extension Statement where Row == TwoStepState {
    /// The derived 2SV state of a login alone.
    package static func twoStepState(of login: ID<Login>) -> Self {
        Self("SELECT state FROM login_two_step WHERE login_id = \(login)")
    }
}

extension Statement where Row == ID<Login> {
    /// Holds a login against an enrollment that runs meanwhile, so that its state is read once.
    package static func holdLogin(_ login: ID<Login>) -> Self {
        Self("SELECT login_id FROM login WHERE login_id = \(login) FOR SHARE")
    }

    /// The login, held, if its password is still the one of that time.
    package static func samePassword(_ login: ID<Login>, since changedAt: Timestamp) -> Self {
        Self(
            """
            SELECT login_id
            FROM login
            WHERE login_id = \(login)
              AND password_changed_at = \(changedAt)
            FOR SHARE
            """
        )
    }

    /// Keeps a login from being locked for a change, for those who will lock its method: whoever
    /// changes both takes the login first.
    package static func keepLogin(_ login: ID<Login>) -> Self {
        Self("SELECT login_id FROM login WHERE login_id = \(login) FOR KEY SHARE")
    }

    /// Locks a login for a change of what hangs on it.
    package static func lockLogin(_ login: ID<Login>) -> Self {
        Self("SELECT login_id FROM login WHERE login_id = \(login) FOR UPDATE")
    }
}

extension Statement where Row == Void {
    /// Stores a hash made with newer parameters, unless the password was changed meanwhile.
    package static func renewHash(_ hash: String, of login: ID<Login>, was old: String) -> Self {
        Self(
            """
            UPDATE login
            SET password_hash = \(hash)
            WHERE login_id = \(login)
              AND password_hash = \(old)
            """
        )
    }
}
