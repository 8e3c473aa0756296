package import Postgres
package import SellerModel

extension Statement where Row == Void {
    /// Stores another system of the operator and the SHA-256 of its token.
    package static func addService(
        _ service: ID<Service>,
        name: PersonName,
        digest: [UInt8]
    ) -> Self {
        Self(
            """
            INSERT INTO service (service_id, name, token_digest)
            VALUES (\(service), \(name), \(PostgresBytes(digest)))
            """
        )
    }
}
