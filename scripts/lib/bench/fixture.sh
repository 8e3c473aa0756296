# The fixture, built once and used again until what it is made from changes.
# Needs the cluster of place.sh and the programs in $command and $bench.

# How many of its people can sign in: more than three repeats of P4 use in one step of a code.
fixture_secrets=4000
# How many sessions the load scripts draw from.
fixture_sessions=2000

fixture_word() {
    cat "$project/schema.sql" "$here/lib/bench/fixture.sql" "$here/lib/bench/fixture.sh" |
        sha256sum | cut -c1-16
}

fixture_ready() {
    local word
    word=$(fixture_word)
    [ "$(cat "$bench_files/fixture" 2>/dev/null)" = "$word" ] && return
    say "Building the fixture: some minutes, once"
    rm -f "$bench_files/fixture" "$bench_files/keys"
    bench_psql -d postgres -c 'DROP DATABASE IF EXISTS seller'
    cluster_fill "$bench_socket"
    "$command" keys new --output "$bench_files/keys" >&2
    "$command" database migrate >&2
    fixture_people
    bench_psql -d seller -o /dev/null -v password_hash="$(head -n 1 "$bench_files/secrets")" \
        -f "$here/lib/bench/fixture.sql"
    fixture_tokens
    printf '%s\n' "$word" >"$bench_files/fixture"
}

# Secrets that the key ring opens, as the table `sealed`, and the list that sign-ins are made from.
fixture_people() {
    (umask 077 && "$bench" secrets --count "$fixture_secrets" --key-file "$bench_files/keys" \
        >"$bench_files/secrets")
    bench_psql -d seller -c 'CREATE TABLE sealed (login bigint PRIMARY KEY, secret bytea NOT NULL)'
    sed 1d "$bench_files/secrets" | awk -F, '{ print $1 ",\\x" $2 }' |
        bench_psql -d seller -c '\copy sealed FROM STDIN (FORMAT csv)'
}

# Tokens as their holders have them: the prefix and base64url of the secret.
fixture_tokens() {
    local text="rtrim(translate(encode(sha256(s::bytea), 'base64'), '+/', '-_'), '=')"
    bench_psql -d seller -At -o "$bench_files/service" \
        -c "SELECT 'svc_' || $text FROM (VALUES ('service')) AS v (s)"
    bench_psql -d seller -At -o "$bench_files/sessions" \
        -c "SELECT 'sst_' || $text FROM generate_series(1, $fixture_sessions) AS i,
            LATERAL (SELECT 'session ' || i) AS v (s) ORDER BY i"
    bench_psql -d seller -At -o "$bench_files/devices" \
        -c "SELECT 'dev_' || $text FROM sealed, LATERAL (SELECT 'device ' || login) AS v (s)
            ORDER BY login"
    # E-mail, secret in base 32, device.
    sed 1d "$bench_files/secrets" | cut -d, -f3,4 |
        paste -d, - "$bench_files/devices" >"$bench_files/logins"
    bench_psql -d seller -At -o "$bench_files/large-session" \
        -c "SELECT 'sst_' || $text FROM (VALUES ('session large')) AS v (s)"
    bench_psql -d seller -At -F, -o "$bench_files/tools" \
        -c 'SELECT section_id, tool_id FROM tool ORDER BY tool_id'
}
