# What a machine must have before anything can be built. Needs common.sh.

# The names in packages.txt, and in the file that a script with further wants calls $extra_packages.
wanted_packages() {
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$project/scripts/lib/packages.txt" ${extra_packages:-}
}

# The wanted packages that are not installed.
missing_packages() {
    local have
    have=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
    comm -23 <(wanted_packages | sort -u) <(sort -u <<<"$have")
}

# Installs $@ without letting Debian make and start a database cluster of its own.
install_packages() {
    local settings=/etc/postgresql-common/createcluster.d
    local ours=$settings/seller-accounts.conf
    mkdir -p "$settings"
    echo 'create_main_cluster = false' >"$ours"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2 || say "apt-get update failed: going on with the lists that are here"
    local code=0
    apt-get install -y -qq --no-install-recommends "$@" >&2 || code=$?
    # Only for this installation: what is installed later makes its cluster as its owner expects.
    rm -f "$ours"
    return "$code"
}

# Installs what is missing, or says the line that does it and stops.
prepare_machine() {
    command -v dpkg-query >/dev/null || fail "These scripts know Debian 12 only (no dpkg here)."
    local missing
    mapfile -t missing < <(missing_packages)
    if [ ${#missing[@]} -gt 0 ]; then
        if ! is_root; then
            say "Some packages are missing. Install them with:"
            fail "  sudo apt-get install --no-install-recommends ${missing[*]}"
        fi
        say "Installing: ${missing[*]}"
        install_packages "${missing[@]}" || fail "apt-get could not install all of them."
    fi
    command -v swift >/dev/null ||
        fail "Swift 6.2 or later is not on the PATH. See https://www.swift.org/install/linux/"
}
