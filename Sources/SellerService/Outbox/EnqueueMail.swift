import FoundationEssentials
import SellerCrypto
package import SellerDelivery
package import SellerModel
import SellerStore

extension SellerService {
    /// Puts a mail into the outbox, in the transaction of the change that it tells of.
    ///
    /// The text is sealed for its row, because links in it are secrets. `expiresAt` is when the mail
    /// says nothing any more.
    package func enqueueMail(
        _ template: MailTemplate,
        to address: String,
        language: String = "en",
        expiresAt: Timestamp? = nil,
        in tx: Transaction
    ) throws(SellerError) {
        let id: ID<Message> = environment.newID()
        let mail = template.message
        try tx.later(
            .enqueue(
                OutboxMessage(
                    id: id,
                    recipient: address,
                    template: template.name,
                    language: language,
                    subject: mail.subject,
                    bodySealed: keyRing.seal(Array(mail.text.utf8), for: .mailBody(id)),
                    expiresAt: expiresAt
                )
            )
        )
    }
}

extension SealedPlace {
    /// The body of a message. It belongs to no login: the recipient may have none yet.
    static func mailBody(_ message: ID<Message>) -> SealedPlace {
        SealedPlace(
            table: "outbox_message",
            column: "body_sealed",
            row: message.uuid,
            login: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        )
    }
}
