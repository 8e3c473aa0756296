import FoundationEssentials
import Postgres
import Testing

/// What a method of the second step is called in the tests' schema.
private enum Kind: String, PostgresEnumeration {
    case app
    case key
    case odd = "an \"odd\" \\ one"
}

private let kinds: PostgresScript = PostgresScript(
    #"CREATE TYPE kind AS ENUM ('app', 'key', 'an "odd" \ one')"#
)

@Suite struct `Values` {
    /// Sends a value, reads it back and compares.
    private func roundTrip<V: PostgresCodable & Equatable>(
        _ values: V...,
        in pool: PostgresPool,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        for value in values {
            let back = try await pool.one(Statement<V>("SELECT \(value)"))
            #expect(back == value, sourceLocation: location)
        }
    }

    @Test func `numbers and truth come back as they went`() async throws {
        try await withPool { pool in
            try await roundTrip(true, false, in: pool)
            try await roundTrip(Int16.min, -1, 0, Int16.max, in: pool)
            try await roundTrip(Int32.min, -1, 0, Int32.max, in: pool)
            try await roundTrip(Int64.min, -1, 0, Int64.max, in: pool)
            try await roundTrip(Int.min, -1, 0, Int.max, in: pool)
            try await roundTrip(0.1, -1e300, .infinity, in: pool)
        }
    }

    @Test func `texts and bytes come back as they went`() async throws {
        try await withPool { pool in
            try await roundTrip("", "a'b\\c", "Zoë 🐟", "'; DROP TABLE x; --", in: pool)
            try await roundTrip(UUID(), UUID(), in: pool)
            try await roundTrip(PostgresBytes([]), PostgresBytes(Array(0...255)), in: pool)
            try await roundTrip(PostgresJSON(text: #"{"a": [1, null]}"#), in: pool)
        }
    }

    @Test func `a moment is microseconds since 1970`() async throws {
        try await withPool { pool in
            try await roundTrip(
                PostgresTimestamp(microseconds: 0),
                PostgresTimestamp(microseconds: 1_764_073_800_123_456),
                PostgresTimestamp(microseconds: -1),
                in: pool
            )
            let moment = try await pool.one(
                Statement<PostgresTimestamp>("SELECT '2000-01-01T00:00:01Z'::timestamptz")
            )
            #expect(moment.microseconds == 946_684_801_000_000)
        }
    }

    @Test func `NULL is nil, and nothing but nil`() async throws {
        try await withPool { pool in
            try await roundTrip(String?.none, "x", in: pool)
            try await roundTrip(Int64?.none, 7, in: pool)
            let (some, none) = (Int64?.some(3), Int64?.none)
            let sum = try await pool.one(Statement<Int64>("SELECT coalesce(\(none), \(some))"))
            #expect(sum == 3)
            await #expect(throws: PostgresError.unexpectedNull) {
                try await pool.one(Statement<String>("SELECT NULL::text"))
            }
        }
    }

    @Test func `arrays keep their order, their NULLs and their emptiness`() async throws {
        try await withPool { pool in
            try await roundTrip([Int64](), [1, 2, 3], in: pool)
            try await roundTrip(["a", "", "ä,{}\""], in: pool)
            try await roundTrip([UUID(), UUID()], in: pool)
            try await roundTrip([String?.none, "x"], in: pool)
            try await roundTrip([Int32]?.none, [5], in: pool)
        }
    }

    @Test func `an enumeration is a label, alone and in an array`() async throws {
        try await withPool(setup: kinds) { pool in
            let one = try await pool.one(Statement<Kind>("SELECT \(Kind.odd)::kind"))
            #expect(one == .odd)
            let text = try await pool.one(Statement<Kind>("SELECT \(Kind.key)::text"))
            #expect(text == .key)
            let all = [Kind.app, .odd, .key]
            let several = try await pool.one(Statement<[Kind]>("SELECT \(all)::kind[]"))
            #expect(several == all)
            let none = try await pool.one(Statement<[Kind]>("SELECT \([Kind]())::kind[]"))
            #expect(none == [])
        }
    }

    @Test func `a label that Swift does not know is a mismatch`() async throws {
        try await withPool { pool in
            await #expect(throws: PostgresError.undecodable) {
                try await pool.one(Statement<Kind>("SELECT 'smoke'::text"))
            }
        }
    }
}
