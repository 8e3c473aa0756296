# Rates over HTTP: P1, P3. Needs servers.sh and pairs.sh.

# Loads $url of process $1 with the wrk script $2 and its arguments $3…; sets `figure` (answers a
# second), `detail` (microseconds of CPU an answer) and `tail_ms` (99th percentile).
load_http() {
    local process=$1 script=$2 said before after count
    shift 2
    wrk -t1 -c32 -d1 -s "$script" "$url" -- "$@" >/dev/null
    before=$(ticks "$process")
    said=$(wrk -t1 -c32 -d3 --latency -s "$script" "$url" -- "$@")
    after=$(ticks "$process")
    ! grep -q -e 'Non-2xx' -e 'Socket errors' <<<"$said" || fail "Refused: $said"
    figure=$(awk '/^Requests\/sec:/ { print $2 }' <<<"$said")
    count=$(awk '/ requests in / { print $1 }' <<<"$said")
    detail=$(calculate "($after - $before) * 10000 / $count")
    tail_ms=$(awk '$1 == "99%" { print milliseconds($2) }
        function milliseconds(t) {
            if (t ~ /us$/) return t / 1000
            if (t ~ /ms$/) return t + 0
            return t * 1000
        }' <<<"$said")
}

check_load() {
    url=$check_url
    load_http "$check_pid" "$here/lib/bench/check.lua" \
        "$here/lib/bench" "$bench_files/service" "$bench_files/tools"
}

hello_load() {
    url=$hello_url
    load_http "$hello_pid" "$here/lib/bench/hello.lua"
    detail=
}

session_load() {
    url=$check_url/v1/session
    load_http "$check_pid" "$here/lib/bench/session.lua" "$bench_files/sessions"
}

# Sessions in use were seen within the minute; those of the fixture were not, and the first request of
# each would measure how that is written.
see_sessions() { bench_psql -d seller -c 'UPDATE session SET last_seen_at = now()'; }

# PG1: what PostgreSQL answers a second when asked for one row by its key.
point_lookups() {
    figure=$(pgbench -n -f "$here/lib/bench/point.sql" -M prepared -c 8 -j 2 -T 3 \
        -h "$bench_socket" -U postgres seller 2>/dev/null | awk '/^tps =/ { print $3 }')
}

start_pair() {
    [ -n "${server_pids[ours]:-}" ] && return
    start_ours ours
    check_url=$url check_pid=$pid
    start_hello hello
    hello_url=$url hello_pid=$pid
    require_answers
}

# A load that is answered "no such user" measures nothing: one question of each kind, first.
require_answers() {
    local answer
    answer=$(ask_about "$("$bench" id user 1)")
    [ "$(jq .decision <<<"$answer")" = true ] || fail "A primary user may not: $answer"
    answer=$(ask_about "$("$bench" id user 2)")
    [ "$(jq -r .context.code <<<"$answer")" = permission_denied ] ||
        fail "A user without the grant is not refused for that: $answer"
}

ask_about() {
    curl -sS "$check_url/access/v1/evaluation" -H 'Content-Type: application/json' \
        -H "Authorization: Bearer $(cat "$bench_files/service")" \
        -d "{\"subject\":{\"type\":\"user\",\"id\":\"$1\"},\"action\":{\"name\":\"admin\"},
            \"resource\":{\"type\":\"settings\",\"id\":\"user-permissions\"}}"
}

bar_P1() {
    start_pair
    run_pairs check_load hello_load
    conclude P1 'strict check, rate ÷ HB0' "$ratio" least 0.40 0.70 "$steady" \
        "$ours/s, $detail µs CPU; HB0 $anchor/s; ${ratios[*]}"
    run_pairs check_load point_lookups
    conclude P1 'strict check, rate ÷ PG1' "$ratio" least 0.25 0.42 "$steady" \
        "$ours/s; PG1 $anchor/s; ${ratios[*]}"
}

bar_P3() {
    start_pair
    see_sessions
    run_pairs session_load hello_load
    conclude P3 'session validation, rate ÷ HB0' "$ratio" least 0.45 0.80 "$steady" \
        "$ours/s, $detail µs CPU; HB0 $anchor/s; ${ratios[*]}"
}
