package import Postgres
package import SellerModel

/// Bounds of the windows that tries and mails are counted in.
package enum BudgetLimits {
    /// A day: a window is removed when two of these have passed since it began.
    package static let longestWindowSeconds: Int64 = 86_400
}

/// A window that something is counted in, and how much it takes.
package struct Budget: Sendable {
    /// What is counted.
    package let kind: String
    /// By what: an opaque key, which tells no address.
    package let subject: [UInt8]
    package let windowSeconds: Int64
    package let limit: Int

    /// A budget of `limit` in a window, at most `BudgetLimits.longestWindowSeconds` long.
    package init(_ kind: String, subject: [UInt8], windowSeconds: Int64, limit: Int) {
        precondition(
            (1...BudgetLimits.longestWindowSeconds).contains(windowSeconds),
            "A window is at most a day long, or its tries would be forgotten too early."
        )
        self.kind = kind
        self.subject = subject
        self.windowSeconds = windowSeconds
        self.limit = limit
    }
}

extension Statement where Row == Int32? {
    /// Counts one try into each budget, in their order, and gives the place (from 0) of the first
    /// that is full; nil if none is. What comes after a full one is not counted.
    ///
    /// Windows are cut from the clock, so that one statement both opens and counts.
    package static func count(in budgets: [Budget]) -> Self {
        Self(
            """
            SELECT count_in_budgets(
                \(budgets.map(\.kind)),
                \(budgets.map { PostgresBytes($0.subject) }),
                \(budgets.map(\.windowSeconds)),
                \(budgets.map { Int32(clamping: $0.limit) })
            )
            """
        )
    }
}

/// What a password try was counted in.
package struct CountedPassword: Sendable {
    /// Whether it came from a device that the login signed in with before.
    package let isKnownDevice: Bool
    /// The place (from 0) of the first of its budgets that is full; nil if none is.
    package let full: Int32?
}

extension Statement where Row == CountedPassword {
    /// Counts a password try in the budget of a known device, or else in those of strangers.
    ///
    /// One statement for both, whatever stands behind the address: the time tells nothing of it.
    package static func countPassword(
        at email: EmailAddress?,
        device digest: [UInt8],
        known: Budget,
        strangers: [Budget]
    ) -> Self {
        Self(
            """
            SELECT
                d.is_known,
                count_in_budgets(
                    CASE WHEN d.is_known THEN \([known.kind]) ELSE \(strangers.map(\.kind)) END,
                    CASE
                        WHEN d.is_known THEN \([PostgresBytes(known.subject)])
                        ELSE \(strangers.map { PostgresBytes($0.subject) })
                    END,
                    CASE
                        WHEN d.is_known THEN \([known.windowSeconds])
                        ELSE \(strangers.map(\.windowSeconds))
                    END,
                    CASE
                        WHEN d.is_known THEN \([Int32(clamping: known.limit)])
                        ELSE \(strangers.map { Int32(clamping: $0.limit) })
                    END
                )
            FROM (
                SELECT EXISTS (
                    SELECT 1
                    FROM device AS d
                    JOIN login AS l ON l.login_id = d.login_id
                    WHERE d.token_digest = \(PostgresBytes(digest))
                      AND d.first_seen_at IS NOT NULL
                      AND l.email = \(email)
                ) AS is_known
                OFFSET 0
            ) AS d
            """
        ) { isKnown, full in CountedPassword(isKnownDevice: isKnown, full: full) }
    }
}
