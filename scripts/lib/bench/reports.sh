# Reports: P6 and P7. Needs servers.sh, pairs.sh and http.sh.

# Numbers of accounts in the fixture.
large_account=10001
small_account=1

# Downloads the report $1 of the account with number $2 as CSV, by the session in file $3; sets `figure`
# (seconds) and `detail` (milliseconds to the first byte).
download() {
    local said path
    path=/v1/accounts/$("$bench" id account "$2")/reports/$1
    said=$(curl -sS -f -N -o "$bench_files/report.csv" -w '%{time_total} %{time_starttransfer}' \
        -H "Authorization: Bearer $(head -n 1 "$3")" -H 'Accept: text/csv' "$check_url$path") ||
        fail "The server gives no report $1."
    read -r figure detail <<<"$said"
    detail=$(calculate "$detail * 1000")
}

# A report that leaves somebody out is soon ready: it must have $1 rows.
expect_rows() {
    local rows
    rows=$(($(wc -l <"$bench_files/report.csv") - 1))
    [ "$rows" = "$1" ] || fail "The report has $rows rows, not $1."
}

# PGC: the same statement under the same settings, by PostgreSQL's own client.
copied_by_psql() {
    local said begin end
    mapfile -t said < <("$bench" report "$1" "$large_account")
    begin=$(date +%s%N)
    PGOPTIONS=${said[0]} bench_psql -d seller -c "${said[1]}" >/dev/null
    end=$(date +%s%N)
    figure=$(calculate "($end - $begin) / 1e9")
}

everybody_by_us() {
    download credentials "$large_account" "$bench_files/large-session"
    expect_rows 1000000
}
everybody_by_psql() { copied_by_psql credentials; }

missing_by_us() {
    download missing-enrollment "$large_account" "$bench_files/large-session"
    expect_rows 250000
}
missing_by_psql() { copied_by_psql missing-enrollment; }

bar_P6() {
    local before growth
    # A process that has done nothing: what the first report takes and the next ones find counts too.
    end_servers
    start_pair
    see_sessions
    before=$(status_kibibytes "$check_pid" VmHWM)
    run_pairs everybody_by_us everybody_by_psql
    growth=$(calculate "($(status_kibibytes "$check_pid" VmHWM) - $before) / 1024")
    conclude P6 'report of 1,000,000, time ÷ PGC' "$ratio" most 1.5 1.15 "$steady" \
        "$ours s; PGC $anchor s; ${ratios[*]}"
    conclude P6 'report of 1,000,000, first byte (ms)' "$detail" most 100 15 steady 'median of five'
    conclude P6 'report of 1,000,000, memory (MiB)' "$growth" most 32 8 steady 'growth of VmHWM'
}

bar_P7() {
    local path before after count
    start_pair
    see_sessions
    run_pairs missing_by_us missing_by_psql
    conclude P7 'missing-enrollment of 250,000, time ÷ PGC' "$ratio" most 1.8 1.3 "$steady" \
        "$ours s; PGC $anchor s; ${ratios[*]}"
    path=/v1/accounts/$("$bench" id account "$small_account")/reports/missing-enrollment
    head -n 1 "$bench_files/sessions" >"$bench_files/small-session"
    url=$check_url$path
    load_http "$check_pid" "$here/lib/bench/session.lua" "$bench_files/small-session"
    # Only the goal has a source; five times it is where something is wrong.
    conclude P7 "missing-enrollment of an account of 100 (ms)" \
        "$(calculate "$detail / 1000")" most 5 1 steady "$figure/s; the server's own time"
}
