import Postgres

/// What each step acknowledges, as the rows that may never be lost after it.
extension ReadmeWalk {
    var accountOpened: [Fact] {
        [
            Fact("account", "SELECT count(*) FROM seller_account WHERE name = 'Nordic Lamps'"),
            Fact(
                "primary's invitation",
                "SELECT count(*) FROM invitation WHERE kind = 'primary' AND revoked_at IS NULL"
            ),
            Fact("mail to Ada", mails(to: "ada@example.com", "invitation")),
            Fact("audit of the opening", audit("account.create")),
        ]
    }

    var adaEnrolled: [Fact] {
        enrolled("ada@example.com") + [
            Fact(
                "Ada is the primary",
                """
                SELECT count(*)
                FROM seller_account AS a
                JOIN seller_user AS u ON u.user_id = a.primary_user_id
                JOIN login AS l ON l.login_id = u.login_id
                WHERE a.state = 'open' AND l.email = 'ada@example.com'
                """
            )
        ]
    }

    var adaSignedIn: [Fact] {
        [
            Fact("sessions of ada@example.com", rows: 2, sessions(of: "ada@example.com")),
            Fact("audit of the sign-in", audit("sign_in.code")),
        ]
    }

    var adaGaveUsedCode: [Fact] {
        [
            Fact("counted codes", "SELECT failures::bigint FROM two_step_method"),
            Fact(
                "audit of the used code",
                "SELECT count(*) FROM audit_entry WHERE after ->> 'code' = 'code_already_used'"
            ),
        ]
    }

    var benInvited: [Fact] {
        [
            Fact(
                "Ben's invitation",
                "SELECT count(*) FROM invitation WHERE email = 'ben@example.com'"
            ),
            Fact("mail to Ben", mails(to: "ben@example.com", "invitation")),
            Fact("audit of the invitation", audit("invitations.create")),
        ]
    }

    var benAccepted: [Fact] {
        [
            Fact("counted codes", "SELECT sum(failures) FROM two_step_method"),
            Fact(
                "Ben is pending",
                """
                SELECT count(*)
                FROM seller_user
                JOIN login USING (login_id)
                WHERE email = 'ben@example.com' AND state = 'pending'
                """
            ),
            Fact(
                "Ben's method waits",
                "SELECT count(*) FROM two_step_method WHERE state = 'pending'"
            ),
            Fact("sessions of ben@example.com", rows: 0, sessions(of: "ben@example.com")),
        ]
    }

    var benEnrolled: [Fact] {
        enrolled("ben@example.com") + [
            Fact(
                "Ben is pending",
                rows: 0,
                "SELECT count(*) FROM seller_user WHERE state = 'pending'"
            ),
            Fact(
                "Ben's method waits",
                rows: 0,
                "SELECT count(*) FROM two_step_method WHERE state = 'pending'"
            ),
            Fact(
                "active users",
                rows: 2,
                "SELECT count(*) FROM seller_user WHERE state = 'active'"
            ),
            Fact(
                "grants",
                """
                SELECT count(*)
                FROM permission_grant
                WHERE tool_id = 'inventory' AND level = 'edit'
                """
            ),
        ]
    }

    func benPermitted(version: Int64) -> [Fact] {
        [
            Fact("grants", rows: 2, "SELECT count(*) FROM permission_grant"),
            Fact("version", rows: version, "SELECT max(version) FROM seller_user"),
            Fact("audit of the grants", audit("permissions.replace")),
        ]
    }

    var benFlagged: [Fact] {
        [
            Fact("finding", "SELECT count(*) FROM finding WHERE kind = 'declared'"),
            Fact("audit of the finding", audit("shared_logins.flag")),
            Fact("notice to Ben", mails(to: "ben@example.com", "shared_login_flagged")),
        ]
    }

    private func enrolled(_ email: String) -> [Fact] {
        [
            Fact(
                "\(email) is enrolled",
                """
                SELECT count(*)
                FROM login AS l
                JOIN two_step_method AS m ON m.login_id = l.login_id
                WHERE l.email = \(email)
                  AND l.first_enrolled_at IS NOT NULL
                  AND m.state = 'active'
                  AND m.last_step IS NOT NULL
                """
            ),
            Fact(
                "audit of the enrollment of \(email)",
                rows: 3,
                """
                SELECT count(DISTINCT action)
                FROM audit_entry
                JOIN login USING (login_id)
                WHERE email = \(email)
                  AND outcome = 'done'
                  AND action IN (
                      'invitation.accept', 'sign_in.add_method', 'sign_in.confirm_method'
                  )
                """
            ),
            Fact("sessions of \(email)", sessions(of: email)),
        ]
    }

    private func audit(_ action: String) -> SQL {
        "SELECT count(*) FROM audit_entry WHERE action = \(action) AND outcome = 'done'"
    }

    private func mails(to email: String, _ template: String) -> SQL {
        """
        SELECT count(*)
        FROM outbox_message
        WHERE recipient = \(email) AND template = \(template)
        """
    }

    private func sessions(of email: String) -> SQL {
        """
        SELECT count(*)
        FROM session
        JOIN login USING (login_id)
        WHERE email = \(email) AND ended_at IS NULL
        """
    }
}
