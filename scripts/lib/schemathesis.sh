# Runs of Schemathesis for scripts/conformance. Needs common.sh, machine.sh, place.sh and people.sh.

schemathesis_version=4.32.5
schemathesis_folder=$local_folder/schemathesis

# What it has to find in each answer, besides that no server error comes.
schemathesis_checks=not_a_server_error,status_code_conformance,content_type_conformance
schemathesis_checks+=,response_schema_conformance,response_headers_conformance
schemathesis_checks+=,negative_data_rejection

# Installs the pinned version into a virtual environment of its own.
prepare_schemathesis() {
    local python=$schemathesis_folder/bin/python
    if [ "$("$python" -c 'from importlib.metadata import version; print(version("schemathesis"))' \
        2>/dev/null)" = "$schemathesis_version" ]; then return; fi
    python3 -c 'import ensurepip' 2>/dev/null ||
        { is_root && install_packages python3-venv; } ||
        fail "Python's module venv is missing: sudo apt-get install python3-venv"
    (umask 077 && mkdir -p "$local_folder")
    rm -rf "$schemathesis_folder"
    say "Installing Schemathesis $schemathesis_version"
    python3 -m venv "$schemathesis_folder"
    "$python" -m pip install -q --disable-pip-version-check "schemathesis==$schemathesis_version" >&2
}

# Checks as caller $1 with the bearer token $2 (or none); the rest goes to Schemathesis. Says one
# line, and everything about a failure. How slowly a busy machine makes cases up is none.
check_caller() {
    local caller=$1 token=$2 log=$place/$1.log code=0 failures
    shift 2
    # They would end the session that all cases after them need; nobody else has one to lose.
    if [ "$caller" = session ]; then
        set -- --exclude-operation-id session.end --exclude-operation-id sessions.end
    fi
    [ -z "$token" ] || set -- "$@" -H "Authorization: Bearer $token"
    (cd "$place" && SCHEMATHESIS_HOOKS=$project/scripts/lib/real_values.py \
        CONFORMANCE_FACTS=$place/facts.json CONFORMANCE_COUNTS=$place/$caller.json \
        CONFORMANCE_SEED=$seed CONFORMANCE_TOKEN=$token PYTHONDONTWRITEBYTECODE=1 \
        "$schemathesis_folder/bin/schemathesis" --no-color run "$origin/openapi.json" \
        --checks "$schemathesis_checks" --phases examples,coverage,fuzzing --warnings off \
        --max-examples "$examples" --seed "$seed" --continue-on-failure --request-timeout 30 \
        --output-sanitize false --output-truncate false \
        --suppress-health-check too_slow "$@") >"$log" 2>&1 || code=$?
    kill -0 "$server" 2>/dev/null || { say "conformance: the server is gone" && code=1; }
    # Without counts it did not get as far as one case.
    [ -s "$place/$caller.json" ] || { cat "$log" >&2 && return 1; }
    failures=$(sed -n 's/.* \([0-9]*\) unique failures*$/\1/p' "$log")
    if [ "$code" != 0 ]; then failures=${failures:-no count of}; fi
    jq -r --arg caller "$caller" --arg failures "${failures:-0}" \
        '"\($caller): \(.operations) operations, \(.cases) cases, \($failures) failures;"
        + " \(.successes) operations gave what was asked for"' "$place/$caller.json"
    [ "$code" = 0 ] || cat "$log" >&2
    return "$code"
}

# The two operations that end the caller's own session, each with a session of its own.
check_endings() {
    local session code=0 operation
    for operation in session.end sessions.end; do
        session=$(second_session "$operation") && know_session "$session" || return 1
        examples=20 check_caller "$operation" "$session" --include-operation-id "$operation" || code=1
    done
    session=$(second_session last) && api DELETE /v1/session "$session" "" >/dev/null || return 1
    [ "$(curl -sS -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $session" \
        "$origin/v1/session")" = 401 ] || { say "conformance: an ended session lives on" && code=1; }
    return "$code"
}

# Lets cases name session $1 by its id.
know_session() {
    local id
    id=$(api GET /v1/sessions "$1" "" | jq -r '.items[0].id') &&
        jq --arg id "$id" '.session = [$id]' "$place/facts.json" >"$place/facts.new" &&
        mv "$place/facts.new" "$place/facts.json"
}

# A session of a new person, named after $1.
second_session() {
    local name=${1//[._]/-}
    invite "$name" >/dev/null && enrolled "$name" | jq -r .session
}
