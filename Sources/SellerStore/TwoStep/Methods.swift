package import Postgres
package import SellerModel

/// A method as its person sees it, with what readiness is judged by.
package struct MethodRow: Sendable {
    package let view: MethodView
    package let activatedAt: Timestamp?
    package let lastUsedAt: Timestamp?
}

extension Statement where Row == MethodRow {
    /// The methods of a login that are not removed or pending, the preferred one first.
    package static func methods(of login: LoginKey) -> Self {
        Self(
            """
            SELECT method_id, kind, name, preferred, state, activated_at, last_used_at
            FROM two_step_method
            WHERE login_id = \(login.sql)
              AND state IN ('active', 'lost', 'disabled')
            ORDER BY state <> 'active', NOT preferred, activated_at, method_id
            """
        ) { id, kind, name, preferred, state, activatedAt, lastUsedAt in
            MethodRow(
                view: MethodView(
                    id: id,
                    kind: kind,
                    label: name,
                    preferred: preferred,
                    state: state
                ),
                activatedAt: activatedAt,
                lastUsedAt: lastUsedAt
            )
        }
    }
}

extension Statement where Row == Void {
    /// Stores the first method of a login, which nothing but its own attempt can confirm.
    package static func addPendingApp(
        _ method: ID<Method>,
        of login: ID<Login>,
        by attempt: ID<Attempt>,
        name: String,
        sealedSecret: [UInt8],
        lifetimeSeconds: Int64
    ) -> Self {
        Self(
            """
            INSERT INTO two_step_method (
                method_id, login_id, kind, state, name, secret_sealed, pending_until,
                pending_attempt
            )
            VALUES (
                \(method), \(login), 'authenticator_app', 'pending', \(name),
                \(PostgresBytes(sealedSecret)), now() + make_interval(secs => \(lifetimeSeconds)),
                \(attempt)
            )
            """
        )
    }

    /// Removes the pending methods that an attempt began, with their secrets.
    package static func removePending(by attempt: ID<Attempt>, of login: ID<Login>) -> Self {
        Self(
            """
            UPDATE two_step_method
            SET state = 'removed', secret_sealed = NULL, ended_at = now()
            WHERE login_id = \(login)
              AND pending_attempt = \(attempt)
              AND state = 'pending'
            """
        )
    }

    /// Removes every pending method of a login, with its secret.
    package static func removePending(of login: ID<Login>) -> Self {
        Self(
            """
            UPDATE two_step_method
            SET state = 'removed', secret_sealed = NULL, ended_at = now()
            WHERE login_id = \(login)
              AND state = 'pending'
            """
        )
    }
}
