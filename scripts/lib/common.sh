# Shared by all scripts: where the project stands, and how they speak.

# The project's folder, without symbolic links: its path names the private cluster.
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# Says one line to the person at the terminal; standard output belongs to what was asked for.
say() { printf '%s\n' "$*" >&2; }

# Says one sentence and ends the script. Exit code 1: anything that is not a wrong argument.
fail() {
    say "$*"
    exit 1
}

# As `fail`, for wrong arguments. Exit code 2, as the command itself uses it.
usage() {
    say "$*"
    exit 2
}

is_root() { [ "$(id -u)" = 0 ]; }
