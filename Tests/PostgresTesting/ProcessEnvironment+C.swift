import Glibc

/// The environment of the process; Foundation would be a large import for one value.
enum ProcessEnvironment {
    /// The value of a variable, nil if it is not set.
    static func value(of name: String) -> String? {
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe String(cString: text)
    }
}
