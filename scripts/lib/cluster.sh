# PostgreSQL clusters of our own, beside Debian's and never touching it. Needs common.sh.
#
# PostgreSQL refuses to run as root, so root hands its clusters to the user `postgres`. Every cluster
# trusts whoever reaches its socket, listens on no network, and keeps the socket in a folder that
# only its owner can enter.

# Runs $@ as the owner of our clusters, from a folder that this owner can enter.
as_owner() {
    if is_root; then
        (cd / && exec runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# Makes folder $1, for the owner of our clusters and nobody else; refuses one of somebody else.
owned_folder() {
    local owner
    owner=$(as_owner id -un)
    [ -d "$1" ] || mkdir -m 700 "$1"
    if is_root && [ "$(stat -c %U "$1")" = root ]; then chown postgres: "$1"; fi
    [ ! -L "$1" ] && [ "$(stat -c %U "$1")" = "$owner" ] || fail "$1 belongs to somebody else."
    chmod 700 "$1"
}

# The folder with the server's programs: that of the data in $1 if there are any, else the newest.
server_programs() {
    local version='*' found
    version=$(as_owner cat "$1/PG_VERSION" 2>/dev/null) || version='*'
    # shellcheck disable=SC2086 # a pattern, meant to be expanded
    found=$(ls -d /usr/lib/postgresql/$version/bin 2>/dev/null | sort -V | tail -n 1)
    [ -x "$found/pg_ctl" ] || fail "No PostgreSQL server ($version) under /usr/lib/postgresql."
    printf '%s\n' "$found"
}

# Makes a cluster with its data in $1; the rest are options of initdb. Superuser: postgres.
cluster_make() {
    local data=$1 programs
    shift
    programs=$(server_programs "$data")
    as_owner "$programs/initdb" -D "$data" -U postgres --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 --no-instructions "$@" >/dev/null
}

# Starts the cluster with its data in $1 and its socket in $2; $3 are more server options.
cluster_start() {
    local data=$1 socket=$2 more=${3:-} programs
    programs=$(server_programs "$data")
    as_owner "$programs/pg_ctl" start -w -s -D "$data" -l "$data/../postgresql.log" \
        -o "-c listen_addresses='' -c unix_socket_directories='$socket' $more" >/dev/null
}

cluster_is_up() { as_owner "$(server_programs "$1")/pg_ctl" status -D "$1" >/dev/null 2>&1; }

# Stops the cluster in $1: `fast` (the default) or `immediate`. One that is down is no error.
cluster_stop() {
    as_owner "$(server_programs "$1")/pg_ctl" stop -w -s -m "${2:-fast}" -D "$1" \
        >/dev/null 2>&1 || true
}

# Makes roles and the database `seller` in the cluster behind socket $1, where they are absent.
cluster_fill() {
    local file
    for file in roles database; do
        psql -X -q -v ON_ERROR_STOP=1 -h "$1" -U postgres -d postgres -o /dev/null \
            -f "$project/scripts/lib/$file.sql"
    done
}
