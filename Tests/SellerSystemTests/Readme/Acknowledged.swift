import Postgres
import Testing

/// Something that was acknowledged, as a number of rows that must be there from then on.
struct Fact: Sendable {
    let name: String
    let rows: Int64
    let count: SQL

    /// As many rows of this as `count` gives; a later fact of the same name takes its place.
    init(_ name: String, rows: Int64 = 1, _ count: SQL) {
        self.name = name
        self.rows = rows
        self.count = count
    }
}

/// All that was acknowledged on the way.
actor Acknowledged {
    private var facts: [String: Fact] = [:]

    /// Remembers facts.
    func add(_ new: [Fact]) {
        for fact in new { facts[fact.name] = fact }
    }

    /// Holds all of it against the database. While a step goes on there may already be more than
    /// what was acknowledged before it; never less.
    func check(in fixture: SystemFixture, isBetweenSteps: Bool) async throws {
        for fact in facts.values {
            let rows = try await fixture.count(fact.count)
            #expect(isBetweenSteps ? rows == fact.rows : rows >= fact.rows, "\(fact.name): \(rows)")
        }
    }
}
