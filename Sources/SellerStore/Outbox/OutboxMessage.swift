package import Postgres
package import SellerModel

/// A message as it waits in the outbox. Its body is sealed, because links in it are secrets.
package struct OutboxMessage: Sendable {
    /// The message's id, which also binds the sealed body to its row.
    package let id: ID<Message>
    /// The address that it goes to.
    package let recipient: String
    /// The template's name.
    package let template: String
    /// The language of the text, as BCP 47 names it.
    package let language: String
    /// The subject, which holds no secret.
    package let subject: String
    /// The text, sealed.
    package let bodySealed: [UInt8]
    /// When what it says is over; nil for never.
    package let expiresAt: Timestamp?
    /// When it was written; nil for one that is being written.
    package var createdAt: Timestamp?
    /// When it was delivered; nil while it waits.
    package var deliveredAt: Timestamp?

    /// A new message.
    package init(
        id: ID<Message>,
        recipient: String,
        template: String,
        language: String,
        subject: String,
        bodySealed: [UInt8],
        expiresAt: Timestamp?
    ) {
        self.id = id
        self.recipient = recipient
        self.template = template
        self.language = language
        self.subject = subject
        self.bodySealed = bodySealed
        self.expiresAt = expiresAt
    }
}

extension Statement where Row == Void {
    /// Puts a message into the outbox, in the transaction of the change that it tells of.
    package static func enqueue(_ message: OutboxMessage) -> Self {
        Self(
            """
            INSERT INTO outbox_message (
                message_id, recipient, template, language, subject, body_sealed, expires_at
            )
            VALUES (
                \(message.id), \(message.recipient), \(message.template), \(message.language),
                \(message.subject), \(PostgresBytes(message.bodySealed)), \(message.expiresAt)
            )
            """
        )
    }
}

extension Statement where Row == OutboxMessage {
    /// The newest messages, newest first, all or those to one address; for workers and operators
    /// only.
    package static func newestMessages(to recipient: EmailAddress? = nil, limit: Int) -> Self {
        chosen(
            by: """
                WHERE (\(recipient)::text IS NULL OR recipient = \(recipient))
                ORDER BY created_at DESC, message_id DESC
                LIMIT \(limit)
                """
        )
    }

    /// One message; for workers and operators only.
    package static func message(_ id: ID<Message>) -> Self {
        chosen(by: "WHERE message_id = \(id)")
    }

    private static func chosen(by choice: SQL) -> Self {
        Self(
            """
            SELECT
                message_id, recipient, template, language, subject, body_sealed, expires_at,
                created_at, delivered_at
            FROM outbox_message
            \(choice)
            """
        ) { id, recipient, template, language, subject, body, expiresAt, createdAt, deliveredAt in
            make(
                (id, recipient, template),
                (language, subject, body),
                (expiresAt, createdAt, deliveredAt)
            )
        }
    }

    private static func make(
        _ head: (ID<Message>, String, String),
        _ content: (String, String, PostgresBytes),
        _ times: (Timestamp?, Timestamp, Timestamp?)
    ) -> OutboxMessage {
        var message = OutboxMessage(
            id: head.0,
            recipient: head.1,
            template: head.2,
            language: content.0,
            subject: content.1,
            bodySealed: content.2.bytes,
            expiresAt: times.0
        )
        message.createdAt = times.1
        message.deliveredAt = times.2
        return message
    }
}
