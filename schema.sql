-- Seller Accounts: the whole schema, at its version 1.
--
-- It goes into the empty schema that stands first in search_path, and refers to nothing outside it.
-- Whoever applies it owns the tables: seller_owner, or a superuser in tests. The roles are made
-- beforehand, once per cluster, by scripts/lib/roles.sql.
--
-- Rules stand here as named constraints wherever SQL can hold them, so that no program can break
-- them. account_id comes first in every key of account data, so that accounts can be spread over
-- several databases; logins, methods and sessions belong to no account.

-- Functions below keep this path: nobody can slip another table or operator under them.
DO $$
BEGIN
    PERFORM set_config('search_path', quote_ident(current_schema()) || ', pg_temp', false);
    EXECUTE format(
        'GRANT USAGE ON SCHEMA %I TO seller_app, seller_report, seller_worker, seller_gate',
        current_schema()
    );
    -- Taken back at the end: whom a function is given to must be able to create it.
    EXECUTE format('GRANT CREATE ON SCHEMA %I TO seller_worker, seller_gate', current_schema());
END
$$;

CREATE TABLE schema_version (
    version integer NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT schema_version_key PRIMARY KEY (version)
);

-- Words -------------------------------------------------------------------------------------------

CREATE TYPE two_step_state
    AS ENUM ('not_enrolled', 'enrolled', 'turned_off', 'recovery_required');

-- E-mail is missing on purpose: it can be read from afar, so it proves no possession (SEED-21).
CREATE TYPE method_kind AS ENUM ('authenticator_app', 'phone');

CREATE TYPE method_state AS ENUM ('pending', 'active', 'lost', 'disabled', 'removed');

CREATE TYPE attempt_state AS ENUM (
    'code_required',
    'enrollment_required',
    'mailbox_confirmation_required',
    'recovery_required',
    'signed_in',
    'void'
);

-- No 'primary': that is a fact about the account, which names one of its users.
CREATE TYPE user_kind AS ENUM ('secondary', 'partner');

CREATE TYPE user_state AS ENUM ('pending', 'active', 'suspended', 'removed');

CREATE TYPE account_state AS ENUM ('opening', 'open');

-- What a person is invited to become.
CREATE TYPE invitation_kind AS ENUM ('primary', 'secondary', 'partner');

-- In order, so that levels compare with < and >.
CREATE TYPE permission_level AS ENUM ('none', 'view', 'edit', 'admin');

CREATE TYPE finding_kind AS ENUM (
    'shared_concurrent',
    'shared_sequential',
    'transferred',
    'shared_method',
    'automation',
    'declared'
);

CREATE TYPE finding_level AS ENUM ('note', 'suspect', 'strong', 'confirmed', 'dismissed');

-- Logins and their second factor ------------------------------------------------------------------

-- One person's credentials, for any number of accounts.
CREATE TABLE login (
    login_id uuid NOT NULL,
    email text NOT NULL,
    legal_name text NOT NULL,
    password_hash text NOT NULL,
    password_changed_at timestamptz NOT NULL DEFAULT now(),
    -- Wrong codes in a row from devices that this login never signed in with: each came after the
    -- right password.
    stranger_failures integer NOT NULL DEFAULT 0,
    -- Since when the password counts as known to others. From then on an unknown device has to open
    -- a mailbox link before it is asked for a code.
    password_exposed_at timestamptz,
    first_enrolled_at timestamptz,
    turned_off_at timestamptz,
    identity_verified_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT login_key PRIMARY KEY (login_id),
    CONSTRAINT login_email_unique UNIQUE (email),
    -- Canonical already: two spellings of one address would be two logins of one person (SEED-05).
    -- 254: the longest address that fits a path of RFC 5321 §4.5.3.1.3.
    CONSTRAINT login_email_canonical CHECK (
        length(email) BETWEEN 3 AND 254
        AND email ~ '^[\u0021-\u003f\u005b-\u007e]+@[\u0021-\u003f\u005b-\u007e]+$'
    ),
    CONSTRAINT login_legal_name_present CHECK (legal_name <> ''),
    CONSTRAINT login_stranger_failures_counted CHECK (stranger_failures >= 0)
);

CREATE TABLE two_step_method (
    method_id uuid NOT NULL,
    login_id uuid NOT NULL,
    kind method_kind NOT NULL,
    state method_state NOT NULL,
    name text NOT NULL,
    secret_sealed bytea,
    -- The newest time step whose code was used: an older one is never taken again.
    last_step bigint,
    -- Wrong codes in a row, those of unknown devices among them: the cap counts all.
    failures integer NOT NULL DEFAULT 0,
    stranger_failures integer NOT NULL DEFAULT 0,
    -- A pause that a known device caused binds everybody; one that strangers caused binds strangers
    -- only, or they could lock the owner out.
    paused_until timestamptz,
    strangers_paused_until timestamptz,
    preferred boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    pending_until timestamptz,
    -- The attempt that began the first method: it alone can confirm it.
    pending_attempt uuid,
    activated_at timestamptz,
    last_used_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT two_step_method_key PRIMARY KEY (method_id),
    CONSTRAINT two_step_method_of_login UNIQUE (login_id, method_id),
    CONSTRAINT two_step_method_login_exists FOREIGN KEY (login_id) REFERENCES login (login_id),
    CONSTRAINT two_step_method_app_has_secret CHECK (
        kind <> 'authenticator_app' OR secret_sealed IS NOT NULL OR state = 'removed'
    ),
    CONSTRAINT two_step_method_pending_ends CHECK (
        state <> 'pending' OR pending_until IS NOT NULL
    ),
    CONSTRAINT two_step_method_active_since CHECK (
        state <> 'active' OR activated_at IS NOT NULL
    ),
    CONSTRAINT two_step_method_failures_counted CHECK (
        stranger_failures >= 0 AND failures >= stranger_failures
    )
);

-- Methods that nobody confirmed, by age, for the removal of their secrets.
CREATE INDEX two_step_method_unconfirmed_by_age
    ON two_step_method (pending_until)
    WHERE state = 'pending' OR pending_attempt IS NOT NULL;

CREATE UNIQUE INDEX two_step_method_one_preferred
    ON two_step_method (login_id)
    WHERE preferred AND state = 'active';

-- The one derivation of a login's 2SV state: the gate and the reports both read it.
CREATE VIEW login_two_step AS
SELECT
    l.login_id,
    (CASE
        WHEN EXISTS (
            SELECT 1
            FROM two_step_method AS m
            WHERE m.login_id = l.login_id
              AND m.state = 'active'
        ) THEN CASE WHEN l.turned_off_at IS NULL THEN 'enrolled' ELSE 'turned_off' END
        WHEN l.first_enrolled_at IS NULL THEN 'not_enrolled'
        ELSE 'recovery_required'
    END)::two_step_state AS state
FROM login AS l;

-- What the view said when, for reports as of a past time.
CREATE TABLE two_step_history (
    login_id uuid NOT NULL,
    state two_step_state NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    CONSTRAINT two_step_history_key PRIMARY KEY (login_id, valid_from),
    CONSTRAINT two_step_history_login_exists FOREIGN KEY (login_id) REFERENCES login (login_id),
    CONSTRAINT two_step_history_in_order CHECK (valid_to >= valid_from)
);

CREATE UNIQUE INDEX two_step_history_one_open
    ON two_step_history (login_id)
    WHERE valid_to IS NULL;

-- Known from its first session on: until then it has no budget of its own.
CREATE TABLE device (
    device_id uuid NOT NULL,
    login_id uuid NOT NULL,
    token_digest bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    first_seen_at timestamptz,
    last_seen_at timestamptz,
    CONSTRAINT device_key PRIMARY KEY (device_id),
    CONSTRAINT device_token_unique UNIQUE (token_digest),
    CONSTRAINT device_of_login UNIQUE (login_id, device_id),
    CONSTRAINT device_login_exists FOREIGN KEY (login_id) REFERENCES login (login_id)
);

-- Devices that no session was opened on, by age, for their removal.
CREATE INDEX device_unseen_by_age
    ON device (created_at)
    WHERE first_seen_at IS NULL;

-- What stands between a right password and a session.
CREATE TABLE sign_in_attempt (
    attempt_id uuid NOT NULL,
    login_id uuid NOT NULL,
    token_digest bytea NOT NULL,
    state attempt_state NOT NULL,
    ticket_kind text,
    ticket_id uuid,
    entry_point text NOT NULL,
    context text NOT NULL,
    device_id uuid,
    address inet,
    user_agent text,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT sign_in_attempt_key PRIMARY KEY (attempt_id),
    CONSTRAINT sign_in_attempt_token_unique UNIQUE (token_digest),
    CONSTRAINT sign_in_attempt_of_login UNIQUE (login_id, attempt_id),
    CONSTRAINT sign_in_attempt_login_exists FOREIGN KEY (login_id) REFERENCES login (login_id),
    CONSTRAINT sign_in_attempt_device_own
        FOREIGN KEY (login_id, device_id) REFERENCES device (login_id, device_id),
    CONSTRAINT sign_in_attempt_ticket_kind CHECK (
        ticket_kind IN ('invitation', 'mailbox_link', 'recovery_grant')
    ),
    CONSTRAINT sign_in_attempt_ticket_whole CHECK ((ticket_kind IS NULL) = (ticket_id IS NULL)),
    -- A password alone never enrolls.
    CONSTRAINT sign_in_attempt_enrolls_by_ticket CHECK (
        state <> 'enrollment_required' OR ticket_id IS NOT NULL
    ),
    CONSTRAINT sign_in_attempt_context CHECK (context IN ('selling', 'buying'))
);

ALTER TABLE two_step_method
    ADD CONSTRAINT two_step_method_attempt_own
        FOREIGN KEY (login_id, pending_attempt)
        REFERENCES sign_in_attempt (login_id, attempt_id);

-- The first enrollment of a login voids all its other attempts.
CREATE INDEX sign_in_attempt_waiting
    ON sign_in_attempt (login_id)
    WHERE ended_at IS NULL;

-- Attempts that led nowhere, by age, for their removal; one that opened a session stays with it.
CREATE INDEX sign_in_attempt_unused_by_age
    ON sign_in_attempt (expires_at)
    WHERE state <> 'signed_in';

-- Removing a device asks whether an attempt names it.
CREATE INDEX sign_in_attempt_by_device ON sign_in_attempt (device_id);

-- Proves that a person reads the login's mailbox. Never a code, and no help to whoever asked for it.
CREATE TABLE mailbox_link (
    mailbox_link_id uuid NOT NULL,
    login_id uuid NOT NULL,
    asked_by_attempt uuid NOT NULL,
    token_digest bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    voided_at timestamptz,
    CONSTRAINT mailbox_link_key PRIMARY KEY (mailbox_link_id),
    CONSTRAINT mailbox_link_token_unique UNIQUE (token_digest),
    CONSTRAINT mailbox_link_attempt_own
        FOREIGN KEY (login_id, asked_by_attempt)
        REFERENCES sign_in_attempt (login_id, attempt_id),
    CONSTRAINT mailbox_link_used_or_void CHECK (used_at IS NULL OR voided_at IS NULL)
);

CREATE INDEX mailbox_link_by_login ON mailbox_link (login_id);

CREATE INDEX mailbox_link_by_age ON mailbox_link (expires_at);

-- Removing an attempt asks whether a link names it.
CREATE INDEX mailbox_link_by_attempt ON mailbox_link (asked_by_attempt);

-- Accounts and users ------------------------------------------------------------------------------

CREATE TABLE seller_account (
    account_id uuid NOT NULL,
    name text NOT NULL,
    state account_state NOT NULL DEFAULT 'opening',
    primary_user_id uuid,
    user_limit integer NOT NULL DEFAULT 200,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT seller_account_key PRIMARY KEY (account_id),
    CONSTRAINT account_name_present CHECK (name <> ''),
    CONSTRAINT account_user_limit_positive CHECK (user_limit > 0),
    -- One column holds one primary; only an account that still opens may have none (OWN-06).
    CONSTRAINT account_primary_exactly_one CHECK (
        state = 'opening' OR primary_user_id IS NOT NULL
    )
);

-- A login's membership of one account.
CREATE TABLE seller_user (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    login_id uuid NOT NULL,
    kind user_kind NOT NULL,
    state user_state NOT NULL,
    -- A copy of the login's state, for the index below; refresh_enrolled alone writes it.
    enrolled boolean NOT NULL DEFAULT false,
    external_id text,
    version bigint NOT NULL DEFAULT 1,
    invited_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    activated_at timestamptz,
    suspended_at timestamptz,
    removed_at timestamptz,
    CONSTRAINT seller_user_key PRIMARY KEY (account_id, user_id),
    CONSTRAINT seller_user_id_unique UNIQUE (user_id),
    CONSTRAINT seller_user_external_id_unique UNIQUE (account_id, external_id),
    CONSTRAINT seller_user_account_exists
        FOREIGN KEY (account_id) REFERENCES seller_account (account_id),
    CONSTRAINT seller_user_login_exists FOREIGN KEY (login_id) REFERENCES login (login_id),
    CONSTRAINT seller_user_inviter_same_account
        FOREIGN KEY (account_id, invited_by) REFERENCES seller_user (account_id, user_id)
);

-- The primary is one of the account's own users. Deferred, because neither row can come first.
ALTER TABLE seller_account
    ADD CONSTRAINT account_primary_own_user
        FOREIGN KEY (account_id, primary_user_id)
        REFERENCES seller_user (account_id, user_id)
        DEFERRABLE INITIALLY DEFERRED;

-- One person is one user of an account; a removed one can be invited again.
CREATE UNIQUE INDEX seller_user_one_live
    ON seller_user (account_id, login_id)
    WHERE state <> 'removed';

-- Own accounts, the switcher, and refresh_enrolled.
CREATE INDEX seller_user_by_login ON seller_user (login_id);

-- "Who is not enrolled" by itself: it holds those few and nobody else.
CREATE INDEX seller_user_missing_enrollment
    ON seller_user (account_id, user_id)
    INCLUDE (login_id, kind, state, created_at)
    WHERE NOT enrolled AND state IN ('pending', 'active');

CREATE TABLE user_state_history (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    state user_state NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    CONSTRAINT user_state_history_key PRIMARY KEY (account_id, user_id, valid_from),
    CONSTRAINT user_state_history_user_exists
        FOREIGN KEY (account_id, user_id) REFERENCES seller_user (account_id, user_id),
    CONSTRAINT user_state_history_in_order CHECK (valid_to >= valid_from)
);

CREATE UNIQUE INDEX user_state_history_one_open
    ON user_state_history (account_id, user_id)
    WHERE valid_to IS NULL;

-- Sessions ----------------------------------------------------------------------------------------

-- Its method is the one whose code opened it: without a code there is no session (SEED-14). Attempt
-- and method are the login's own, and one attempt opens one session.
CREATE TABLE session (
    session_id uuid NOT NULL,
    login_id uuid NOT NULL,
    token_digest bytea NOT NULL,
    attempt_id uuid NOT NULL,
    method_id uuid NOT NULL,
    -- The account that the pages act on.
    account_id uuid,
    device_id uuid,
    address inet,
    user_agent text,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    idle_seconds integer NOT NULL,
    ended_at timestamptz,
    end_reason text,
    CONSTRAINT session_key PRIMARY KEY (session_id),
    CONSTRAINT session_token_unique UNIQUE (token_digest),
    CONSTRAINT session_one_per_attempt UNIQUE (attempt_id),
    CONSTRAINT session_of_login UNIQUE (login_id, session_id),
    CONSTRAINT session_attempt_own
        FOREIGN KEY (login_id, attempt_id) REFERENCES sign_in_attempt (login_id, attempt_id),
    CONSTRAINT session_method_own
        FOREIGN KEY (login_id, method_id) REFERENCES two_step_method (login_id, method_id),
    CONSTRAINT session_device_own
        FOREIGN KEY (login_id, device_id) REFERENCES device (login_id, device_id),
    CONSTRAINT session_account_exists
        FOREIGN KEY (account_id) REFERENCES seller_account (account_id),
    CONSTRAINT session_idle_positive CHECK (idle_seconds > 0)
);

CREATE INDEX session_live_by_login
    ON session (login_id)
    WHERE ended_at IS NULL;

-- A code validated inside a session, for one named change of one target.
CREATE TABLE step_up (
    step_up_id uuid NOT NULL,
    token_digest bytea NOT NULL,
    session_id uuid NOT NULL,
    login_id uuid NOT NULL,
    operation text NOT NULL,
    target text,
    method_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    validated_at timestamptz,
    spent_at timestamptz,
    CONSTRAINT step_up_key PRIMARY KEY (step_up_id),
    CONSTRAINT step_up_token_unique UNIQUE (token_digest),
    CONSTRAINT step_up_session_own
        FOREIGN KEY (login_id, session_id) REFERENCES session (login_id, session_id),
    CONSTRAINT step_up_method_own
        FOREIGN KEY (login_id, method_id) REFERENCES two_step_method (login_id, method_id),
    CONSTRAINT step_up_validated_by_method CHECK (
        validated_at IS NULL OR method_id IS NOT NULL
    ),
    CONSTRAINT step_up_spent_after_code CHECK (spent_at IS NULL OR validated_at IS NOT NULL)
);

CREATE INDEX step_up_by_session ON step_up (session_id);

CREATE INDEX step_up_by_age ON step_up (expires_at);

-- Services ----------------------------------------------------------------------------------------

-- Another system of the same operator. Its token may ask for permission decisions, about every
-- account, and nothing else.
CREATE TABLE service (
    service_id uuid NOT NULL,
    name text NOT NULL,
    token_digest bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    CONSTRAINT service_key PRIMARY KEY (service_id),
    CONSTRAINT service_token_unique UNIQUE (token_digest),
    CONSTRAINT service_name_present CHECK (name <> '')
);

-- Permissions -------------------------------------------------------------------------------------

-- The catalogue is data: sections hold tools, tools have actions, an action needs a level.
CREATE TABLE tool_section (
    section_id text NOT NULL,
    name text NOT NULL,
    position integer NOT NULL,
    CONSTRAINT tool_section_key PRIMARY KEY (section_id)
);

CREATE TABLE tool (
    tool_id text NOT NULL,
    section_id text NOT NULL,
    name text NOT NULL,
    max_level permission_level NOT NULL,
    -- A page about all marketplaces at once takes grants at global only (PERM-07).
    cross_store boolean NOT NULL DEFAULT false,
    prerequisite text,
    position integer NOT NULL,
    CONSTRAINT tool_key PRIMARY KEY (tool_id),
    -- What grants refer to, so that none is above the catalogue's maximum.
    CONSTRAINT tool_with_max_level UNIQUE (tool_id, max_level),
    CONSTRAINT tool_section_exists FOREIGN KEY (section_id) REFERENCES tool_section (section_id),
    CONSTRAINT tool_max_level_some CHECK (max_level > 'none'),
    CONSTRAINT tool_prerequisite CHECK (prerequisite IN ('verified_identity'))
);

CREATE TABLE tool_action (
    tool_id text NOT NULL,
    action text NOT NULL,
    level permission_level NOT NULL,
    CONSTRAINT tool_action_key PRIMARY KEY (tool_id, action),
    CONSTRAINT tool_action_tool_exists FOREIGN KEY (tool_id) REFERENCES tool (tool_id),
    CONSTRAINT tool_action_level_some CHECK (level > 'none')
);

-- No row means 'none', which is what every new user has everywhere (PERM-05).
CREATE TABLE permission_grant (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    tool_id text NOT NULL,
    tool_max permission_level NOT NULL,
    level permission_level NOT NULL,
    scope text NOT NULL,
    given_by uuid,
    given_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    CONSTRAINT permission_grant_key PRIMARY KEY (account_id, user_id, tool_id, scope),
    CONSTRAINT permission_grant_user_exists
        FOREIGN KEY (account_id, user_id) REFERENCES seller_user (account_id, user_id),
    CONSTRAINT permission_grant_giver_same_account
        FOREIGN KEY (account_id, given_by) REFERENCES seller_user (account_id, user_id),
    CONSTRAINT permission_grant_tool_exists
        FOREIGN KEY (tool_id, tool_max) REFERENCES tool (tool_id, max_level)
        ON UPDATE CASCADE,
    CONSTRAINT permission_grant_within_catalogue CHECK (level > 'none' AND level <= tool_max),
    CONSTRAINT permission_grant_scope CHECK (scope = 'global' OR scope ~ '^[a-z]{2}$')
);

CREATE TABLE grant_history (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    tool_id text NOT NULL,
    scope text NOT NULL,
    level permission_level NOT NULL,
    given_by uuid,
    expires_at timestamptz,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    CONSTRAINT grant_history_key PRIMARY KEY (account_id, user_id, tool_id, scope, valid_from),
    CONSTRAINT grant_history_user_exists
        FOREIGN KEY (account_id, user_id) REFERENCES seller_user (account_id, user_id),
    CONSTRAINT grant_history_in_order CHECK (valid_to >= valid_from)
);

CREATE UNIQUE INDEX grant_history_one_open
    ON grant_history (account_id, user_id, tool_id, scope)
    WHERE valid_to IS NULL;

-- Invitations -------------------------------------------------------------------------------------

-- Pending, accepted and expired are computed from the times, never stored (INV-07).
CREATE TABLE invitation (
    account_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    kind invitation_kind NOT NULL,
    language text NOT NULL DEFAULT 'en',
    token_digest bytea NOT NULL,
    -- Null when the operator opened the account.
    invited_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at timestamptz,
    -- The login that this invitation made: for it alone the invitation is a ticket.
    made_login_id uuid,
    user_id uuid,
    CONSTRAINT invitation_key PRIMARY KEY (account_id, invitation_id),
    CONSTRAINT invitation_id_unique UNIQUE (invitation_id),
    CONSTRAINT invitation_token_unique UNIQUE (token_digest),
    CONSTRAINT invitation_account_exists
        FOREIGN KEY (account_id) REFERENCES seller_account (account_id),
    CONSTRAINT invitation_inviter_same_account
        FOREIGN KEY (account_id, invited_by) REFERENCES seller_user (account_id, user_id),
    CONSTRAINT invitation_user_same_account
        FOREIGN KEY (account_id, user_id) REFERENCES seller_user (account_id, user_id),
    CONSTRAINT invitation_login_exists FOREIGN KEY (made_login_id) REFERENCES login (login_id),
    CONSTRAINT invitation_email_canonical CHECK (
        length(email) BETWEEN 3 AND 254
        AND email ~ '^[\u0021-\u003f\u005b-\u007e]+@[\u0021-\u003f\u005b-\u007e]+$'
    ),
    CONSTRAINT invitation_inviter_known CHECK (kind = 'primary' OR invited_by IS NOT NULL),
    CONSTRAINT invitation_accepted_or_revoked CHECK (
        accepted_at IS NULL OR revoked_at IS NULL
    ),
    CONSTRAINT invitation_accepted_by_user CHECK ((accepted_at IS NULL) = (user_id IS NULL))
);

-- A lapsed invitation is revoked by the statement that makes the next one, so that it blocks
-- nothing (INV-07).
CREATE UNIQUE INDEX invitation_one_live
    ON invitation (account_id, email)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- How a user came to be one, for the reports.
CREATE INDEX invitation_by_user
    ON invitation (account_id, user_id, accepted_at)
    INCLUDE (created_at, invitation_id)
    WHERE user_id IS NOT NULL;

-- Drafts: in force only once the person has accepted and enrolled (INV-06).
CREATE TABLE invitation_grant (
    account_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    tool_id text NOT NULL,
    tool_max permission_level NOT NULL,
    level permission_level NOT NULL,
    scope text NOT NULL,
    expires_at timestamptz,
    CONSTRAINT invitation_grant_key PRIMARY KEY (account_id, invitation_id, tool_id, scope),
    CONSTRAINT invitation_grant_invitation_exists
        FOREIGN KEY (account_id, invitation_id)
        REFERENCES invitation (account_id, invitation_id),
    CONSTRAINT invitation_grant_tool_exists
        FOREIGN KEY (tool_id, tool_max) REFERENCES tool (tool_id, max_level)
        ON UPDATE CASCADE,
    CONSTRAINT invitation_grant_within_catalogue CHECK (level > 'none' AND level <= tool_max),
    CONSTRAINT invitation_grant_scope CHECK (scope = 'global' OR scope ~ '^[a-z]{2}$')
);

-- Shared logins -----------------------------------------------------------------------------------

-- A flag with its evidence: it blocks nobody.
CREATE TABLE finding (
    account_id uuid NOT NULL,
    finding_id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind finding_kind NOT NULL,
    level finding_level NOT NULL,
    note text,
    declared_by uuid,
    evidence jsonb NOT NULL DEFAULT '[]',
    created_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    CONSTRAINT finding_key PRIMARY KEY (account_id, finding_id),
    CONSTRAINT finding_id_unique UNIQUE (finding_id),
    CONSTRAINT finding_user_exists
        FOREIGN KEY (account_id, user_id) REFERENCES seller_user (account_id, user_id),
    CONSTRAINT finding_declarer_same_account
        FOREIGN KEY (account_id, declared_by) REFERENCES seller_user (account_id, user_id),
    CONSTRAINT finding_declared_by_somebody CHECK (
        kind <> 'declared' OR declared_by IS NOT NULL
    )
);

-- A second declaration adds to the open finding.
CREATE UNIQUE INDEX finding_one_declared
    ON finding (account_id, user_id)
    WHERE kind = 'declared' AND closed_at IS NULL;

-- The flags of one user, in lists and reports.
CREATE INDEX finding_open_by_user
    ON finding (account_id, user_id)
    WHERE closed_at IS NULL;

-- Audit, mail, one-time keys, budgets -------------------------------------------------------------

-- Append-only for the service: no role but the owner can change or remove an entry.
CREATE TABLE audit_entry (
    audit_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    account_id uuid,
    login_id uuid,
    actor_kind text NOT NULL,
    actor_login uuid,
    actor_user uuid,
    action text NOT NULL,
    outcome text NOT NULL,
    target_kind text,
    target_id text,
    session_id uuid,
    method_id uuid,
    address inet,
    user_agent text,
    request_id text,
    -- The caller's own trace, where it sent one (W3C Trace Context).
    trace_id text,
    before jsonb,
    after jsonb,
    CONSTRAINT audit_entry_key PRIMARY KEY (audit_id),
    CONSTRAINT audit_entry_outcome CHECK (outcome IN ('done', 'refused'))
);

CREATE INDEX audit_entry_by_account ON audit_entry (account_id, at) WHERE account_id IS NOT NULL;

CREATE INDEX audit_entry_by_login ON audit_entry (login_id, at) WHERE login_id IS NOT NULL;

-- Written with the change, delivered by a worker. The body is sealed: links in it are secrets.
CREATE TABLE outbox_message (
    message_id uuid NOT NULL,
    channel text NOT NULL DEFAULT 'mail',
    recipient text NOT NULL,
    template text NOT NULL,
    language text NOT NULL DEFAULT 'en',
    subject text NOT NULL,
    body_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    available_at timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz,
    delivered_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    expires_at timestamptz,
    CONSTRAINT outbox_message_key PRIMARY KEY (message_id),
    CONSTRAINT outbox_message_channel CHECK (channel IN ('mail')),
    CONSTRAINT outbox_message_attempts_counted CHECK (attempts >= 0)
);

CREATE INDEX outbox_message_undelivered
    ON outbox_message (available_at)
    WHERE delivered_at IS NULL;

-- Committed successes only, by the caller who had them. A key is good for 24 hours; then its next use
-- takes the row over, or a worker removes it an hour later.
CREATE TABLE idempotency_record (
    caller text NOT NULL,
    operation text NOT NULL,
    key_digest bytea NOT NULL,
    body_digest bytea NOT NULL,
    status integer NOT NULL,
    response jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_record_key PRIMARY KEY (caller, operation, key_digest)
);

CREATE INDEX idempotency_record_by_age ON idempotency_record (created_at);

-- What is counted in one window, as tries or mails, by one statement and before it is judged. A
-- resend is noted at its moment instead, which is its window's start.
CREATE TABLE budget (
    kind text NOT NULL,
    subject bytea NOT NULL,
    window_start timestamptz NOT NULL,
    used integer NOT NULL,
    CONSTRAINT budget_key PRIMARY KEY (kind, subject, window_start),
    CONSTRAINT budget_used_positive CHECK (used > 0)
);

CREATE INDEX budget_by_age ON budget (window_start);

-- Counts one try into each of these budgets and gives the place (from 0) of the first that is full. In
-- one call, because a sign-in counts three; in their order, and nothing after a full one: what one
-- source may not try must not use up what a login has.
CREATE FUNCTION count_in_budgets(
    the_kinds text[], the_subjects bytea[], the_seconds bigint[], the_limits integer[]
)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    count_now integer;
BEGIN
    FOR i IN 1 .. cardinality(the_kinds) LOOP
        INSERT INTO budget AS b (kind, subject, window_start, used)
        VALUES (
            the_kinds[i], the_subjects[i],
            date_bin(
                make_interval(secs => the_seconds[i]), now(), TIMESTAMPTZ '2000-01-01 00:00Z'
            ),
            1
        )
        ON CONFLICT ON CONSTRAINT budget_key
        DO UPDATE SET used = least(b.used, 2000000000) + 1
        RETURNING used INTO count_now;
        IF count_now > the_limits[i] THEN
            RETURN i - 1;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

-- Undoes a transaction in which a one-time statement met nothing, under the rule's name. So statements
-- that follow each other can be sent together: what comes after does not happen.
CREATE FUNCTION must_hold(holds boolean, the_rule text)
RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    IF holds IS NOT TRUE THEN
        RAISE EXCEPTION 'the rule % does not hold', the_rule
            USING ERRCODE = 'check_violation', CONSTRAINT = the_rule;
    END IF;
    RETURN true;
END
$$;

-- Counts a code of an unknown device, before anybody knows whether it is right: on the login, which
-- says how often strangers erred, and at its method, which may be paused. Both or neither, and the
-- function decides, so that of many parallel tries no more are compared than may be.
--
-- Its row says whether the code may be compared: not where the password counts as known to others and
-- no link of the mailbox vouches for the attempt. No row: the method takes no code now.
CREATE FUNCTION count_stranger_code(
    the_login uuid,
    the_method uuid,
    the_voucher uuid,
    most_failures integer,
    failures_before_pause integer,
    pause_seconds bigint,
    failures_before_disabled integer
)
RETURNS TABLE (may_compare boolean, secret_sealed bytea, last_step bigint, failures integer)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    -- The login before its method, as everything takes them.
    PERFORM 1
    FROM login AS l
    WHERE l.login_id = the_login
      AND (
          EXISTS (
              SELECT 1
              FROM mailbox_link AS m
              WHERE m.mailbox_link_id = the_voucher
                AND m.login_id = the_login
                AND m.used_at IS NULL
                AND m.voided_at IS NULL
          )
          OR (l.stranger_failures < most_failures AND l.password_exposed_at IS NULL)
      )
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN QUERY SELECT false, NULL::bytea, NULL::bigint, NULL::integer;
        RETURN;
    END IF;

    RETURN QUERY
    UPDATE two_step_method AS m
    SET failures = m.failures + 1,
        stranger_failures = m.stranger_failures + 1,
        strangers_paused_until = CASE
            WHEN (m.stranger_failures + 1) % failures_before_pause = 0
                THEN now() + make_interval(secs => pause_seconds)
        END
    WHERE m.method_id = the_method
      AND m.login_id = the_login
      AND m.kind = 'authenticator_app'
      AND m.state = 'active'
      AND m.failures < failures_before_disabled
      AND (m.paused_until IS NULL OR m.paused_until <= now())
      AND (m.strangers_paused_until IS NULL OR m.strangers_paused_until <= now())
    RETURNING true, m.secret_sealed, m.last_step, m.stranger_failures;

    IF FOUND THEN
        UPDATE login AS l
        SET stranger_failures = l.stranger_failures + 1
        WHERE l.login_id = the_login;
    END IF;
END
$$;

-- Rules over time ---------------------------------------------------------------------------------

-- A step used is used for ever, and a first enrollment happens once: an UPDATE cannot undo either.
CREATE FUNCTION refuse_older_step() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    RAISE EXCEPTION 'a one-time step only goes upwards'
        USING ERRCODE = 'check_violation',
            CONSTRAINT = 'two_step_method_step_upwards',
            TABLE = 'two_step_method';
END
$$;

CREATE TRIGGER two_step_method_step_upwards
    BEFORE UPDATE ON two_step_method
    FOR EACH ROW
    WHEN (
        OLD.last_step IS NOT NULL
        AND (NEW.last_step IS NULL OR NEW.last_step < OLD.last_step)
    )
    EXECUTE FUNCTION refuse_older_step();

CREATE FUNCTION refuse_second_first_enrollment() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    RAISE EXCEPTION 'the first enrollment of a login happens once'
        USING ERRCODE = 'check_violation',
            CONSTRAINT = 'login_first_enrolled_once',
            TABLE = 'login';
END
$$;

CREATE TRIGGER login_first_enrolled_once
    BEFORE UPDATE ON login
    FOR EACH ROW
    WHEN (
        OLD.first_enrolled_at IS NOT NULL
        AND NEW.first_enrolled_at IS DISTINCT FROM OLD.first_enrolled_at
    )
    EXECUTE FUNCTION refuse_second_first_enrollment();

-- Whoever knew the old password does not know the new one. Here, so that no path that sets a password
-- forgets it.
CREATE FUNCTION forget_exposure() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    NEW.stranger_failures := 0;
    NEW.password_exposed_at := NULL;
    RETURN NEW;
END
$$;

CREATE TRIGGER login_password_change_lifts_exposure
    BEFORE UPDATE ON login
    FOR EACH ROW
    WHEN (NEW.password_changed_at <> OLD.password_changed_at)
    EXECUTE FUNCTION forget_exposure();

-- History is written by the tables themselves, so that no path forgets it. The clock, and not the
-- start of the transaction, because a row's writers come one after the other: the later one must
-- not be dated before the earlier.
CREATE FUNCTION note_new_login() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    INSERT INTO two_step_history (login_id, state, valid_from)
    VALUES (NEW.login_id, 'not_enrolled', clock_timestamp());
    RETURN NULL;
END
$$;

CREATE TRIGGER login_history
    AFTER INSERT ON login
    FOR EACH ROW
    EXECUTE FUNCTION note_new_login();

CREATE FUNCTION note_user_state() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    UPDATE user_state_history
    SET valid_to = clock_timestamp()
    WHERE account_id = NEW.account_id
      AND user_id = NEW.user_id
      AND valid_to IS NULL;

    INSERT INTO user_state_history (account_id, user_id, state, valid_from)
    VALUES (NEW.account_id, NEW.user_id, NEW.state, clock_timestamp())
    ON CONFLICT ON CONSTRAINT user_state_history_key
    DO UPDATE SET state = excluded.state, valid_to = NULL;
    RETURN NULL;
END
$$;

CREATE TRIGGER seller_user_history_begin
    AFTER INSERT ON seller_user
    FOR EACH ROW
    EXECUTE FUNCTION note_user_state();

CREATE TRIGGER seller_user_history
    AFTER UPDATE ON seller_user
    FOR EACH ROW
    WHEN (OLD.state <> NEW.state)
    EXECUTE FUNCTION note_user_state();

CREATE FUNCTION note_grant() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE grant_history
        SET valid_to = clock_timestamp()
        WHERE account_id = OLD.account_id
          AND user_id = OLD.user_id
          AND tool_id = OLD.tool_id
          AND scope = OLD.scope
          AND valid_to IS NULL;
    END IF;

    IF TG_OP <> 'DELETE' THEN
        INSERT INTO grant_history (
            account_id, user_id, tool_id, scope, level, given_by, expires_at, valid_from
        )
        VALUES (
            NEW.account_id, NEW.user_id, NEW.tool_id, NEW.scope, NEW.level, NEW.given_by,
            NEW.expires_at, clock_timestamp()
        )
        ON CONFLICT ON CONSTRAINT grant_history_key
        DO UPDATE SET
            level = excluded.level,
            given_by = excluded.given_by,
            expires_at = excluded.expires_at,
            valid_to = NULL;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER permission_grant_history_edges
    AFTER INSERT OR DELETE ON permission_grant
    FOR EACH ROW
    EXECUTE FUNCTION note_grant();

-- The catalogue's maximum may move without the grant becoming another one.
CREATE TRIGGER permission_grant_history
    AFTER UPDATE ON permission_grant
    FOR EACH ROW
    WHEN (
        OLD.level <> NEW.level
        OR OLD.expires_at IS DISTINCT FROM NEW.expires_at
        OR OLD.given_by IS DISTINCT FROM NEW.given_by
    )
    EXECUTE FUNCTION note_grant();

-- Row level security ------------------------------------------------------------------------------

-- The service sees the rows of the account that its transaction has set, and without one no row.
-- The setting is read in a subquery, once a statement and not once a row. Workers have no account.
DO $$
DECLARE
    account_table text;
    chosen constant text :=
        '(SELECT nullif(current_setting(''seller.account'', true), '''')::uuid)';
BEGIN
    FOREACH account_table IN ARRAY ARRAY[
        'seller_account', 'seller_user', 'user_state_history', 'permission_grant',
        'grant_history', 'invitation', 'invitation_grant', 'finding'
    ]
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', account_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', account_table);
        EXECUTE format(
            'CREATE POLICY app_one_account ON %I TO seller_app USING (account_id = %s)',
            account_table, chosen
        );
        EXECUTE format(
            'CREATE POLICY report_one_account ON %I FOR SELECT TO seller_report'
            ' USING (account_id = %s)',
            account_table, chosen
        );
        EXECUTE format(
            'CREATE POLICY worker_every_account ON %I TO seller_worker USING (true)',
            account_table
        );
    END LOOP;
END
$$;

-- An entry about a login alone belongs to no account; statements name the login.
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;

CREATE POLICY app_one_account ON audit_entry TO seller_app
USING (
    account_id IS NULL
    OR account_id = (SELECT nullif(current_setting('seller.account', true), '')::uuid)
);

CREATE POLICY report_one_account ON audit_entry FOR SELECT TO seller_report
USING (account_id = (SELECT nullif(current_setting('seller.account', true), '')::uuid));

CREATE POLICY worker_every_account ON audit_entry TO seller_worker
USING (true);

-- Strict reads across accounts --------------------------------------------------------------------

-- The live sessions behind tokens: one row a token, in their order, empty for one that is unknown,
-- ended, expired or idle, all alike. Last-seen is written once a minute, so that idleness is judged
-- to the minute. Many are asked together, because a call costs more than what it looks up. One plan
-- serves every number of them: planned for each number anew, a call takes ten times as long.
CREATE FUNCTION sessions_many(the_digests bytea[])
RETURNS TABLE (
    session_id uuid,
    login_id uuid,
    email text,
    legal_name text,
    method_id uuid,
    account_id uuid,
    device_id uuid,
    created_at timestamptz,
    last_seen_at timestamptz,
    expires_at timestamptz
)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT
        s.session_id, s.login_id, l.email, l.legal_name, s.method_id, s.account_id, s.device_id,
        s.created_at, s.last_seen_at, s.expires_at
    FROM unnest(the_digests) WITH ORDINALITY AS q (digest, n)
    LEFT JOIN session AS s
        ON s.token_digest = q.digest
        AND s.ended_at IS NULL
        AND s.expires_at > now()
        AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now()
    LEFT JOIN login AS l ON l.login_id = s.login_id
    ORDER BY q.n;
END
$$;

-- The people behind session tokens, with the users that they are and what they hold there: the same
-- sessions as in sessions_many, asked about for their own sake. A row for each user, or one for
-- somebody who is none; n is the token's place. Suspended users do not see their account; the primary
-- holds the highest level of every tool. Nothing comes in order: whoever reads it sorts a handful sooner
-- than the server does.
CREATE FUNCTION people_many(the_digests bytea[])
RETURNS TABLE (
    n bigint,
    session_id uuid,
    login_id uuid,
    email text,
    legal_name text,
    chosen_account_id uuid,
    last_seen_at timestamptz,
    expires_at timestamptz,
    account_id uuid,
    account_name text,
    user_id uuid,
    kind user_kind,
    state user_state,
    is_primary boolean,
    tools text[],
    levels permission_level[],
    scopes text[]
)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT
        q.n, s.session_id, s.login_id, l.email, l.legal_name, s.account_id,
        s.last_seen_at, s.expires_at,
        u.account_id, a.name, u.user_id, u.kind, u.state,
        a.primary_user_id IS NOT DISTINCT FROM u.user_id,
        h.tools, h.levels, h.scopes
    FROM unnest(the_digests) WITH ORDINALITY AS q (digest, n)
    LEFT JOIN session AS s
        ON s.token_digest = q.digest
        AND s.ended_at IS NULL
        AND s.expires_at > now()
        AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now()
    LEFT JOIN login AS l ON l.login_id = s.login_id
    LEFT JOIN seller_user AS u
        ON u.login_id = s.login_id
        AND u.state IN ('pending', 'active')
    LEFT JOIN seller_account AS a ON a.account_id = u.account_id
    LEFT JOIN LATERAL (
        SELECT
            array_agg(g.tool_id) AS tools,
            array_agg(g.level) AS levels,
            array_agg(g.scope) AS scopes
        FROM (
            SELECT t.tool_id, t.max_level AS level, 'global' AS scope
            FROM tool AS t
            WHERE a.primary_user_id = u.user_id
            UNION ALL
            SELECT p.tool_id, p.level, p.scope
            FROM permission_grant AS p
            WHERE p.account_id = u.account_id
              AND p.user_id = u.user_id
              AND a.primary_user_id IS DISTINCT FROM u.user_id
              AND (p.expires_at IS NULL OR p.expires_at > now())
        ) AS g
    ) AS h ON u.state = 'active';
END
$$;

-- Strict permission decisions, many at once: one answer a question, in the order of the questions.
--
-- A service's token may ask about every account; a user's id names its account. An answer is the
-- reason, plus 16 times the level that would have sufficed (1 view, 2 edit, 3 admin; 0 where no level
-- would): reasons are those of SellerModel's DecisionReason. Account and login are looked up only where
-- the grant does not decide.
CREATE FUNCTION decide_many(
    tokens bytea[],
    users uuid[],
    sections text[],
    tools text[],
    actions text[],
    scopes text[]
)
RETURNS smallint[]
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    answers smallint[];
BEGIN
    SELECT array_agg(
        (CASE
            WHEN s.service_id IS NULL THEN 1
            WHEN u.user_id IS NULL THEN 2
            WHEN u.state <> 'active' THEN 3
            WHEN t.tool_id IS NULL THEN 4
            WHEN x.level IS NULL THEN 5
            WHEN g.level >= x.level AND t.prerequisite IS NULL THEN 0
            WHEN (
                SELECT a.primary_user_id = u.user_id
                FROM seller_account AS a
                WHERE a.account_id = u.account_id
            ) THEN 0
            WHEN g.level IS NULL OR g.level < x.level
                THEN 6 + 16 * CASE x.level WHEN 'view' THEN 1 WHEN 'edit' THEN 2 ELSE 3 END
            WHEN (
                SELECT l.identity_verified_at IS NULL
                FROM login AS l
                WHERE l.login_id = u.login_id
            ) THEN 7
            ELSE 0
        END)::smallint
        ORDER BY q.n
    )
    INTO answers
    FROM unnest(tokens, users, sections, tools, actions, scopes)
        WITH ORDINALITY AS q (token, user_id, section, tool, action, scope, n)
    LEFT JOIN service AS s ON s.token_digest = q.token AND s.ended_at IS NULL
    LEFT JOIN seller_user AS u ON u.user_id = q.user_id
    LEFT JOIN tool AS t ON t.tool_id = q.tool AND t.section_id = q.section
    LEFT JOIN tool_action AS x ON x.tool_id = t.tool_id AND x.action = q.action
    LEFT JOIN LATERAL (
        SELECT max(p.level) AS level
        FROM permission_grant AS p
        WHERE p.account_id = u.account_id
          AND p.user_id = u.user_id
          AND p.tool_id = q.tool
          AND p.scope IN ('global', q.scope)
          AND (p.expires_at IS NULL OR p.expires_at > now())
    ) AS g ON true;
    RETURN answers;
END
$$;

-- The users that a login is, for the switcher; removed ones are nobody's business any more.
CREATE FUNCTION login_users(the_login uuid)
RETURNS TABLE (
    account_id uuid,
    account_name text,
    user_id uuid,
    kind user_kind,
    state user_state,
    is_primary boolean
)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT
        u.account_id, a.name, u.user_id, u.kind, u.state,
        a.primary_user_id IS NOT DISTINCT FROM u.user_id
    FROM seller_user AS u
    JOIN seller_account AS a ON a.account_id = u.account_id
    WHERE u.login_id = the_login
      AND u.state <> 'removed'
    ORDER BY a.name, u.account_id;
END
$$;

-- What a login is in one account. No row: a stranger there.
CREATE FUNCTION account_access(the_login uuid, the_account uuid)
RETURNS TABLE (
    user_id uuid,
    user_state user_state,
    is_primary boolean,
    account_state account_state,
    identity_verified boolean
)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT
        u.user_id, u.state, a.primary_user_id IS NOT DISTINCT FROM u.user_id, a.state,
        l.identity_verified_at IS NOT NULL
    FROM seller_user AS u
    JOIN seller_account AS a ON a.account_id = u.account_id
    JOIN login AS l ON l.login_id = u.login_id
    WHERE u.account_id = the_account
      AND u.login_id = the_login
      AND u.state <> 'removed';
END
$$;

-- The invitation behind a token, before anything tells which account to set.
CREATE FUNCTION invitation_by_digest(the_digest bytea)
RETURNS TABLE (
    account_id uuid,
    invitation_id uuid,
    account_name text,
    inviter_name text,
    email text,
    name text,
    kind invitation_kind,
    language text,
    state text,
    invited_by uuid,
    made_login_id uuid,
    user_id uuid,
    expires_at timestamptz
)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT
        i.account_id, i.invitation_id, a.name, l.legal_name, i.email, i.name, i.kind, i.language,
        CASE
            WHEN i.accepted_at IS NOT NULL THEN 'accepted'
            WHEN i.revoked_at IS NOT NULL THEN 'revoked'
            WHEN i.expires_at <= now() THEN 'expired'
            ELSE 'pending'
        END,
        i.invited_by, i.made_login_id, i.user_id, i.expires_at
    FROM invitation AS i
    JOIN seller_account AS a ON a.account_id = i.account_id
    LEFT JOIN seller_user AS u ON u.account_id = i.account_id AND u.user_id = i.invited_by
    LEFT JOIN login AS l ON l.login_id = u.login_id
    WHERE i.token_digest = the_digest;
END
$$;

-- Brings everything that depends on a login's 2SV state up to date: its history, the copies in all
-- its users, pending users that become active, and accounts that open because their primary did.
-- Called in the transaction that changed the state; a second call changes nothing.
--
-- Returns the users it changed: a user was activated, and perhaps its account opened with it.
CREATE FUNCTION refresh_enrolled(the_login uuid)
RETURNS TABLE (account_id uuid, user_id uuid, activated boolean, opened boolean)
LANGUAGE plpgsql
VOLATILE
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    new_state two_step_state;
    now_enrolled boolean;
BEGIN
    -- Changes of one login come one after the other.
    PERFORM 1 FROM login AS l WHERE l.login_id = the_login FOR UPDATE;
    SELECT v.state INTO new_state FROM login_two_step AS v WHERE v.login_id = the_login;
    IF new_state IS NULL THEN
        RETURN;
    END IF;
    now_enrolled := new_state IN ('enrolled', 'turned_off');

    UPDATE two_step_history AS h
    SET valid_to = clock_timestamp()
    WHERE h.login_id = the_login
      AND h.valid_to IS NULL
      AND h.state <> new_state;
    IF FOUND THEN
        INSERT INTO two_step_history (login_id, state, valid_from)
        VALUES (the_login, new_state, clock_timestamp())
        ON CONFLICT ON CONSTRAINT two_step_history_key
        DO UPDATE SET state = excluded.state, valid_to = NULL;
    END IF;

    RETURN QUERY
    WITH before AS (
        SELECT
            u.account_id, u.user_id,
            u.state = 'pending' AND now_enrolled AS activates
        FROM seller_user AS u
        WHERE u.login_id = the_login
          AND (u.enrolled <> now_enrolled OR (u.state = 'pending' AND now_enrolled))
        FOR UPDATE
    ),
    changed AS (
        UPDATE seller_user AS u
        SET enrolled = now_enrolled,
            state = CASE WHEN b.activates THEN 'active' ELSE u.state END,
            activated_at = CASE WHEN b.activates THEN now() ELSE u.activated_at END,
            version = u.version + CASE WHEN b.activates THEN 1 ELSE 0 END
        FROM before AS b
        WHERE u.account_id = b.account_id
          AND u.user_id = b.user_id
        RETURNING u.account_id, u.user_id, b.activates
    ),
    opening AS (
        UPDATE seller_account AS a
        SET state = 'open'
        FROM changed AS c
        WHERE a.account_id = c.account_id
          AND a.primary_user_id = c.user_id
          AND a.state = 'opening'
          AND c.activates
        RETURNING a.account_id
    )
    SELECT c.account_id, c.user_id, c.activates, o.account_id IS NOT NULL
    FROM changed AS c
    LEFT JOIN opening AS o ON o.account_id = c.account_id;
END
$$;

-- Reports -----------------------------------------------------------------------------------------

-- A report is read in two ways, as rows and as a COPY: what it says is said here, once. COPY takes no
-- values, so the views show the account that the transaction has set, and none without. Their rows
-- are looked up one by one along an index, so that the first is there at once and a million need no
-- memory. Functions of one expression, because SQL puts those into the statement itself.

-- RFC 3339 in UTC, to the second.
CREATE FUNCTION rfc3339(moment timestamptz)
RETURNS text
LANGUAGE sql
STABLE
PARALLEL SAFE
RETURN substr(to_json(timezone(interval '0', moment))::text, 2, 19) || 'Z';

-- A spreadsheet runs a cell that begins like a formula, quoted or not: an apostrophe stops it. Nothing
-- stands for an empty cell, because COPY would quote the empty text.
-- Source: OWASP, CSV Injection: = + - @ and the tab and the ends of lines.
CREATE FUNCTION csv_cell(cell text)
RETURNS text
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
RETURN CASE
    WHEN ascii(cell) IN (61, 43, 45, 64, 9, 13, 10) THEN '''' || cell
    ELSE nullif(cell, '')
END;

-- Users whose login several people use, as far as open findings say.
CREATE VIEW shared_login_user WITH (security_invoker = true) AS
SELECT f.account_id, f.user_id
FROM finding AS f
WHERE f.closed_at IS NULL
  AND f.kind IN ('shared_concurrent', 'shared_sequential', 'declared')
  AND f.level <> 'dismissed';

-- Who cannot sign in yet, or no longer. Nobody is left out: NOT enrolled is the index that holds those
-- few and no others. A grant and the draft it came from are one. Levels weigh 1, 2 and 3, twice that
-- where a prerequisite marks the tool as one that moves money: power is what an attacker looks for.
CREATE VIEW missing_enrollment_report WITH (security_invoker = true) AS
SELECT
    u.user_id,
    l.legal_name AS name,
    l.email,
    CASE WHEN a.primary_user_id = u.user_id THEN 'primary' ELSE u.kind::text END AS kind,
    u.state,
    t.state AS two_step_state,
    a.primary_user_id IS NOT DISTINCT FROM u.user_id OR coalesce(g.is_admin, false) AS is_admin,
    EXISTS (
        SELECT 1
        FROM shared_login_user AS f
        WHERE f.account_id = u.account_id
          AND f.user_id = u.user_id
    ) AS shared_login,
    g.held AS grants,
    rfc3339(i.created_at) AS invited_at,
    rfc3339(coalesce(i.accepted_at, u.created_at)) AS accepted_at,
    a.primary_user_id IS NOT DISTINCT FROM u.user_id AS is_primary,
    coalesce(g.power, 0) AS power
FROM seller_user AS u
JOIN seller_account AS a ON a.account_id = u.account_id
JOIN login AS l ON l.login_id = u.login_id
JOIN login_two_step AS t ON t.login_id = u.login_id
LEFT JOIN LATERAL (
    SELECT i.invitation_id, i.created_at, i.accepted_at
    FROM invitation AS i
    WHERE i.account_id = u.account_id
      AND i.user_id = u.user_id
    ORDER BY i.accepted_at DESC
    LIMIT 1
) AS i ON true
CROSS JOIN LATERAL (
    SELECT
        count(*) AS held,
        bool_or(
            h.tool_id = 'user-permissions' AND h.level = 'admin' AND h.scope = 'global'
        ) AS is_admin,
        sum(
            CASE h.level WHEN 'view' THEN 1 WHEN 'edit' THEN 2 ELSE 3 END
            * CASE
                WHEN h.tool_id = ANY (
                    ARRAY(SELECT c.tool_id FROM tool AS c WHERE c.prerequisite IS NOT NULL)
                ) THEN 2
                ELSE 1
            END
        ) AS power
    FROM (
        SELECT p.tool_id, p.level, p.scope
        FROM permission_grant AS p
        WHERE p.account_id = u.account_id
          AND p.user_id = u.user_id
          AND (p.expires_at IS NULL OR p.expires_at > now())
        UNION ALL
        SELECT d.tool_id, d.level, d.scope
        FROM invitation_grant AS d
        WHERE d.account_id = u.account_id
          AND d.invitation_id = i.invitation_id
          AND u.state = 'pending'
          AND (d.expires_at IS NULL OR d.expires_at > now())
          AND NOT EXISTS (
              SELECT 1
              FROM permission_grant AS p
              WHERE p.account_id = u.account_id
                AND p.user_id = u.user_id
                AND p.tool_id = d.tool_id
                AND p.scope = d.scope
                AND p.level = d.level
                AND (p.expires_at IS NULL OR p.expires_at > now())
          )
    ) AS h
) AS g
WHERE u.account_id = (SELECT nullif(current_setting('seller.account', true), '')::uuid)
  AND NOT u.enrolled
  AND u.state IN ('pending', 'active');

-- What an account may know of its users' logins (REP-02). no_information: it never happened, as far as
-- is known. N/A: it cannot have happened. The newest session is the one with the last id, because ids
-- begin with the time; it is the one index that a login with a long past does not make slow.
CREATE VIEW credentials_report WITH (security_invoker = true) AS
SELECT
    u.user_id,
    l.legal_name AS name,
    l.email,
    CASE WHEN a.primary_user_id = u.user_id THEN 'primary' ELSE u.kind::text END AS kind,
    u.state,
    rfc3339(u.created_at) AS created_at,
    t.state AS two_step_state,
    m.kinds AS methods,
    coalesce(m.preferred, 'N/A') AS preferred,
    m.held > 1 AS backup_present,
    rfc3339(l.password_changed_at) AS password_last_changed,
    coalesce(
        (
            SELECT rfc3339(s.created_at)
            FROM session AS s
            WHERE s.login_id = u.login_id
            ORDER BY s.session_id DESC
            LIMIT 1
        ),
        'no_information'
    ) AS last_sign_in,
    CASE
        WHEN m.held = 0 THEN 'N/A'
        ELSE coalesce(rfc3339(m.last_used_at), 'no_information')
    END AS last_method_use,
    (
        SELECT count(*)
        FROM session AS s
        WHERE s.login_id = u.login_id
          AND s.ended_at IS NULL
          AND s.expires_at > now()
          AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now()
    ) AS sessions_active,
    EXISTS (
        SELECT 1
        FROM shared_login_user AS f
        WHERE f.account_id = u.account_id
          AND f.user_id = u.user_id
    ) AS shared_login
FROM seller_user AS u
JOIN seller_account AS a ON a.account_id = u.account_id
JOIN login AS l ON l.login_id = u.login_id
JOIN login_two_step AS t ON t.login_id = u.login_id
CROSS JOIN LATERAL (
    SELECT
        count(*) AS held,
        string_agg(DISTINCT m.kind::text, ' ') AS kinds,
        min(m.kind::text) FILTER (WHERE m.preferred) AS preferred,
        max(m.last_used_at) AS last_used_at
    FROM two_step_method AS m
    WHERE m.login_id = u.login_id
      AND m.state = 'active'
) AS m
WHERE u.account_id = (SELECT nullif(current_setting('seller.account', true), '')::uuid)
  AND u.state <> 'removed';

-- Privileges --------------------------------------------------------------------------------------

-- The service. No DELETE but of grants, and nothing but INSERT into what must stay as it was.
GRANT SELECT
    ON schema_version, login_two_step, two_step_history, user_state_history, grant_history,
        tool_section, tool, tool_action
    TO seller_app;
GRANT SELECT, INSERT, UPDATE
    ON login, two_step_method, device, sign_in_attempt, mailbox_link, session, step_up,
        seller_account, seller_user, invitation, finding, idempotency_record, budget, service
    TO seller_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON permission_grant TO seller_app;
GRANT SELECT, INSERT, DELETE ON invitation_grant TO seller_app;
GRANT SELECT, INSERT ON audit_entry TO seller_app;
GRANT INSERT ON outbox_message TO seller_app;

-- Reports read everything but secrets and what stands for them.
GRANT SELECT
    ON schema_version, login_two_step, two_step_history, seller_account, seller_user,
        user_state_history, tool_section, tool, tool_action, permission_grant, grant_history,
        invitation_grant, finding, audit_entry, shared_login_user, missing_enrollment_report,
        credentials_report
    TO seller_report;
GRANT SELECT (
    login_id, email, legal_name, password_changed_at, first_enrolled_at, turned_off_at,
    identity_verified_at, created_at
) ON login TO seller_report;
GRANT SELECT (
    method_id, login_id, kind, state, name, failures, paused_until, preferred, created_at,
    pending_until, activated_at, last_used_at, ended_at
) ON two_step_method TO seller_report;
GRANT SELECT (
    session_id, login_id, method_id, account_id, device_id, created_at, last_seen_at, expires_at,
    idle_seconds, ended_at, end_reason
) ON session TO seller_report;
GRANT SELECT (
    account_id, invitation_id, email, name, kind, language, invited_by, created_at, expires_at,
    accepted_at, revoked_at, made_login_id, user_id
) ON invitation TO seller_report;

-- Workers: delivery, expiry, and what refresh_enrolled and the histories touch.
GRANT SELECT, UPDATE, DELETE ON outbox_message TO seller_worker;
GRANT SELECT, DELETE ON idempotency_record, budget TO seller_worker;
GRANT SELECT, DELETE ON sign_in_attempt, mailbox_link, step_up TO seller_worker;
GRANT SELECT (device_id, login_id, first_seen_at, created_at), DELETE ON device TO seller_worker;
GRANT SELECT (attempt_id, login_id, device_id) ON session TO seller_worker;
-- The secret can be removed, and not read.
GRANT SELECT (method_id, login_id, state, pending_until, pending_attempt, ended_at)
    ON two_step_method
    TO seller_worker;
GRANT UPDATE (state, secret_sealed, pending_attempt, ended_at) ON two_step_method TO seller_worker;
GRANT SELECT ON schema_version, login_two_step, seller_account, seller_user TO seller_worker;
GRANT SELECT (login_id) ON login TO seller_worker;
-- Nothing updates this column; a row lock asks for the right to.
GRANT UPDATE (login_id) ON login TO seller_worker;
GRANT UPDATE (enrolled, state, activated_at, version) ON seller_user TO seller_worker;
GRANT UPDATE (state) ON seller_account TO seller_worker;
GRANT SELECT, INSERT, UPDATE
    ON two_step_history, user_state_history, grant_history
    TO seller_worker;

-- The gate: the few tables its functions read.
GRANT SELECT
    ON session, login, seller_account, seller_user, invitation, service, tool, tool_action,
        permission_grant
    TO seller_gate;

REVOKE ALL
    ON FUNCTION sessions_many(bytea[]), people_many(bytea[]), decide_many(bytea[], uuid[], text[], text[], text[], text[]), login_users(uuid),
        account_access(uuid, uuid), invitation_by_digest(bytea), refresh_enrolled(uuid),
        count_in_budgets(text[], bytea[], bigint[], integer[]),
        count_stranger_code(uuid, uuid, uuid, integer, integer, bigint, integer),
        must_hold(boolean, text), refuse_older_step(),
        refuse_second_first_enrollment(), forget_exposure(), note_new_login(), note_user_state(), note_grant(),
        rfc3339(timestamptz), csv_cell(text)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rfc3339(timestamptz), csv_cell(text) TO seller_report;
GRANT EXECUTE
    ON FUNCTION sessions_many(bytea[]), people_many(bytea[]), decide_many(bytea[], uuid[], text[], text[], text[], text[]), login_users(uuid),
        account_access(uuid, uuid), invitation_by_digest(bytea), refresh_enrolled(uuid),
        count_in_budgets(text[], bytea[], bigint[], integer[]),
        count_stranger_code(uuid, uuid, uuid, integer, integer, bigint, integer),
        must_hold(boolean, text)
    TO seller_app;

ALTER FUNCTION sessions_many(bytea[]) OWNER TO seller_gate;
ALTER FUNCTION people_many(bytea[]) OWNER TO seller_gate;
ALTER FUNCTION decide_many(bytea[], uuid[], text[], text[], text[], text[]) OWNER TO seller_gate;
ALTER FUNCTION login_users(uuid) OWNER TO seller_gate;
ALTER FUNCTION account_access(uuid, uuid) OWNER TO seller_gate;
ALTER FUNCTION invitation_by_digest(bytea) OWNER TO seller_gate;
ALTER FUNCTION refresh_enrolled(uuid) OWNER TO seller_worker;
ALTER FUNCTION note_new_login() OWNER TO seller_worker;
ALTER FUNCTION note_user_state() OWNER TO seller_worker;
ALTER FUNCTION note_grant() OWNER TO seller_worker;

DO $$
BEGIN
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM seller_worker, seller_gate', current_schema());
END
$$;

-- The catalogue as delivered ----------------------------------------------------------------------

INSERT INTO tool_section (section_id, name, position)
VALUES
    ('catalog', 'Catalog', 1),
    ('sales', 'Sales', 2),
    ('money', 'Money', 3),
    ('insight', 'Insight', 4),
    ('settings', 'Settings', 5);

-- Money asks for a verified identity (PERM-08).
INSERT INTO tool (tool_id, section_id, name, max_level, cross_store, prerequisite, position)
VALUES
    ('inventory', 'catalog', 'Inventory', 'admin', false, NULL, 1),
    ('pricing', 'catalog', 'Pricing', 'admin', false, NULL, 2),
    ('orders', 'sales', 'Orders', 'edit', false, NULL, 1),
    ('advertising', 'sales', 'Advertising', 'admin', false, NULL, 2),
    ('payouts', 'money', 'Payouts', 'admin', true, 'verified_identity', 1),
    ('refunds', 'money', 'Refunds', 'admin', false, 'verified_identity', 2),
    ('reports', 'insight', 'Reports', 'view', false, NULL, 1),
    ('audit', 'insight', 'Audit', 'view', false, NULL, 2),
    ('settings', 'settings', 'Settings', 'admin', false, NULL, 1),
    ('user-permissions', 'settings', 'User permissions', 'admin', true, NULL, 2),
    ('connections', 'settings', 'Connections', 'admin', true, NULL, 3);

-- Every tool can be asked about by its levels; what a tool does besides has a name of its own.
INSERT INTO tool_action (tool_id, action, level)
SELECT t.tool_id, l.level::text, l.level
FROM tool AS t
JOIN unnest(enum_range(NULL::permission_level)) AS l (level)
    ON l.level > 'none' AND l.level <= t.max_level;

INSERT INTO tool_action (tool_id, action, level)
VALUES
    ('orders', 'confirm-shipment', 'edit'),
    ('orders', 'cancel-order', 'edit'),
    ('payouts', 'start-disbursement', 'edit'),
    ('payouts', 'set-payout-method', 'admin'),
    ('refunds', 'issue-refund', 'edit'),
    ('user-permissions', 'invite', 'admin'),
    ('user-permissions', 'set-permissions', 'admin'),
    ('connections', 'create', 'admin');

INSERT INTO schema_version (version) VALUES (1);
