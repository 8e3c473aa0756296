import SellerModel
import SellerService

extension Grant {
    private var members: [JSONMember] {
        [
            .init("tool", .string(tool)),
            .init("level", .string(level.rawValue)),
            .init("scope", .string(scope.text)),
            .init("expires_at", .optional(expiresAt?.rfc3339)),
        ]
    }

    /// The grant as it is asked for.
    var json: JSONValue { .object(members) }

    /// The grant with who gave it and when.
    fileprivate func json(givenBy giver: ID<User>?, name: String?, at time: Timestamp) -> JSONValue
    {
        .object(
            members + [
                .init("given_by", .optional(giver?.text)),
                .init("given_by_name", .optional(name)),
                .init("given_at", .string(time.rfc3339)),
            ]
        )
    }
}

extension UserPermissions {
    /// The grants of a user. The primary holds everything without any.
    var json: JSONValue {
        [
            "user": .string(user.text),
            "primary": .bool(isPrimary),
            "grants": .array(
                grants.map { row in
                    row.grant.json(givenBy: row.givenBy, name: row.giverName, at: row.givenAt)
                }
            ),
            "version": .integer(version),
        ]
    }
}

extension PermissionChangeResult {
    /// The new set, and what became more and what less.
    var json: JSONValue {
        [
            "grants": .array(grants.map(\.json)),
            "raised": .array(difference.raised.map(\.json)),
            "lowered": .array(difference.lowered.map(\.json)),
            "step_up_needed": .bool(needsStepUp),
            "version": .integer(version),
        ]
    }
}

extension CatalogueView {
    /// Sections with their tools.
    var json: JSONValue {
        ["sections": .array(sections.map(\.json))]
    }
}

extension CatalogueView.Section {
    fileprivate var json: JSONValue {
        [
            "id": .string(id),
            "name": .string(name),
            "tools": .array(tools.map(\.json)),
        ]
    }
}

extension CatalogueView.Entry {
    fileprivate var json: JSONValue {
        [
            "id": .string(tool.id),
            "name": .string(tool.name),
            "maximum": .string(tool.maximum.rawValue),
            "cross_store": .bool(tool.crossStore),
            "prerequisite": .optional(tool.prerequisite?.rawValue),
            "actions": .array(
                actions.map { action in
                    ["name": .string(action.name), "level": .string(action.level.rawValue)]
                }
            ),
        ]
    }
}
