# Where the bench keeps its cluster and its files. Needs common.sh, cluster.sh and place.sh.

# Keys, tokens and logs; what the server of postgres must not own.
bench_files=$local_folder/bench
bench_folder=$cluster_folder-bench
bench_socket=$socket_folder-bench
bench_data=$bench_folder/data

# Durable, as the figures of writes mean it; memory for the hot part of the fixture.
bench_options="-c fsync=on -c synchronous_commit=on -c shared_buffers=1GB -c max_wal_size=8GB"

bench_cluster_up() {
    if is_root; then mkdir -p "$(dirname "$bench_folder")"; fi
    owned_folder "$bench_folder"
    owned_folder "$bench_socket"
    if ! as_owner test -s "$bench_data/PG_VERSION"; then
        as_owner rm -rf "$bench_data" "$bench_data.new"
        rm -f "$bench_files/fixture"
        cluster_make "$bench_data.new"
        as_owner mv "$bench_data.new" "$bench_data"
    fi
    if cluster_is_up "$bench_data"; then cluster_stop "$bench_data"; fi
    cluster_start "$bench_data" "$bench_socket" "$bench_options" ||
        fail "PostgreSQL does not start. It says why in $bench_folder/postgresql.log"
    cluster_fill "$bench_socket"
}

bench_psql() { psql -X -q -v ON_ERROR_STOP=1 -h "$bench_socket" -U postgres "$@"; }

export_bench_settings() {
    export DATABASE_URL="postgresql:///seller?host=$bench_socket&user=seller"
    export SELLER_ACCOUNTS_KEY_FILE=$bench_files/keys
    export SELLER_ACCOUNTS_ORIGIN=http://localhost
    export SELLER_ACCOUNTS_DELIVERY=development
    # All load comes from one address: budgets by source would measure themselves.
    export SELLER_ACCOUNTS_PASSWORD_TRIES_PER_SOURCE_PER_MINUTE=100000
    export SELLER_ACCOUNTS_PASSWORD_TRIES_PER_LOGIN_PER_HOUR=100000
    export SELLER_ACCOUNTS_PASSWORD_TRIES_PER_LOGIN_AND_SOURCE_PER_HOUR=100000
}
