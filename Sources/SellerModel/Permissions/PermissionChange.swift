/// What a replacement of a set of grants would do.
public struct PermissionDifference: Sendable, Equatable {
    /// New, or raised, or longer lived than before.
    public let raised: [Grant]
    /// Taken away, lowered, or ending earlier.
    public let lowered: [Grant]

    /// Compares two whole sets, grant by grant.
    public init(from before: [Grant], to after: [Grant]) {
        raised = after.filter { grant in
            guard
                let old = before.first(where: { $0.tool == grant.tool && $0.scope == grant.scope })
            else { return true }
            return old.level < grant.level || Self.lasts(grant, longerThan: old)
        }
        lowered = before.filter { grant in
            guard let new = after.first(where: { $0.tool == grant.tool && $0.scope == grant.scope })
            else { return true }
            return new.level < grant.level || Self.lasts(grant, longerThan: new)
        }
    }

    private static func lasts(_ one: Grant, longerThan other: Grant) -> Bool {
        guard let end = other.expiresAt else { return false }
        guard let own = one.expiresAt else { return true }
        return own > end
    }
}

/// Why a set of grants cannot be given.
public enum GrantRefusal: Sendable, Equatable {
    /// The catalogue has no such tool.
    case unknownTool
    /// Above the tool's highest level, or `none`, which is said by leaving the grant out.
    case levelNotOffered
    /// A cross-store tool takes only `global`.
    case scopeNotOffered
    /// The same tool and scope twice.
    case doubled
    /// Above what the giver holds: the ceiling.
    case aboveOwnRights
    /// The person's identity is not verified.
    case prerequisiteMissing(Prerequisite)
    /// It ends in the past.
    case endsInThePast
}

/// The rules for sets of grants: within the catalogue, and never above the giver's own.
public enum GrantRules {
    /// The first refusal of each grant, by its place in the wanted set; empty when all may be given.
    ///
    /// The ceiling and the prerequisite bind the difference only: grants that stay as they are may
    /// be above the editor's own rights.
    public static func refusals(
        of wanted: [Grant],
        replacing before: [Grant],
        giver: HeldPermissions,
        receiverIdentityVerified: Bool,
        catalogue: PermissionCatalogue,
        now: Timestamp
    ) -> [Int: GrantRefusal] {
        let raised = PermissionDifference(from: before, to: wanted).raised
        var refusals: [Int: GrantRefusal] = [:]
        var seen: Set<String> = []
        for (index, grant) in wanted.enumerated() {
            let isNew = raised.contains(grant)
            if !seen.insert("\(grant.tool)@\(grant.scope.text)").inserted {
                refusals[index] = .doubled
            } else if let refusal = formRefusal(of: grant, catalogue: catalogue) {
                refusals[index] = refusal
            } else if isNew, let end = grant.expiresAt, end <= now {
                refusals[index] = .endsInThePast
            } else if isNew, !giver.covers(grant) {
                refusals[index] = .aboveOwnRights
            } else if isNew, !receiverIdentityVerified,
                let prerequisite = catalogue.tools[grant.tool]?.prerequisite
            {
                refusals[index] = .prerequisiteMissing(prerequisite)
            }
        }
        return refusals
    }

    private static func formRefusal(
        of grant: Grant,
        catalogue: PermissionCatalogue
    ) -> GrantRefusal? {
        guard let tool = catalogue.tools[grant.tool] else { return .unknownTool }
        if grant.level == .none || grant.level > tool.maximum { return .levelNotOffered }
        if tool.crossStore, grant.scope != .global { return .scopeNotOffered }
        return nil
    }

    /// Whether the change needs a code: it newly makes an admin or gives a tool with a prerequisite.
    public static func needsStepUp(
        from before: [Grant],
        to after: [Grant],
        catalogue: PermissionCatalogue
    ) -> Bool {
        PermissionDifference(from: before, to: after).raised.contains { grant in
            (grant.tool == Tool.userPermissions && grant.level == .admin)
                || catalogue.tools[grant.tool]?.prerequisite != nil
        }
    }
}
