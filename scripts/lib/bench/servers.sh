# Servers that are measured: ours and HB0. Needs $command and $bench.

declare -A server_pids=()

# Starts ours under the name $1, with $2… as `env` takes it; sets $url and $pid.
start_ours() {
    local name=$1 said="$bench_files/$1.address"
    shift
    : >"$said"
    env "$@" "$command" serve --port 0 --private-port 0 --json \
        >"$said" 2>"$bench_files/$name.log" &
    await_server "$name" "$said"
    url=$(jq -r .address "$said")
}

# Starts HB0 under the name $1; sets $url and $pid.
start_hello() {
    local name=$1 said="$bench_files/$1.address"
    shift
    : >"$said"
    env "$@" "$bench" hello >"$said" 2>"$bench_files/$name.log" &
    await_server "$name" "$said"
    url=http://127.0.0.1:$(cat "$said")
}

await_server() {
    local tries=600
    pid=$!
    server_pids[$1]=$pid
    until [ -s "$2" ]; do
        kill -0 "$pid" 2>/dev/null && [ $((tries -= 1)) -gt 0 ] ||
            fail "$1 does not start: $(tail -n 2 "$bench_files/$1.log")"
        sleep 0.1
    done
}

# Ends the server with the name $1.
end_server() {
    kill -TERM "${server_pids[$1]}" 2>/dev/null || true
    wait "${server_pids[$1]}" 2>/dev/null || true
    unset "server_pids[$1]"
}

end_servers() {
    local name
    for name in "${!server_pids[@]}"; do end_server "$name"; done
}

# User and system time of process $1 so far, in ticks; of its threads whose name begins with $2 only,
# if that is given. Source: proc(5), fields 14 and 15 of stat; the name stands in parentheses.
ticks() {
    local files=("/proc/$1/stat")
    if [ $# -gt 1 ]; then files=("/proc/$1/task"/*/stat); fi
    cat "${files[@]}" 2>/dev/null | awk -v name=" (${2:-}" '
        index($0, name) { sub(/.*\) /, ""); total += $12 + $13 }
        END { print total + 0 }'
}

# The kibibytes that /proc/$1/status has under $2.
status_kibibytes() { awk -v name="$2:" '$1 == name { print $2 }' "/proc/$1/status"; }
