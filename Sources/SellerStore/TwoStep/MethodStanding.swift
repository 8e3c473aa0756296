package import Postgres
package import SellerModel

/// Why a method takes no code now.
package struct MethodStanding: Sendable {
    package let state: MethodState
    package let failures: Int32
    /// Seconds until a pause ends; nil without one.
    package let pausedSeconds: Int64?
    /// Whether a pending method's time is over.
    package let isLate: Bool
}

extension Statement where Row == MethodStanding {
    /// How a method of a login stands, to say why it takes no code of such a device.
    package static func standing(
        of method: ID<Method>,
        of login: ID<Login>,
        on device: TryingDevice
    ) -> Self {
        Self(
            """
            SELECT
                state, failures,
                CASE
                    WHEN paused_until > now()
                        OR (\(device == .stranger) AND strangers_paused_until > now())
                        THEN ceil(
                            extract(
                                epoch FROM greatest(
                                    paused_until,
                                    CASE
                                        WHEN \(device == .stranger) THEN strangers_paused_until
                                    END
                                ) - now()
                            )
                        )::bigint
                END,
                pending_until IS NOT NULL AND pending_until <= now()
            FROM two_step_method
            WHERE method_id = \(method)
              AND login_id = \(login)
            """
        ) { state, failures, paused, isLate in
            MethodStanding(
                state: state,
                failures: failures,
                pausedSeconds: paused,
                isLate: isLate
            )
        }
    }
}
