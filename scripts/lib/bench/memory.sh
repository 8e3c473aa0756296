# Memory and allocations, and the client's own figure: P13, P15, together. Needs the files before.

# Memory at rest: two seconds after the start, before any request.
resident_ours() { rest_of start_ours; }
resident_hello() { rest_of start_hello; }

rest_of() {
    "$1" "rest"
    sleep 2
    figure=$(status_kibibytes "$pid" VmRSS)
    end_server rest
}

bar_P15() {
    run_pairs resident_ours resident_hello
    conclude P15 'resident memory at rest ÷ HB0' "$ratio" most 1.6 1.25 "$steady" \
        "$ours KiB; HB0 $anchor KiB"
}

# Sets `figure` to the allocations of an answer: $1 starts the server, $2 is the path, $3 the wrk script
# and $4… its arguments.
allocations() {
    local starter=$1 path=$2 script=$3 file=$bench_files/allocations before after count
    shift 3
    rm -f "$file"
    "$starter" counted LD_PRELOAD="$bench_files/allocations.so" ALLOCATIONS_FILE="$file"
    url=$url$path
    wrk -t1 -c32 -d1 -s "$script" "$url" -- "$@" >/dev/null
    before=$(allocated "$file")
    count=$(wrk -t1 -c32 -d2 -s "$script" "$url" -- "$@" | awk '/ requests in / { print $1 }')
    after=$(allocated "$file")
    end_server counted
    figure=$(calculate "($after - $before) / $count")
}

allocated() {
    local lines
    lines=$(wc -l <"$1")
    kill -USR2 "$pid"
    until [ "$(wc -l <"$1")" -gt "$lines" ]; do sleep 0.05; done
    tail -n 1 "$1"
}

bar_P13() {
    local hello check session
    gcc -O2 -shared -fPIC -o "$bench_files/allocations.so" "$here/lib/bench/allocations.c"
    allocations start_hello '' "$here/lib/bench/hello.lua"
    hello=$figure
    allocations start_ours '' "$here/lib/bench/check.lua" \
        "$here/lib/bench" "$bench_files/service" "$bench_files/tools"
    check=$figure
    see_sessions
    allocations start_ours /v1/session "$here/lib/bench/session.lua" "$bench_files/sessions"
    session=$figure
    conclude P13 'allocations of a check above HB0' "$(calculate "$check - $hello")" most 20 8 \
        steady "$check; HB0 $hello"
    conclude P13 'allocations of a session above HB0' "$(calculate "$session - $hello")" most 8 2 \
        steady "$session; HB0 $hello"
}

asked_together() {
    figure=$("$bench" together --database "$DATABASE_URL" --token-file "$bench_files/service")
}
asked_one_by_one() {
    figure=$("$bench" together --one-by-one --database "$DATABASE_URL" \
        --token-file "$bench_files/service")
}

bar_together() {
    run_pairs asked_together asked_one_by_one
    # No source: half of what was first measured, so that a fault in the pipeline shows.
    conclude - 'questions together ÷ one by one, 32 askers' "$ratio" least 2 3 "$steady" \
        "$ours/s; one by one $anchor/s; ${ratios[*]}"
}
