import SellerCrypto
package import SellerModel
import SellerStore

/// A service that was just added.
package struct AddedService: Sendable {
    package let id: ID<Service>
    /// Its token, shown once.
    package let token: String
}

extension SellerService {
    /// Lets another system of the operator ask for permission decisions, and nothing else.
    package func addService(name: String) async throws(SellerError) -> AddedService {
        let name = try Parsing.name(name, at: "/name")
        let token = environment.newToken(.service)
        let id: ID<Service> = environment.newID()
        try await transaction { (tx) throws(SellerError) in
            try await tx.run(.addService(id, name: name, digest: token.digest))
            var record = AuditRecord("service.add", by: .operator, on: .of("service", id))
            record.after = ["name": .string(name.text)]
            try audit(record, in: tx)
        }
        return AddedService(id: id, token: token.text)
    }
}
