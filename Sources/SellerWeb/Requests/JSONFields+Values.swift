import SellerModel

extension JSONFields {
    /// An id of a kind of thing. Another kind's id, or none at all, is not acceptable.
    func id<Kind>(_ name: String, _ kind: Kind.Type) throws(SellerError) -> ID<Kind> {
        guard let id = ID<Kind>(try string(name)) else {
            throw SellerError.invalid(
                place(of: name),
                "This must be an id like \(Kind.idPrefix)_…."
            )
        }
        return id
    }

    /// A value of a closed list, or nil where it is absent or null.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        _ choices: Choice.Type
    ) throws(SellerError) -> Choice? where Choice.RawValue == String {
        guard let text = try optionalString(name) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw SellerError.invalid(place(of: name), "This must be one of \(known).")
    }

    /// A moment in RFC 3339 with `Z`, or nil where it is absent or null.
    func optionalTime(_ name: String) throws(SellerError) -> Timestamp? {
        guard let text = try optionalString(name) else { return nil }
        guard let time = Timestamp(rfc3339: text) else {
            throw SellerError.invalid(
                place(of: name),
                "This must be a time like 2026-01-31T12:00:00Z."
            )
        }
        return time
    }

    /// A set of grants; each names a tool and a level, and a scope where it is not `global`.
    func grants(_ name: String) throws(SellerError) -> [Grant] {
        try grants(name, in: try array(name))
    }

    /// A set of grants, empty where it is absent or null.
    func optionalGrants(_ name: String) throws(SellerError) -> [Grant] {
        try grants(name, in: try optionalArray(name) ?? [])
    }

    private func grants(_ name: String, in values: [JSONValue]) throws(SellerError) -> [Grant] {
        var grants: [Grant] = []
        for (index, value) in values.enumerated() {
            let fields = try JSONFields(
                value,
                allowed: ["tool", "level", "scope", "expires_at"],
                pointer: "\(place(of: name))/\(index)"
            )
            guard let level = try fields.choice("level", Level.self) else {
                throw SellerError.invalid(fields.place(of: "level"), "This field is missing.")
            }
            let scope = try fields.optionalString("scope") ?? "global"
            guard let scope = Scope(scope) else {
                throw SellerError.invalid(
                    fields.place(of: "scope"),
                    "This must be global or the two letters of a marketplace."
                )
            }
            grants.append(
                Grant(
                    tool: try fields.string("tool"),
                    level: level,
                    scope: scope,
                    expiresAt: try fields.optionalTime("expires_at")
                )
            )
        }
        return grants
    }
}
