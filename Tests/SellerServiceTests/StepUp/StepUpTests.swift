import Postgres
import SellerModel
import SellerService
import Testing

@Suite struct `Step-up` {
    /// Spends a step-up as a change would.
    private func spend(
        _ token: String?,
        _ session: SessionCaller,
        _ operation: OperationName,
        _ target: String?,
        _ fixture: Fixture
    ) async -> SellerError? {
        await thrown { () throws(SellerError) in
            try await fixture.service.transaction { (tx) throws(SellerError) in
                try await fixture.service.spendStepUp(
                    token,
                    session: session,
                    operation: operation,
                    target: target,
                    in: tx
                )
            }
        }
    }

    private func validated(
        _ member: EnrolledLogin,
        _ target: String?,
        _ fixture: Fixture
    ) async throws -> String {
        let view = try await fixture.service.startStepUp(
            member.session,
            operation: "permissions.replace",
            target: target
        )
        fixture.clock.nextStep()
        _ = try await fixture.service.submitStepUpCode(
            member.session,
            stepUp: view.token,
            method: member.app.method,
            code: member.app.code(at: fixture.clock.now),
            facts: Fixture.facts
        )
        return view.token
    }

    @Test func `security 6 · it is spent once, for its session, operation and target only`()
        async throws
    {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let token = try await validated(member, "usr_1", fixture)
            let (other, _) = try await fixture.signIn(member)
            let own = member.session
            for refused in [
                await spend(token, other, .permissionsReplace, "usr_1", fixture),
                await spend(token, own, .invitationsCreate, "usr_1", fixture),
                await spend(token, own, .permissionsReplace, "usr_2", fixture),
                await spend(token, own, .permissionsReplace, nil, fixture),
                await spend(nil, own, .permissionsReplace, "usr_1", fixture),
                await spend(member.token, own, .permissionsReplace, "usr_1", fixture),
            ] {
                #expect(refused?.code == .stepUpRequired)
                #expect(refused?.next?.hasPrefix("step_up:") == true)
            }
            #expect(await spend(token, own, .permissionsReplace, "usr_1", fixture) == nil)
            let again = await spend(token, own, .permissionsReplace, "usr_1", fixture)
            #expect(again?.code == .stepUpRequired)
            #expect(again?.next == "step_up:permissions.replace:usr_1")
        }
    }

    @Test func `security 6 · spent 32 times at once it works once`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let token = try await validated(member, nil, fixture)
            let worked = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        await spend(token, member.session, .permissionsReplace, nil, fixture) == nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(worked == 1)
        }
    }

    @Test func `without its code, or late, it opens nothing`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let view = try await fixture.service.startStepUp(
                member.session,
                operation: "invitations.create",
                target: nil
            )
            #expect(view.methods.map(\.id) == [member.app.method])
            let early = await spend(
                view.token,
                member.session,
                .invitationsCreate,
                nil,
                fixture
            )
            #expect(early?.code == .stepUpRequired)
            let token = try await validated(member, nil, fixture)
            try await fixture.change("UPDATE step_up SET expires_at = now()")
            let late = await spend(token, member.session, .permissionsReplace, nil, fixture)
            #expect(late?.code == .stepUpRequired)
            fixture.clock.nextStep()
            let expired = await thrown { () throws(SellerError) in
                try await fixture.service.submitStepUpCode(
                    member.session,
                    stepUp: view.token,
                    method: member.app.method,
                    code: member.app.code(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(expired?.code == .codeExpired)
        }
    }

    @Test func `a code spent at sign-in is no code for a step-up`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let view = try await fixture.service.startStepUp(
                member.session,
                operation: "permissions.replace",
                target: "usr_1"
            )
            let used = await thrown { () throws(SellerError) in
                try await fixture.service.submitStepUpCode(
                    member.session,
                    stepUp: view.token,
                    method: member.app.method,
                    code: member.app.code(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(used?.code == .codeAlreadyUsed)
        }
    }

    @Test func `a step-up of another session is not found`() async throws {
        try await Fixture.with { fixture in
            let member = try await fixture.addMember("ada@example.com")
            let view = try await fixture.service.startStepUp(
                member.session,
                operation: "permissions.replace",
                target: nil
            )
            let (other, _) = try await fixture.signIn(member)
            fixture.clock.nextStep()
            let refused = await thrown { () throws(SellerError) in
                try await fixture.service.submitStepUpCode(
                    other,
                    stepUp: view.token,
                    method: member.app.method,
                    code: member.app.code(at: fixture.clock.now),
                    facts: Fixture.facts
                )
            }
            #expect(refused?.code == .notFound)
        }
    }
}
