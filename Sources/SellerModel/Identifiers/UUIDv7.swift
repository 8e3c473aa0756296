public import FoundationEssentials

/// Makes UUIDs of version 7: time first, so that inserts stay at the right edge of an index.
public enum UUIDv7 {
    /// A UUID of this moment; `random` gives 64 bits from a secure generator, twice.
    ///
    /// Source: RFC 9562 §5.7 (48 bits of milliseconds, version, 74 random bits, variant).
    public static func make(at moment: Timestamp, random: () -> UInt64) -> UUID {
        let milliseconds = UInt64(max(0, moment.microseconds / 1_000)) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | 0x7000 | (random() & 0x0FFF)
        let low = 0x8000_0000_0000_0000 | (random() & 0x3FFF_FFFF_FFFF_FFFF)
        return Base32Identifier.uuid(high: high, low: low)
    }
}
