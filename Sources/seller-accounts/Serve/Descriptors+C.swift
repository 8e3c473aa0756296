import Glibc

/// How many files and connections this process may have open.
enum Descriptors {
    /// Raises what the process gives itself to what it is given, and says how many that is; nil
    /// when the system does not say.
    ///
    /// The lower limit is there for programs that use `select`, which we do not. Source: systemd.exec.
    static func raise() -> Int? {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(files, &limit) == 0 else { return nil }
        if limit.rlim_cur < limit.rlim_max {
            let before = limit.rlim_cur
            limit.rlim_cur = limit.rlim_max
            if unsafe setrlimit(files, &limit) != 0 { limit.rlim_cur = before }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
