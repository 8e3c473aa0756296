import SellerCrypto
package import SellerModel
import SellerStore

/// What an invitation offers, to whoever holds its link.
package struct InvitationOffer: Sendable, Equatable {
    /// The account's name.
    package let accountName: String
    /// Who invited; nil when the operator opened the account.
    package let inviterName: String?
    /// Primary, secondary or partner.
    package let kind: UserKind
    /// The invited address.
    package let email: String
    /// The invited person's name, as the inviter wrote it.
    package let name: String
    /// When the offer lapses.
    package let expiresAt: Timestamp
}

extension SellerService {
    /// What a link offers; consumes nothing. Throws `not_found` for an unknown, used, revoked or
    /// lapsed one, always alike (INV-09).
    package func inspectInvitation(
        _ token: String
    ) async throws(SellerError) -> InvitationOffer {
        let offer = try await offer(Self.invitationToken(token)).found
        return InvitationOffer(
            accountName: offer.accountName,
            inviterName: offer.inviterName,
            kind: offer.kind,
            email: offer.email,
            name: offer.name,
            expiresAt: offer.expiresAt
        )
    }

    static func invitationToken(_ text: String) throws(SellerError) -> SecretToken {
        guard let token = SecretToken(parsing: text, as: .invitation) else { throw .deadInvitation }
        return token
    }

    /// The open invitation behind a token.
    func offer(_ token: SecretToken) async throws(SellerError) -> OpenOffer {
        let found = try await transaction(readOnly: true) { tx throws(SellerError) in
            try await tx.first(.offer(digest: token.digest))
        }
        guard let found, found.state == .pending else { throw .deadInvitation }
        return OpenOffer(found: found, digest: token.digest)
    }
}

/// An invitation that was open when it was read, with the digest that leads to it.
struct OpenOffer: Sendable {
    let found: OfferedInvitation
    let digest: [UInt8]

    /// Holds the invitation for its acceptance; `not_found` for all but the first who try.
    func claim(in tx: Transaction) async throws(SellerError) {
        let claimed = try await tx.first(.claim(found.id, digest: digest, in: found.account))
        guard claimed != nil else { throw .deadInvitation }
    }
}

extension SellerError {
    /// A link that leads nowhere, for whatever reason.
    static let deadInvitation = SellerError(
        .notFound,
        "This invitation does not exist, was used, taken back, or has lapsed. Ask for a new one."
    )
}
