import Postgres

extension Breach {
    /// What there may be once.
    static let doubled = [
        Breach(
            "seller_user_one_live",
            """
            INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
            SELECT account_id, gen_random_uuid(), login_id, 'partner', 'pending'
            FROM seller_user
            """
        ),
        Breach(
            "seller_user_id_unique",
            """
            INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
            VALUES (
                '00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000b1',
                '00000000-0000-0000-0000-0000000000c3', 'secondary', 'pending'
            )
            """
        ),
        Breach(
            "seller_user_external_id_unique",
            """
            INSERT INTO seller_user (account_id, user_id, login_id, kind, state, external_id)
            SELECT '00000000-0000-0000-0000-0000000000a1', gen_random_uuid(), login_id, 'secondary',
                'pending', 'E1'
            FROM login
            WHERE login_id <> '00000000-0000-0000-0000-0000000000c1'
            """
        ),
        Breach(
            "invitation_id_unique",
            """
            INSERT INTO invitation
                (account_id, invitation_id, email, name, kind, token_digest, expires_at)
            VALUES (
                '00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000d1',
                'a@example.com', 'A', 'primary', 'other', now()
            )
            """
        ),
        Breach("invitation_token_unique", "UPDATE invitation SET token_digest = 'same'"),
        Breach(
            "finding_id_unique",
            """
            INSERT INTO finding (account_id, finding_id, user_id, kind, level)
            VALUES (
                '00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-000000000091',
                '00000000-0000-0000-0000-0000000000b2', 'transferred', 'note'
            )
            """
        ),
        Breach(
            "service_token_unique",
            """
            INSERT INTO service (service_id, name, token_digest)
            SELECT gen_random_uuid(), name, token_digest
            FROM service
            """
        ),
        Breach(
            "device_token_unique",
            """
            INSERT INTO device (device_id, login_id, token_digest)
            SELECT gen_random_uuid(), login_id, token_digest
            FROM device
            """
        ),
        Breach("sign_in_attempt_token_unique", "UPDATE sign_in_attempt SET token_digest = 'same'"),
        Breach(
            "mailbox_link_token_unique",
            """
            INSERT INTO mailbox_link
                (mailbox_link_id, login_id, asked_by_attempt, token_digest, expires_at)
            SELECT gen_random_uuid(), login_id, asked_by_attempt, token_digest, expires_at
            FROM mailbox_link
            """
        ),
        Breach(
            "session_one_per_attempt",
            """
            INSERT INTO session
                (session_id, login_id, token_digest, attempt_id, method_id, expires_at, idle_seconds)
            SELECT
                gen_random_uuid(), login_id, 'other', attempt_id, method_id, expires_at, idle_seconds
            FROM session
            """
        ),
        Breach(
            "session_token_unique",
            """
            INSERT INTO session
                (session_id, login_id, token_digest, attempt_id, method_id, expires_at, idle_seconds)
            SELECT
                gen_random_uuid(), login_id, token_digest, '00000000-0000-0000-0000-000000000031',
                method_id, expires_at, idle_seconds
            FROM session
            """
        ),
        Breach(
            "step_up_token_unique",
            """
            INSERT INTO step_up
                (step_up_id, token_digest, session_id, login_id, operation, expires_at)
            SELECT gen_random_uuid(), token_digest, session_id, login_id, operation, expires_at
            FROM step_up
            """
        ),
    ]

    /// What happened, happened once and in order.
    static let histories = [
        Breach(
            "two_step_method_step_upwards",
            "UPDATE two_step_method SET last_step = last_step - 1"
        ),
        Breach(
            "two_step_history_in_order",
            "UPDATE two_step_history SET valid_to = valid_from - interval '1 second'"
        ),
        Breach(
            "user_state_history_in_order",
            "UPDATE user_state_history SET valid_to = valid_from - interval '1 second'"
        ),
        Breach(
            "grant_history_in_order",
            "UPDATE grant_history SET valid_to = valid_from - interval '1 second'"
        ),
        Breach(
            "two_step_history_one_open",
            """
            INSERT INTO two_step_history (login_id, state, valid_from)
            SELECT login_id, state, valid_from + interval '1 second'
            FROM two_step_history
            """
        ),
        Breach(
            "user_state_history_one_open",
            """
            INSERT INTO user_state_history (account_id, user_id, state, valid_from)
            SELECT account_id, user_id, state, valid_from + interval '1 second'
            FROM user_state_history
            """
        ),
        Breach(
            "grant_history_one_open",
            """
            INSERT INTO grant_history (account_id, user_id, tool_id, scope, level, valid_from)
            SELECT account_id, user_id, tool_id, scope, level, valid_from + interval '1 second'
            FROM grant_history
            """
        ),
    ]

    /// Values that mean nothing.
    static let values = [
        Breach("login_stranger_failures_counted", "UPDATE login SET stranger_failures = -1"),
        Breach(
            "two_step_method_failures_counted",
            "UPDATE two_step_method SET stranger_failures = failures + 1"
        ),
        Breach(
            "mailbox_link_used_or_void",
            "UPDATE mailbox_link SET used_at = now(), voided_at = now()"
        ),
        Breach("account_primary_exactly_one", "UPDATE seller_account SET primary_user_id = NULL"),
        Breach(
            "invitation_accepted_or_revoked",
            """
            UPDATE invitation
            SET accepted_at = now(), revoked_at = now(), user_id = invited_by
            """
        ),
        Breach("invitation_grant_scope", "UPDATE invitation_grant SET scope = 'Europe'"),
        Breach("invitation_grant_within_catalogue", "UPDATE invitation_grant SET level = 'admin'"),
        Breach("session_idle_positive", "UPDATE session SET idle_seconds = 0"),
        Breach("step_up_validated_by_method", "UPDATE step_up SET validated_at = now()"),
        Breach("step_up_spent_after_code", "UPDATE step_up SET spent_at = now()"),
        Breach("tool_max_level_some", "UPDATE tool SET max_level = 'none'"),
        Breach("tool_action_level_some", "UPDATE tool_action SET level = 'none'"),
        Breach("tool_prerequisite", "UPDATE tool SET prerequisite = 'luck'"),
        Breach("outbox_message_channel", "UPDATE outbox_message SET channel = 'sms'"),
        Breach("outbox_message_attempts_counted", "UPDATE outbox_message SET attempts = -1"),
    ]
}
