# Parts of scripts/fresh-machine.

# The mirror that this host's apt uses for Debian itself.
host_mirror() {
    apt-get indextargets --format '$(SITE)|$(RELEASE)|$(COMPONENT)' 'Created-By: Packages' |
        awk -F '|' '$2 == "bookworm" && $3 == "main" { print $1; exit }' |
        grep . || fail "apt knows no mirror of Debian 12 here."
}

# Gives folder $1 what this host knows of networks, mirrors and certificates.
copy_host_settings() {
    local path
    for path in /etc/resolv.conf /etc/hosts /etc/gitconfig /root/.gitconfig /etc/ssl/certs \
        /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
        [ -e "$path" ] || continue
        mkdir -p "$1$(dirname "$path")"
        rm -rf "${1:?}$path"
        cp -rL "$path" "$1$path"
    done
}

# Runs the rest of the arguments in the clone inside folder $1, with the toolchain $2 and `copies`
# bound read-only. Mounts and processes of it end with the command.
run_inside() {
    local machine=$1 toolchain=$2 path
    shift 2
    for path in "$toolchain" "${copies[@]}"; do
        if [ -d "$path" ]; then mkdir -p "$machine$path"; else
            mkdir -p "$machine$(dirname "$path")"
            touch "$machine$path"
        fi
    done
    # shellcheck disable=SC2016 # expanded by the inner shell
    unshare --mount --pid --fork --kill-child bash -euc '
        machine=$1 toolchain=$2 count=$3
        shift 3
        mount --rbind /dev "$machine/dev"
        mount -t proc proc "$machine/proc"
        mount -t tmpfs tmpfs "$machine/run"
        for path in "$toolchain" "${@:1:count}"; do
            mount --bind "$path" "$machine$path"
            mount -o remount,bind,ro "$machine$path"
        done
        shift "$count"
        exec env -i HOME=/root TERM="${TERM:-dumb}" LANG=C.UTF-8 \
            PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$toolchain/bin" \
            chroot "$machine" bash -c "cd /srv/seller-accounts && exec \"\$@\"" inside "$@"
    ' outside "$machine" "$toolchain" "${#copies[@]}" "${copies[@]}" "$@"
}

# Starts scripts/run, waits until it says that it is up, ends it. Runs inside.
serve_once() {
    local tries=1200 log=/tmp/run.log run
    scripts/run >"$log" 2>&1 &
    run=$!
    until grep -q 'is up: http' "$log"; do
        kill -0 "$run" 2>/dev/null && [ $((tries -= 1)) -gt 0 ] || { cat "$log" && return 1; }
        sleep 1
    done
    cat "$log"
    kill -TERM "$run"
    wait "$run" || [ $? = 143 ]
}
