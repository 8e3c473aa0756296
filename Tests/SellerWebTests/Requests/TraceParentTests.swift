import HTTPTypes
import Postgres
import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `A caller's trace` {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let parent = "00f067aa0ba902b7"

    @Test func `is read from a well-formed traceparent`() throws {
        let read = try #require(TraceParent(["00-\(Self.trace)-\(Self.parent)-01"]))
        #expect(read.trace == Self.trace)
        #expect(read.parent == Self.parent)
    }

    @Test(arguments: [
        "", "00", "00-\(trace)-\(parent)", "00-\(trace)-\(parent)-01-", "00-\(trace)-\(parent)-1",
        "01-\(trace)-\(parent)-01", "ff-\(trace)-\(parent)-01",
        "00-\(trace.uppercased())-\(parent)-01", "00-\(trace)0-\(parent)-01",
        "00-00000000000000000000000000000000-\(parent)-01", "00-\(trace)-0000000000000000-01",
        "00-\(trace)-\(parent)-0g", " 00-\(trace)-\(parent)-01", "00_\(trace)_\(parent)_01",
    ])
    func `is ignored in any other form`(value: String) {
        #expect(TraceParent([value]) == nil)
    }

    @Test func `is ignored when there are two of them`() {
        let value = "00-\(Self.trace)-\(Self.parent)-01"
        #expect(TraceParent([value, value]) == nil)
        #expect(TraceParent([]) == nil)
    }

    @Test func `stands on the log lines of its request, beside the request's id`() async throws {
        let lines = LogLines()
        var options = WebFixture.Options()
        options.logger = lines.logger
        try await WebFixture.offline(options: options) { fixture in
            let value = "00-\(Self.trace)-\(Self.parent)-01"
            let answer = try await fixture.ask(
                .get,
                "/v1/session",
                headers: [.traceParent: value]
            )
            let malformed = try await fixture.ask(.get, "/help", headers: [.traceParent: "00-1"])
            #expect(malformed.status == 200)
            let answered = lines.named("answered")
            #expect(answered.map { $0.metadata["trace_id"] } == [Self.trace, nil])
            #expect(answered.first?.metadata["parent_id"] == Self.parent)
            #expect(answered.first?.metadata["hb.request.id"] == answer.headers[.requestID])
        }
    }

    @Test func `AUD-02 · stands in the audit entry, beside the request's id`() async throws {
        try await WebFixture.online { fixture in
            let token = try await fixture.newAccount().token
            let accepted = try await fixture.ask(
                .post,
                "/v1/invitations/accept",
                headers: [.traceParent: "00-\(Self.trace)-\(Self.parent)-01"],
                ["token": .string(token), "name": "Ada", "password": .string(WebFixture.password)]
            )
            #expect(accepted.status == 200, "\(accepted.text)")
            let entries = try await fixture.database.all(
                Statement<(String?, String?)>(
                    """
                    SELECT trace_id, request_id
                    FROM audit_entry
                    WHERE action = 'invitation.accept'
                    """
                ) { ($0, $1) }
            )
            #expect(entries.map(\.0) == [Self.trace])
            #expect(entries.map(\.1) == [accepted.headers[.requestID]])
        }
    }
}
