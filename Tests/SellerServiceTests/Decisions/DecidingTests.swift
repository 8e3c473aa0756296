import Postgres
import SellerCrypto
import SellerModel
import SellerService
import Testing

/// What another system of the operator is told.
@Suite struct `Deciding for a service` {
    private func question(
        _ user: ID<User>?,
        _ tool: String,
        _ action: String,
        in section: String,
        scope: String? = nil
    ) -> AccessQuestion {
        AccessQuestion(user: user, section: section, tool: tool, action: action, scope: scope)
    }

    @Test func `PERM-04 PERM-07 · a decision follows level, scope, section and action`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join(
                "sam@example.com",
                by: pat,
                grants: [.of("inventory", .edit), .of("orders", .view, .marketplace("de"))]
            )
            let token = try await team.service.addService(name: "Orders").token
            let cases: [(AccessQuestion, DecisionReason, Level?)] = [
                (question(sam.id, "inventory", "edit", in: "catalog"), .allowed, nil),
                (question(sam.id, "inventory", "view", in: "catalog", scope: "de"), .allowed, nil),
                (question(sam.id, "inventory", "admin", in: "catalog"), .levelMissing, .admin),
                (question(sam.id, "pricing", "view", in: "catalog"), .levelMissing, .view),
                (question(sam.id, "orders", "view", in: "sales", scope: "de"), .allowed, nil),
                (
                    question(sam.id, "orders", "view", in: "sales", scope: "fr"), .levelMissing,
                    .view
                ),
                // What names no marketplace asks for all of them.
                (question(sam.id, "orders", "view", in: "sales"), .levelMissing, .view),
                (
                    question(sam.id, "orders", "cancel-order", in: "sales", scope: "de"),
                    .levelMissing, .edit
                ),
                (question(sam.id, "inventory", "view", in: "sales"), .unknownTool, nil),
                (question(sam.id, "teapots", "view", in: "catalog"), .unknownTool, nil),
                (question(sam.id, "inventory", "boil", in: "catalog"), .unknownAction, nil),
                (question(nil, "inventory", "view", in: "catalog"), .unknownUser, nil),
                (
                    question(team.service.environment.newID(), "inventory", "view", in: "catalog"),
                    .unknownUser, nil
                ),
                // The primary holds everything, money too.
                (question(pat.id, "payouts", "set-payout-method", in: "money"), .allowed, nil),
            ]
            // All at once, so that most of them share a call: each still gets its own answer.
            try await withThrowingTaskGroup(of: (Int, Decision).self) { group in
                for round in 0..<8 {
                    for index in cases.indices where (index + round) % 2 == 0 {
                        group.addTask {
                            (
                                index,
                                try await team.service.decide(
                                    cases[index].0,
                                    for: try ServiceCaller(token: token[...])
                                )
                            )
                        }
                    }
                }
                for try await (index, decision) in group {
                    #expect(decision.reason == cases[index].1, "\(cases[index].0)")
                    #expect(decision.neededLevel == cases[index].2, "\(cases[index].0)")
                }
            }
        }
    }

    @Test func `PERM-08 · money is withheld at use too, until the identity is verified`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join("sam@example.com", by: pat)
            let token = try await team.service.addService(name: "Payouts").token
            // Behind every rule of giving, as if it had been given while verified.
            try await team.change(
                """
                INSERT INTO permission_grant
                    (account_id, user_id, tool_id, tool_max, level, scope, given_by)
                VALUES
                    (\(pat.caller.account), \(sam.id), 'payouts', 'admin', 'edit', 'global', \(pat.id))
                """,
                in: pat.caller.account
            )
            let asked = question(sam.id, "payouts", "start-disbursement", in: "money")
            let withheld = try await team.service.decide(
                asked,
                for: try ServiceCaller(token: token[...])
            )
            #expect(withheld.reason == .prerequisiteMissing)
            try await team.change("UPDATE login SET identity_verified_at = now()")
            #expect(
                try await team.service.decide(asked, for: try ServiceCaller(token: token[...]))
                    .isAllowed
            )
        }
    }

    @Test func `MEM-01 · what was taken away or ran out is refused by the very next decision`()
        async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let sam = try await team.join(
                "sam@example.com",
                by: pat,
                grants: [.of("inventory", .edit)]
            )
            let token = try await team.service.addService(name: "Inventory").token
            let asked = question(sam.id, "inventory", "edit", in: "catalog")
            #expect(
                try await team.service.decide(asked, for: try ServiceCaller(token: token[...]))
                    .isAllowed
            )
            // Each is undone, so that none hides the next.
            let changes: [(SQL, isAllowed: Bool)] = [
                ("UPDATE permission_grant SET expires_at = now()", false),
                ("UPDATE permission_grant SET expires_at = NULL", true),
                ("UPDATE permission_grant SET level = 'view'", false),
                ("UPDATE permission_grant SET level = 'edit'", true),
                ("UPDATE permission_grant SET scope = 'de'", false),
                ("UPDATE permission_grant SET scope = 'global'", true),
                ("UPDATE seller_user SET state = 'suspended' WHERE user_id = \(sam.id)", false),
            ]
            for (change, isAllowed) in changes {
                try await team.change(change, in: pat.caller.account)
                let decision = try await team.service.decide(
                    asked,
                    for: try ServiceCaller(token: token[...])
                )
                #expect(decision.isAllowed == isAllowed, "\(change)")
            }
        }
    }

    @Test func `security 24 · no other token asks, and an ended service asks no more`() async throws
    {
        try await Team.run { team in
            let pat = try await team.openAccount()
            let added = try await team.service.addService(name: "Orders")
            let asked = question(pat.id, "orders", "view", in: "sales")
            #expect(
                try await team.service.decide(
                    asked,
                    for: try ServiceCaller(token: added.token[...])
                )
                .isAllowed
            )
            let unknown = team.service.environment.newToken(.service).text
            for token in [unknown, "", "svc_", "sst_" + added.token.dropFirst(4)] {
                let refused = await refusal {
                    _ = try await team.service.decide(
                        asked,
                        for: try ServiceCaller(token: token[...])
                    )
                }
                #expect(refused?.code == .unauthenticated, "\(token.prefix(4))")
            }
            try await team.change("UPDATE service SET ended_at = now()")
            let ended = await refusal {
                _ = try await team.service.decide(
                    asked,
                    for: try ServiceCaller(token: added.token[...])
                )
            }
            #expect(ended?.code == .unauthenticated)
        }
    }

    @Test func `AUD-02 · adding a service is in the trail, its token is nowhere`() async throws {
        try await Team.run { team in
            let added = try await team.service.addService(name: "Orders")
            let entries = try await team.pool.all(
                Statement<(String, String?)>(
                    "SELECT actor_kind, target_id FROM audit_entry WHERE action = 'service.add'"
                ) { ($0, $1) }
            )
            #expect(entries.map(\.0) == ["operator"])
            #expect(entries.map(\.1) == [added.id.text])
            let kept = try await team.pool.one(
                Statement<Int64>(
                    """
                    SELECT count(*) FROM service
                    WHERE name LIKE '%svc%' OR token_digest = convert_to(\(added.token), 'UTF8')
                    """
                )
            )
            #expect(kept == 0)
        }
    }
}

extension Team {
    /// Changes the database behind the service's back.
    fileprivate func change(_ sql: SQL, in account: ID<Account>? = nil) async throws {
        _ = try await service.transaction(account: account) { tx throws(SellerError) in
            try await tx.run(Statement<Void>(sql))
        }
    }
}
