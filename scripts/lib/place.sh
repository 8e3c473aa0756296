# Where the private cluster, its key and its settings are. Needs common.sh.

local_folder=$project/.local
state_file=$local_folder/state
key_file=$local_folder/keys

# One word for this copy of the project, so that two copies never share a cluster.
place_word=$(printf '%s' "$project" | sha256sum | cut -c1-12)

# The user `postgres` cannot enter a private home, so root keeps the data elsewhere. A socket's path
# may have 107 bytes (sockaddr_un), PostgreSQL adds 15 to the folder: hence the short folder.
if is_root; then
    cluster_folder=/var/lib/seller-accounts/$place_word
    socket_folder=/run/seller-accounts-$place_word
else
    cluster_folder=$local_folder/cluster
    temporary=${XDG_RUNTIME_DIR:-${TMPDIR:-/tmp}}
    [ ${#temporary} -le 60 ] && [ -w "$temporary" ] || temporary=/tmp
    socket_folder=$temporary/seller-accounts-$place_word
fi
data_folder=$cluster_folder/data

# Value $1 of the last scripts/run (`build`, `port`), or $2 before the first.
remembered() {
    local value
    value=$(sed -n "s/^$1=//p" "$state_file" 2>/dev/null | tail -n 1)
    printf '%s\n' "${value:-$2}"
}

# What the command needs to know of the private cluster and of the server on port $1.
export_settings() {
    export DATABASE_URL="postgresql:///seller?host=$socket_folder&user=seller"
    export SELLER_ACCOUNTS_KEY_FILE=$key_file
    export SELLER_ACCOUNTS_ORIGIN=http://localhost:$1
    export SELLER_ACCOUNTS_DELIVERY=development
}
