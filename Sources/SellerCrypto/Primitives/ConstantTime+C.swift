import CSodium

/// Comparisons whose time does not tell where two values differ.
enum ConstantTime {
    /// Tells whether both have the same bytes; lengths are no secret.
    static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe sodium_memcmp(left, right, left.count) == 0
    }
}
