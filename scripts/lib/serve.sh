# The private cluster and the server of scripts/run, started and ended together.
# Needs common.sh, cluster.sh and place.sh.

# Makes what is absent, starts the cluster if it is down, fills it.
private_cluster_up() {
    if is_root; then mkdir -p "$(dirname "$cluster_folder")"; fi
    owned_folder "$cluster_folder"
    owned_folder "$socket_folder"
    if ! as_owner test -s "$data_folder/PG_VERSION"; then
        say "Making a private PostgreSQL cluster"
        # Left half made by an earlier try that was cut off; initdb wants none.
        as_owner rm -rf "$data_folder" "$data_folder.new"
        cluster_make "$data_folder.new"
        as_owner mv "$data_folder.new" "$data_folder"
    fi
    # One that an earlier, killed run left up may listen in a folder that is gone.
    if cluster_is_up "$data_folder" && [ ! -S "$socket_folder/.s.PGSQL.5432" ]; then
        cluster_stop "$data_folder"
    fi
    cluster_is_up "$data_folder" || cluster_start "$data_folder" "$socket_folder" ||
        fail "PostgreSQL does not start. It says why in $cluster_folder/postgresql.log"
    cluster_fill "$socket_folder"
}

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Waits until the server of process $1 answers on port $2: 30 s at most, it starts in one.
wait_for_server() {
    local tries=300
    until port_answers "$2"; do
        kill -0 "$1" 2>/dev/null || return 1
        [ $((tries -= 1)) -gt 0 ] || return 1
        sleep 0.1
    done
}

# Ends the server first, so that it drains with its database still there, then the cluster.
stop_everything() {
    # A second Ctrl-C does not wait for the server to drain.
    trap 'kill -KILL "$server" 2>/dev/null || true' INT TERM HUP
    if [ -n "$server" ]; then
        kill -TERM "$server" 2>/dev/null || true
        while kill -0 "$server" 2>/dev/null; do wait "$server" 2>/dev/null || true; done
    fi
    trap '' INT TERM HUP
    cluster_stop "$data_folder"
}

# Serves on port $1 until a signal or the server's own end; gives the server's exit code.
serve_in_foreground() {
    local port=$1 code=0
    # Any free private port: two copies of the project may serve side by side.
    "$command" serve --port "$port" --private-port 0 &
    server=$!
    if wait_for_server "$server" "$port"; then next_steps "$port"; fi
    wait "$server" || code=$?
    server=
    return "$code"
}

next_steps() {
    say ""
    say "Seller Accounts is up: http://localhost:$1   (Ctrl-C ends it)"
    say ""
    say "Next, in another terminal:"
    say "  scripts/seller-accounts account create --name 'My Shop' --email me@example.com \\"
    say "      --print-link"
    say "and open the link it prints, or go on with the walk in README.md."
    say "Mail is kept, not sent: scripts/seller-accounts messages list"
}
