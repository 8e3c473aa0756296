import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Naming a step-up` {
    @Test(arguments: ["session.view", "no.such", ""])
    func `only operations that ask for a step-up can be named`(operation: String) async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.startStepUp(
                    member.session,
                    operation: operation,
                    target: nil
                )
            }
            #expect(refused?.code == .invalid)
        }
    }

    @Test(arguments: ["", "usr 1", "usr_\u{0}", "usr_é", String(repeating: "x", count: 201)])
    func `a target that can be no id is refused`(target: String) async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.startStepUp(
                    member.session,
                    operation: "permissions.replace",
                    target: target
                )
            }
            #expect(refused?.code == .invalid)
        }
    }
}
