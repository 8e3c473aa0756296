# Rules about the text of the sources that neither compiler nor formatter knows.

# Swift files below $@.
swift_files() { find "$@" -name '*.swift' 2>/dev/null | sort; }

# Prints "file:line: text" of code (not comments) in the files on standard input that match $1, under
# the rule $2; 1 if there is any.
refuse_code() {
    local file found=0
    while read -r file; do
        pattern=$1 rule=$2 awk '
            { code = $0; sub(/(^|[^:])\/\/.*/, "", code) }
            code ~ ENVIRON["pattern"] { print FILENAME ":" FNR ": " ENVIRON["rule"] ":" $0; found = 1 }
            END { exit found }' "$file" || found=1
    done
    return "$found"
}

# Unsafe code stands in the faces of C and in the connection's thread, nowhere else.
may_be_unsafe='(\+C|/ConnectionThread)\.swift$'
safe_sources() { swift_files Sources | grep -vE "$may_be_unsafe"; }

refuse_unsafe() {
    safe_sources | refuse_code '(^|[^A-Za-z0-9_])unsafe([^A-Za-z0-9_]|$)' \
        'the word `unsafe` belongs in …+C.swift and ConnectionThread.swift'
}

refuse_unchecked() {
    safe_sources | refuse_code '@unchecked' \
        '`@unchecked` belongs in …+C.swift and ConnectionThread.swift'
}

refuse_traps() {
    swift_files Sources Tests | refuse_code 'try!|as!|fatalError\(' \
        'no `try!`, `as!` or `fatalError`'
}

# Marks count in comments too. Spelled so that this file does not find itself.
refuse_marks() {
    ! grep -rnsE 'TO[D]O|FIX[M]E|XX[X]|HA[C]K' Sources Tests schema.sql scripts README.md
}

refuse_switched_off_tests() {
    swift_files Tests | refuse_code \
        '\.disabled\(|withKnownIssue|#expect\((Bool\()?true\)|Task\.sleep|[^a-z_]sleep\(' \
        'no test is switched off, asserts nothing or sleeps'
}

refuse_long_files() {
    local file lines found=0
    while read -r file; do
        lines=$(wc -l <"$file")
        [ "$lines" -le 400 ] || { echo "$file: $lines lines, 400 is the limit" && found=1; }
    done < <(swift_files Sources Tests)
    return "$found"
}

check_rules() {
    local rule found=0
    for rule in refuse_unsafe refuse_unchecked refuse_traps refuse_marks \
        refuse_switched_off_tests refuse_long_files; do
        "$rule" || found=1
    done
    return "$found"
}
