import Postgres

extension Breach {
    static let all =
        logins + methods + attempts + accounts + grants + others
        + references + foreign + doubled + histories + values

    private static let logins = [
        Breach(
            "login_email_unique",
            """
            INSERT INTO login (login_id, email, legal_name, password_hash)
            VALUES (gen_random_uuid(), 'p1@example.com', 'Other', 'x')
            """
        ),
        Breach("login_email_canonical", "UPDATE login SET email = 'P1@Example.com'"),
        Breach("login_email_canonical", "UPDATE login SET email = 'no address'"),
        Breach("login_legal_name_present", "UPDATE login SET legal_name = ''"),
        Breach(
            "login_first_enrolled_once",
            """
            UPDATE login
            SET first_enrolled_at = NULL
            WHERE login_id = '00000000-0000-0000-0000-0000000000c1'
            """
        ),
    ]

    private static let methods = [
        Breach("two_step_method_app_has_secret", "UPDATE two_step_method SET secret_sealed = NULL"),
        Breach("two_step_method_active_since", "UPDATE two_step_method SET activated_at = NULL"),
        Breach("two_step_method_pending_ends", "UPDATE two_step_method SET state = 'pending'"),
        Breach("two_step_method_failures_counted", "UPDATE two_step_method SET failures = -1"),
        Breach(
            "two_step_method_one_preferred",
            """
            INSERT INTO two_step_method
                (method_id, login_id, kind, state, name, secret_sealed, preferred, activated_at)
            SELECT gen_random_uuid(), login_id, kind, state, 'Second', 'x', true, now()
            FROM two_step_method
            """
        ),
    ]

    private static let attempts = [
        // A password alone never enrolls.
        Breach(
            "sign_in_attempt_enrolls_by_ticket",
            "UPDATE sign_in_attempt SET state = 'enrollment_required'"
        ),
        Breach(
            "sign_in_attempt_ticket_kind",
            "UPDATE sign_in_attempt SET ticket_kind = 'override', ticket_id = gen_random_uuid()"
        ),
        Breach(
            "sign_in_attempt_ticket_whole",
            "UPDATE sign_in_attempt SET ticket_kind = 'invitation'"
        ),
        Breach("sign_in_attempt_context", "UPDATE sign_in_attempt SET context = 'support'"),
        Breach(
            "session_method_own",
            """
            INSERT INTO session
                (session_id, login_id, token_digest, attempt_id, method_id, expires_at, idle_seconds)
            SELECT
                gen_random_uuid(), login_id, 's', attempt_id,
                '00000000-0000-0000-0000-0000000000e2', now() + interval '12 hours', 1800
            FROM sign_in_attempt
            WHERE attempt_id = '00000000-0000-0000-0000-000000000031'
            """
        ),
    ]

    private static let accounts = [
        Breach("service_name_present", "UPDATE service SET name = ''"),
        Breach("account_name_present", "UPDATE seller_account SET name = ''"),
        Breach("account_user_limit_positive", "UPDATE seller_account SET user_limit = 0"),
        Breach(
            "seller_user_login_exists",
            """
            INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
            SELECT account_id, gen_random_uuid(), gen_random_uuid(), 'secondary', 'pending'
            FROM seller_account
            """
        ),
        Breach(
            "invitation_one_live",
            """
            INSERT INTO invitation
                (account_id, invitation_id, email, name, kind, token_digest, invited_by, expires_at)
            SELECT account_id, gen_random_uuid(), email, name, kind, 'again', invited_by, expires_at
            FROM invitation
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
        Breach("invitation_inviter_known", "UPDATE invitation SET invited_by = NULL"),
        Breach("invitation_accepted_by_user", "UPDATE invitation SET accepted_at = now()"),
        Breach("invitation_email_canonical", "UPDATE invitation SET email = 'NEW@example.com'"),
        Breach(
            "invitation_inviter_same_account",
            """
            UPDATE invitation
            SET invited_by = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
    ]

    private static let grants = [
        Breach("permission_grant_within_catalogue", "UPDATE permission_grant SET level = 'admin'"),
        Breach("permission_grant_within_catalogue", "UPDATE permission_grant SET level = 'none'"),
        Breach("permission_grant_scope", "UPDATE permission_grant SET scope = 'Europe'"),
        // The copy of the maximum cannot be made higher than the catalogue's.
        Breach("permission_grant_tool_exists", "UPDATE permission_grant SET tool_max = 'admin'"),
        Breach(
            "permission_grant_giver_same_account",
            """
            UPDATE permission_grant
            SET given_by = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
    ]

    private static let others = [
        Breach("finding_declared_by_somebody", "UPDATE finding SET declared_by = NULL"),
        Breach(
            "finding_one_declared",
            """
            INSERT INTO finding (account_id, finding_id, user_id, kind, level, declared_by)
            SELECT account_id, gen_random_uuid(), user_id, kind, level, declared_by
            FROM finding
            """
        ),
        Breach("audit_entry_outcome", "UPDATE audit_entry SET outcome = 'maybe'"),
        Breach(
            "budget_used_positive",
            "INSERT INTO budget (kind, subject, window_start, used) VALUES ('k', 's', now(), 0)"
        ),
    ]
}
