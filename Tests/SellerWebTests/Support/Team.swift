import HTTPTypes
import SellerModel
import Testing

@testable import SellerWeb

extension WebFixture {
    /// Who is invited, and to what.
    static let bob: JSONValue = [
        "name": "Bob", "email": "bob@lamps.example", "kind": "secondary",
        "grants": .array([["tool": "orders", "level": "view"]]),
    ]

    /// Invites Bob and lets him join; gives his user's id.
    func invitedBob(
        by ada: SignedInPerson,
        to account: ID<Account>
    ) async throws -> String {
        let token = try await bobsInvitation(by: ada, to: account)
        _ = try await join(token, name: "Bob", email: "bob@lamps.example")
        let list = try await ask(
            .get,
            "/v1/accounts/\(account.text)/users",
            token: ada.session
        )
        let bob = list.array("items").first { $0["email"] == "bob@lamps.example" }
        return try #require(bob?["id"]?.text, "\(list.text)")
    }

    /// Invites Bob, who accepts and does not enroll.
    func acceptedBob(
        by ada: SignedInPerson,
        to account: ID<Account>
    ) async throws {
        let token = try await bobsInvitation(by: ada, to: account)
        let answer = try await ask(
            .post,
            "/v1/invitations/accept",
            ["token": .string(token), "name": "Bob", "password": .string(WebFixture.password)]
        )
        #expect(answer.string("state") == "enrollment_required", "\(answer.text)")
    }

    func bobsInvitation(
        by ada: SignedInPerson,
        to account: ID<Account>
    ) async throws -> String {
        let answer = try await ask(
            .post,
            "/v1/accounts/\(account.text)/invitations",
            token: ada.session,
            headers: [.idempotencyKey: "invite-bob"],
            Self.bob
        )
        #expect(answer.status == 201, "\(answer.text)")
        return try await mailedToken(to: "bob@lamps.example")
    }
}
