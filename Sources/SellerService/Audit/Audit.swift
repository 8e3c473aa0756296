package import SellerModel
package import SellerStore

extension SellerService {
    /// Appends an entry to the trail, in the transaction of the change that it tells of.
    package func audit(_ record: AuditRecord, in tx: Transaction) throws(SellerError) {
        try tx.later(.recordAudit(record, id: environment.newUUID()))
    }

    /// Appends the refusal of a known caller, in a transaction of its own.
    package func auditRefusal(
        _ record: AuditRecord,
        _ reason: SellerError
    ) async throws(SellerError) {
        var record = record
        record.outcome = .refused
        record.after = ["code": .string(reason.code.rawValue)]
        let entry = record
        try await transaction(account: record.account) { tx throws(SellerError) in
            try audit(entry, in: tx)
        }
    }
}

extension AuditRecord {
    /// The entry with where the call came from.
    package func from(_ facts: RequestFacts?) -> AuditRecord {
        var record = self
        record.address = facts?.address
        record.userAgent = facts?.userAgent
        record.requestID = facts?.requestID
        record.traceID = facts?.traceID
        return record
    }
}
