import SellerDelivery
import SellerModel
import SellerStore

extension SellerService {
    /// Throws the refusal of a set of grants, with the place of each grant that cannot be given.
    func refuseGrants(
        _ wanted: [Grant],
        replacing before: [Grant],
        giver: HeldPermissions,
        identityVerified: Bool,
        catalogue: PermissionCatalogue
    ) throws(SellerError) {
        let refusals = GrantRules.refusals(
            of: wanted,
            replacing: before,
            giver: giver,
            receiverIdentityVerified: identityVerified,
            catalogue: catalogue,
            now: environment.now()
        ).sorted { $0.key < $1.key }
        guard let first = refusals.first else { return }
        let fields = refusals.map { index, reason in
            SellerError.Field(.pointer("/grants/\(index)"), reason.code, reason.sentence)
        }
        let worst = refusals.first { $0.value.code != .invalid } ?? first
        throw SellerError(worst.value.code, worst.value.sentence, fields: fields)
    }

    /// Tells all admins, and the person where there is an address to tell, that somebody newly has
    /// power over users or money (security.md, rule 25).
    func tellOfPower(
        of person: String,
        at address: String?,
        by giver: String,
        _ powers: [String],
        in account: ID<Account>,
        _ tx: Transaction
    ) async throws(SellerError) {
        guard let row = try await tx.first(.account(account)) else { throw .notFound }
        let notice = MailTemplate.powerGiven(
            person: person,
            by: giver,
            account: row.name,
            tools: powers
        )
        let admins = try await tx.all(.admins(of: account, limit: limits.usersPerAccount))
        for recipient in Set(admins.map(\.email) + [address].compactMap(\.self)).sorted() {
            try enqueueMail(notice, to: recipient, in: tx)
        }
    }

    /// Runs a use case of a known caller; what it refuses is audited in a transaction of its own.
    func auditingRefusals<Value: Sendable>(
        _ record: AuditRecord,
        _ body: () async throws(SellerError) -> Value
    ) async throws(SellerError) -> Value {
        do {
            return try await body()
        } catch {
            // Our own failures are no refusals, and a replay in progress is asked again.
            guard error.code.status < 500, error.code != .idempotencyInProgress else { throw error }
            try await auditRefusal(record, error)
            throw error
        }
    }
}

extension GrantRefusal {
    /// The code of the refusal.
    var code: ErrorCode {
        switch self {
        case .unknownTool, .levelNotOffered, .scopeNotOffered, .doubled, .endsInThePast: .invalid
        case .aboveOwnRights: .aboveOwnRights
        case .prerequisiteMissing: .prerequisiteMissing
        }
    }

    /// What is wrong, for a person.
    var sentence: String {
        switch self {
        case .unknownTool: "The catalogue has no such tool."
        case .levelNotOffered: "The tool does not offer this level; none is said by leaving it out."
        case .scopeNotOffered: "This tool is for all marketplaces at once: its scope is global."
        case .doubled: "This tool and scope stand here twice."
        case .aboveOwnRights: "Nobody gives more than they hold themselves."
        case .prerequisiteMissing(let prerequisite):
            switch prerequisite {
            case .verifiedIdentity:
                "This tool is for persons whose identity two reviewers have verified."
            }
        case .endsInThePast: "The grant would end before it begins."
        }
    }
}

extension JSONValue {
    /// Grants as audit entries show them.
    static func grants(_ grants: [Grant]) -> JSONValue {
        .array(
            grants.map { grant in
                [
                    "tool": .string(grant.tool), "level": .string(grant.level.rawValue),
                    "scope": .string(grant.scope.text),
                    "expires_at": .optional(grant.expiresAt?.rfc3339),
                ]
            }
        )
    }
}

extension PermissionCatalogue {
    /// Those of the grants that need a code, in words.
    func powers(in grants: [Grant]) -> [String] {
        grants.filter { grant in
            (grant.tool == Tool.userPermissions && grant.level == .admin)
                || tools[grant.tool]?.prerequisite != nil
        }.map { "\(tools[$0.tool]?.name ?? $0.tool) (\($0.level.rawValue))" }
    }
}
