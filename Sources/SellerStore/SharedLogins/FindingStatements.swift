package import Postgres
package import SellerModel

/// A finding as it is stored.
package struct FindingRow: Sendable, Equatable {
    package let id: ID<Finding>
    /// The user whose login it is about.
    package let user: ID<User>
    /// The name of that user's login.
    package let userName: String
    /// How it was found, as `declared`.
    package let kind: String
    /// How sure it is, as `strong`.
    package let level: String
    package let note: String?
    package let declaredBy: ID<User>?
    package let declarerName: String?
    package let createdAt: Timestamp
}

extension FindingRow {
    private static let columns: SQL = """
        f.finding_id, f.user_id, l.legal_name, f.kind::text, f.level::text, f.note, f.declared_by,
        dl.legal_name, f.created_at
        """

    private static let tables: SQL = """
        finding AS f
        JOIN seller_user AS u ON u.account_id = f.account_id AND u.user_id = f.user_id
        JOIN login AS l ON l.login_id = u.login_id
        LEFT JOIN seller_user AS du
            ON du.account_id = f.account_id AND du.user_id = f.declared_by
        LEFT JOIN login AS dl ON dl.login_id = du.login_id
        """

    static let selection: SQL = """
        SELECT \(columns)
        FROM \(tables)
        """
}

extension Statement where Row == FindingRow {
    /// The open findings of the account, newest first, before one of them.
    package static func openFindings(
        in account: ID<Account>,
        before: ID<Finding>? = nil,
        limit: Int
    ) -> Self {
        Self(
            """
            \(FindingRow.selection)
            WHERE f.account_id = \(account)
              AND \(isOpen)
              AND (\(before)::uuid IS NULL OR f.finding_id < \(before))
            ORDER BY f.finding_id DESC
            LIMIT \(limit)
            """,
            FindingRow.init
        )
    }

    /// The open findings about one user's login, newest first.
    package static func openFindings(
        of user: ID<User>,
        in account: ID<Account>,
        limit: Int
    ) -> Self {
        Self(
            """
            \(FindingRow.selection)
            WHERE f.account_id = \(account)
              AND f.user_id = \(user)
              AND \(isOpen)
            ORDER BY f.finding_id DESC
            LIMIT \(limit)
            """,
            FindingRow.init
        )
    }

    private static var isOpen: SQL { "f.closed_at IS NULL AND f.level <> 'dismissed'" }

    /// One finding of the account.
    package static func finding(_ finding: ID<Finding>, in account: ID<Account>) -> Self {
        Self(
            """
            \(FindingRow.selection)
            WHERE f.account_id = \(account)
              AND f.finding_id = \(finding)
            """,
            FindingRow.init
        )
    }
}

extension Statement where Row == ID<Finding> {
    /// More declarations than anybody reads. Then the oldest go, but the first, which tells since when.
    private static var mostEvidence: Int32 { 100 }

    /// Declares a login as shared. A second declaration adds its evidence to the open finding and
    /// gives that one's id.
    package static func declareShared(
        _ permit: Permit<DeclareSharedLogin>,
        _ finding: ID<Finding>,
        user: ID<User>,
        note: String?,
        evidence: JSONValue
    ) -> Self {
        Self(
            """
            INSERT INTO finding AS open (
                account_id, finding_id, user_id, kind, level, note, declared_by, evidence
            )
            VALUES (
                \(permit.account), \(finding), \(user), 'declared', 'strong', \(note),
                \(permit.actor), \(PostgresJSON(evidence))
            )
            ON CONFLICT (account_id, user_id) WHERE kind = 'declared' AND closed_at IS NULL
            DO UPDATE SET
                note = coalesce(excluded.note, open.note),
                evidence = CASE
                    WHEN jsonb_array_length(open.evidence) < \(mostEvidence) THEN open.evidence
                    ELSE open.evidence - 1
                END || excluded.evidence
            RETURNING finding_id
            """
        )
    }
}
