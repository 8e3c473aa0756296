import Postgres
import SellerCrypto
package import SellerModel
import SellerStore

/// A message of the development outbox, opened.
package struct OutboxMessageView: Sendable, Equatable {
    /// The message's id.
    package let id: ID<Message>
    /// The address that it goes to.
    package let recipient: String
    /// The template's name.
    package let template: String
    /// The subject.
    package let subject: String
    /// The text with its links: for the operator's eyes in development.
    package let text: String
    /// When it was written.
    package let createdAt: Timestamp?
    /// When it was delivered; nil while it waits.
    package let deliveredAt: Timestamp?
}

extension SellerService {
    /// The most messages of one answer.
    private static let mostMessages = 1_000

    /// The newest messages, newest first, opened: an operator's command, never a route.
    ///
    /// All of them, or those to one address. The service's own role may only write the outbox, so
    /// this reads as the workers' role.
    package func messages(
        to recipient: EmailAddress? = nil,
        limit: Int
    ) async throws(SellerError) -> [OutboxMessageView] {
        let count = min(max(limit, 1), Self.mostMessages)
        let rows = try await outbox(.newestMessages(to: recipient, limit: count))
        var views: [OutboxMessageView] = []
        for row in rows { views.append(try opened(row)) }
        return views
    }

    /// One message, opened; `not_found` when there is none. An operator's command as well.
    package func message(_ id: ID<Message>) async throws(SellerError) -> OutboxMessageView {
        guard let row = try await outbox(.message(id)).first else { throw SellerError.notFound }
        return try opened(row)
    }

    private func outbox(
        _ statement: Statement<OutboxMessage>
    ) async throws(SellerError) -> [OutboxMessage] {
        do {
            return try await pool.transaction(
                readOnly: true,
                settings: [TransactionSetting("role", "seller_worker")]
            ) { (tx) async throws(PostgresError) -> [OutboxMessage] in
                try await tx.all(statement)
            }
        } catch {
            throw SellerError(error.error)
        }
    }

    private func opened(_ row: OutboxMessage) throws(SellerError) -> OutboxMessageView {
        let text: [UInt8]
        do {
            text = try keyRing.open(row.bodySealed, for: .mailBody(row.id))
        } catch {
            throw SellerError(.internal, error.description)
        }
        return OutboxMessageView(
            id: row.id,
            recipient: row.recipient,
            template: row.template,
            subject: row.subject,
            text: String(decoding: text, as: UTF8.self),
            createdAt: row.createdAt,
            deliveredAt: row.deliveredAt
        )
    }
}
