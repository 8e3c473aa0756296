package import FoundationEssentials
package import Postgres
package import SellerModel

extension Statement where Row == Void {
    /// Appends an entry to the trail. It belongs into the transaction of the change; a refusal has
    /// one of its own.
    package static func recordAudit(_ record: AuditRecord, id: UUID) -> Self {
        Self(
            """
            INSERT INTO audit_entry (
                audit_id, account_id, login_id, actor_kind, actor_login, actor_user, action, outcome,
                target_kind, target_id, session_id, method_id, address, user_agent, request_id,
                trace_id, before, after
            )
            VALUES (
                \(id), \(record.account), \(record.login), \(record.actor.kind),
                \(record.actor.login), \(record.actor.user), \(record.action),
                \(record.outcome.rawValue), \(record.target?.kind), \(record.target?.id),
                \(record.session), \(record.method), \(record.address)::inet, \(record.userAgent),
                \(record.requestID), \(record.traceID), \(record.before.map(PostgresJSON.init)),
                \(record.after.map(PostgresJSON.init))
            )
            """
        )
    }
}

extension PostgresJSON {
    /// A value of the model for a `jsonb` column.
    package init(_ value: JSONValue) {
        self.init(text: value.jsonText)
    }
}
