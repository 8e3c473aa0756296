# The people of scripts/conformance and what they made, by the command and the API, as persons would.
# Needs common.sh, cluster.sh and serve.sh; `place` and `command` are set.

password=plum-orbit-cactus-41

# Starts a private cluster and the server on a free port, with the limits that would end a long run.
start_throw_away_server() {
    local port
    cluster_make "$data_folder" --no-sync
    cluster_start "$data_folder" "$place" "-c fsync=off -c full_page_writes=off" ||
        fail "PostgreSQL does not start: $(as_owner tail -n 3 "$place/postgresql.log")"
    cluster_fill "$place"
    port=$((20000 + RANDOM % 20000))
    while port_answers "$port"; do port=$((port + 1)); done
    origin=http://localhost:$port
    export DATABASE_URL="postgresql:///seller?host=$place&user=seller"
    export SELLER_ACCOUNTS_KEY_FILE=$place/keys SELLER_ACCOUNTS_ORIGIN=$origin
    export SELLER_ACCOUNTS_DELIVERY=development
    export SELLER_ACCOUNTS_ATTEMPT_SECONDS=3600 SELLER_ACCOUNTS_STEP_UP_SECONDS=3600
    export SELLER_ACCOUNTS_PASSWORD_TRIES_PER_SOURCE_PER_MINUTE=100000
    "$command" keys new --output "$place/keys" >/dev/null
    "$command" database migrate >/dev/null
    "$command" serve --port "$port" --private-port 0 >"$place/server.log" 2>&1 &
    server=$!
    wait_for_server "$server" "$port" || fail "The server does not start: $(tail -n 3 "$place/server.log")"
}

# Sends $1 $2 with the credential $3 (or none) and the JSON $4 (or none); the rest goes to curl.
# Prints the body; fails with it unless the answer is a success.
api() {
    local method=$1 path=$2 credential=$3 body=$4 answer
    shift 4
    [ -z "$credential" ] || set -- "$@" -H "Authorization: Bearer $credential"
    [ -z "$body" ] || set -- "$@" -H 'Content-Type: application/json' --data-binary "$body"
    answer=$(curl -sS -w '\n%{http_code}' -X "$method" "$@" "$origin$path") || fail "$method $path"
    [[ ${answer##*$'\n'} == 2?? ]] || fail "$method $path: $answer"
    printf '%s\n' "${answer%$'\n'*}"
}

# The code of secret $1, $2 steps from now. Waits out the end of a step, so that it is still good
# when it arrives.
code_of() {
    while [ $(($(date +%s) % 30)) -gt 26 ]; do sleep 0.5; done
    oathtool --totp -b -N "@$(($(date +%s) + 30 * $2))" "$1"
}

# Accepts the invitation of token $1 as $2; prints the attempt.
accept() {
    api POST /v1/invitations/accept "" "$(jq -nc --arg token "$1" --arg name "$2" \
        --arg password "$password" '{$token, $name, $password}')" | jq -r .attempt
}

# Enrolls attempt $1 with an app; prints session, method and secret.
enroll() {
    local method secret id code
    method=$(api POST /v1/sign-in/methods "$1" '{"kind":"authenticator_app","name":"Phone"}') &&
        id=$(jq -r .id <<<"$method") && secret=$(jq -r .secret <<<"$method") &&
        # The step before, so that two more codes are good within the same half minute.
        code=$(code_of "$secret" -1) &&
        api POST "/v1/sign-in/methods/$id/confirm" "$1" "{\"code\":\"$code\"}" |
        jq -c --arg method "$id" --arg secret "$secret" '{session, $method, $secret}'
}

# Accepts the invitation mailed to $1@example.com and enrolls; prints what `enroll` does.
enrolled() {
    local token attempt
    token=$(mailed_token "$1") && attempt=$(accept "$token" "$1") && enroll "$attempt"
}

# Invites $1@example.com to edit the inventory, as Ada; prints the invitation's id.
invite() {
    api POST "$account_path/invitations" "$ada_session" "$(jq -nc --arg name "$1" '{
        name: $name, email: "\($name)@example.com", kind: "secondary",
        grants: [{tool: "inventory", level: "edit", scope: "global"}]
    }')" -H "Idempotency-Key: invite-$1" | jq -r .id
}

# The token in the newest mail to $1@example.com.
mailed_token() {
    "$command" messages list --to "$1@example.com" --limit 1 | grep -o 'token=[a-z]*_[A-Za-z0-9_-]*' |
        head -n 1 | cut -d= -f2
}

# A sign-in of $1, who is enrolled or has accepted.
attempt_of() {
    api POST /v1/sign-in "" "$(jq -nc --arg email "$1@example.com" --arg password "$password" \
        '{$email, $password}')" | jq -r .attempt
}

# The user of $1@example.com.
user_of() {
    api GET "$account_path/users" "$ada_session" "" |
        jq -r --arg email "$1@example.com" '.items[] | select(.email == $email).id'
}

# A step-up of Ada for operation $1 and target $2, waiting for its code.
step_up() {
    api POST /v1/step-up "$ada_session" "$(jq -nc --arg operation "$1" --arg target "$2" \
        '{$operation, $target}')" | jq -r .step_up
}

# Ada is the primary; Ben and Dora are enrolled users, Eve is not; Finn and others are invited; Ben's
# login is flagged. What can be named of all this stands in facts.json, for the cases to draw from: by
# the field's name, or by the operation and the field's name.
make_people() {
    local opened ada dora eve finn gus hal open=() name ben_user own allowed waiting code
    opened=$("$command" account create --name 'Nordic Lamps' --email ada@example.com --print-link --json)
    account_path=/v1/accounts/$(jq -r .account <<<"$opened")
    ada=$(accept "$(jq -r .link <<<"$opened" | sed 's/.*token=//')" Ada)
    ada=$(enroll "$ada")
    ada_session=$(jq -r .session <<<"$ada")
    for name in ben dora eve finn gus hal; do
        open+=("$(invite "$name")") || fail "$name was not invited."
    done
    enrolled ben >/dev/null
    dora=$(enrolled dora)
    eve=$(mailed_token eve)
    accept "$eve" Eve >/dev/null
    finn=$(mailed_token finn)
    gus=$(mailed_token gus)
    hal=$(mailed_token hal)
    own=$(user_of ada)
    ben_user=$(user_of ben)
    allowed=$(step_up permissions.replace "$ben_user")
    waiting=$(step_up permissions.replace "$ben_user")
    code=$(code_of "$(jq -r .secret <<<"$ada")" 0)
    api POST "/v1/step-up/$allowed/code" "$ada_session" \
        "$(jq -c --arg code "$code" '{method, $code}' <<<"$ada")" >/dev/null
    api POST "$account_path/shared-logins" "$ada_session" \
        "$(jq -nc --arg user "$ben_user" '{$user, note: "The desk"}')" \
        -H 'Idempotency-Key: flag-ben' >/dev/null
    jq -n --arg account "${account_path##*/}" --arg user "$ben_user" --argjson ada "$ada" \
        --argjson dora "$dora" --arg allowed "$allowed" --arg waiting "$waiting" \
        --arg eve "$eve" --arg finn "$finn" --arg gus "$gus" --arg hal "$hal" \
        --arg password "$password" --arg own "$own" '{
            account: [$account], user: [$user, $own], method: [$ada.method, $dora.method],
            invitation: $ARGS.positional, step_up: [$waiting], "Step-Up": [$allowed, $waiting],
            "POST /v1/invitations/inspect token": [$gus], token: [$finn, $hal], ticket: [$eve],
            password: [$password], report: ["missing-enrollment"],
            email: ["ada@example.com", "ben@example.com", "nobody@example.com"],
            "POST /v1/sign-in/methods kind": ["authenticator_app", "email"],
            operation: ["permissions.replace", "invitations.create"],
            target: [$user, null], tool: ["inventory", "orders", "user-permissions", "payouts"],
            "Idempotency-Key": ["flag-ben", "invite-ben", "again", "\"again\""]
        }' --args "${open[@]}" >"$place/facts.json"
}
