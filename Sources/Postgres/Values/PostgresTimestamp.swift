/// A `timestamp with time zone` value: microseconds since the beginning of 1970 in UTC.
package struct PostgresTimestamp: PostgresCodable, Hashable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let microseconds: Int64

    /// A moment by its microseconds since 1970-01-01T00:00:00Z.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }

    package static var postgresType: PostgresType { .timestamptz }

    // The server counts from 2000-01-01: 10,957 days after 1970-01-01.
    private static let epoch: Int64 = 10_957 * 86_400 * 1_000_000

    package func encode(into bytes: inout ParameterBytes) {
        // Moments before the server's first fall to `-infinity`, which no column of ours allows.
        let (value, overflow) = microseconds.subtractingReportingOverflow(Self.epoch)
        bytes.append(integer: overflow ? Int64.min : value)
    }

    package init(decoding column: ColumnBytes) throws(PostgresError) {
        let value = try column.integer(as: Int64.self)
        // The two ends are `infinity` and `-infinity`, which are no moments.
        guard value != .max, value != .min else { throw .undecodable }
        let (sum, overflow) = value.addingReportingOverflow(Self.epoch)
        if overflow { throw .undecodable }
        microseconds = sum
    }
}
