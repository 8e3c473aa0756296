/// What a user may do: everything for the primary, else the grants that have not ended.
public struct HeldPermissions: Sendable, Equatable {
    /// Whether this is the one user that the account names as primary.
    public let isPrimary: Bool
    /// The live grants.
    public let grants: [Grant]

    /// The live grants of a user; those that have ended must be left out by whoever reads them.
    public init(isPrimary: Bool, grants: [Grant]) {
        self.isPrimary = isPrimary
        self.grants = grants
    }

    /// The level held on a tool in a scope. A grant at `global` covers every marketplace.
    public func level(on tool: String, in scope: Scope = .global) -> Level {
        if isPrimary { return .admin }
        return grants.filter { $0.tool == tool && ($0.scope == scope || $0.scope == .global) }
            .map(\.level).max() ?? .none
    }

    /// Whether a grant lies within what is held: in level, in scope and in time.
    ///
    /// Time counts, or an admin until Friday could make an admin for ever.
    public func covers(_ grant: Grant) -> Bool {
        if isPrimary { return true }
        return grants.contains { own in
            guard own.tool == grant.tool, own.level >= grant.level,
                own.scope == grant.scope || own.scope == .global
            else { return false }
            guard let end = own.expiresAt else { return true }
            guard let wanted = grant.expiresAt else { return false }
            return wanted <= end
        }
    }

    /// Whether this user is an admin of the account.
    public var isAdmin: Bool { level(on: Tool.userPermissions) == .admin }
}
