import Postgres

extension Breach {
    /// Rows that refer to nothing.
    static let references = [
        Breach(
            "device_login_exists",
            """
            INSERT INTO device (device_id, login_id, token_digest)
            VALUES (gen_random_uuid(), gen_random_uuid(), 'other')
            """
        ),
        Breach(
            "two_step_method_login_exists",
            """
            INSERT INTO two_step_method (method_id, login_id, kind, state, name)
            VALUES (gen_random_uuid(), gen_random_uuid(), 'phone', 'removed', 'Phone')
            """
        ),
        Breach(
            "two_step_history_login_exists",
            """
            INSERT INTO two_step_history (login_id, state, valid_from)
            VALUES (gen_random_uuid(), 'enrolled', now())
            """
        ),
        Breach(
            "sign_in_attempt_login_exists",
            """
            INSERT INTO sign_in_attempt
                (attempt_id, login_id, token_digest, state, entry_point, context, expires_at)
            VALUES (
                gen_random_uuid(), gen_random_uuid(), 'other', 'code_required', 'api', 'selling', now()
            )
            """
        ),
        Breach(
            "seller_user_account_exists",
            """
            INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
            SELECT gen_random_uuid(), gen_random_uuid(), login_id, 'secondary', 'pending'
            FROM login
            """
        ),
        Breach(
            "invitation_account_exists",
            """
            INSERT INTO invitation
                (account_id, invitation_id, email, name, kind, token_digest, expires_at)
            VALUES (
                gen_random_uuid(), gen_random_uuid(), 'a@example.com', 'A', 'primary', 'other', now()
            )
            """
        ),
        Breach(
            "invitation_login_exists",
            "UPDATE invitation SET made_login_id = gen_random_uuid()"
        ),
        Breach(
            "invitation_grant_invitation_exists",
            "UPDATE invitation_grant SET invitation_id = gen_random_uuid()"
        ),
        Breach("invitation_grant_tool_exists", "UPDATE invitation_grant SET tool_max = 'admin'"),
        Breach("session_account_exists", "UPDATE session SET account_id = gen_random_uuid()"),
        Breach("step_up_session_own", "UPDATE step_up SET session_id = gen_random_uuid()"),
        Breach(
            "tool_action_tool_exists",
            """
            INSERT INTO tool_action (tool_id, action, level)
            VALUES ('nothing', 'view', 'view')
            """
        ),
        Breach("tool_section_exists", "UPDATE tool SET section_id = 'nowhere'"),
    ]

    /// Rows that refer to what belongs to another login or account.
    static let foreign = [
        Breach(
            "two_step_method_attempt_own",
            """
            UPDATE two_step_method
            SET pending_attempt = '00000000-0000-0000-0000-0000000000f2'
            WHERE login_id = '00000000-0000-0000-0000-0000000000c1'
            """
        ),
        Breach(
            "sign_in_attempt_device_own",
            """
            UPDATE sign_in_attempt
            SET device_id = '00000000-0000-0000-0000-000000000081'
            WHERE login_id = '00000000-0000-0000-0000-0000000000c2'
            """
        ),
        Breach(
            "mailbox_link_attempt_own",
            """
            UPDATE mailbox_link
            SET asked_by_attempt = '00000000-0000-0000-0000-0000000000f2'
            """
        ),
        Breach(
            "session_attempt_own",
            """
            UPDATE session
            SET attempt_id = '00000000-0000-0000-0000-0000000000f2'
            """
        ),
        Breach("session_device_own", "UPDATE session SET device_id = gen_random_uuid()"),
        Breach(
            "step_up_method_own",
            """
            UPDATE step_up
            SET method_id = '00000000-0000-0000-0000-0000000000e2'
            """
        ),
        Breach(
            "account_primary_own_user",
            """
            UPDATE seller_account
            SET primary_user_id = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
        Breach(
            "seller_user_inviter_same_account",
            """
            UPDATE seller_user
            SET invited_by = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
        Breach(
            "user_state_history_user_exists",
            """
            UPDATE user_state_history
            SET user_id = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
        Breach(
            "permission_grant_user_exists",
            """
            UPDATE permission_grant
            SET user_id = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
        Breach(
            "grant_history_user_exists",
            """
            UPDATE grant_history
            SET user_id = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
        Breach(
            "invitation_user_same_account",
            """
            UPDATE invitation
            SET accepted_at = now(), user_id = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
        Breach(
            "finding_user_exists",
            """
            UPDATE finding
            SET user_id = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
        Breach(
            "finding_declarer_same_account",
            """
            UPDATE finding
            SET declared_by = '00000000-0000-0000-0000-0000000000b2'
            WHERE account_id = '00000000-0000-0000-0000-0000000000a1'
            """
        ),
    ]
}
