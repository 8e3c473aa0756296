import FoundationEssentials
import SellerCrypto
package import SellerModel
import SellerStore

extension SellerService {
    /// Presents the proof that lets an enrollment happen: the token of the invitation that made
    /// this login, or of a link from its mailbox that another attempt asked for.
    ///
    /// A login that ever had a method is not led to enrollment by either; where its password counts
    /// as known to others, the link vouches for an unknown device, and a code is still asked for. Throws `invalid` for
    /// whatever is no proof here, always in the same words.
    package func presentTicket(
        _ caller: AttemptCaller,
        ticket: String,
        facts: RequestFacts
    ) async throws(SellerError) -> SignInView {
        let (state, methods) = try await transaction {
            (tx) throws(SellerError) -> (AttemptState, [MethodView]) in
            _ = try await tx.one(.holdLogin(caller.login))
            guard let proof = try await proof(ticket, for: caller, tx) else {
                throw .noTicket
            }
            let (standings, methods) = try await tx.together(
                .standing(
                    of: .id(caller.login),
                    strangerFailures: limits.strangerFailuresBeforeMailbox
                ),
                .methods(of: .id(caller.login))
            )
            guard let standing = standings.first else { throw .deadAttempt }
            let decision = SignInGate.decide(
                GateFacts(standing, on: caller.deviceKind),
                ticket: proof.kind
            )
            let moved = try await tx.first(
                .moveAttempt(
                    caller.attempt,
                    to: decision.state,
                    ticket: decision.usesTicket ? proof : nil
                )
            )
            guard moved != nil else { throw .deadAttempt }
            var record = AuditRecord("sign_in.ticket", by: .login(caller.login))
            record.login = caller.login
            try audit(record.from(facts), in: tx)
            return (decision.state, Self.answering(methods, in: decision.state))
        }
        return SignInView(
            attempt: nil,
            device: nil,
            state: state,
            onceEnrolled: caller.onceEnrolled,
            methods: methods,
            expiresAt: caller.expiresAt
        )
    }

    private func proof(
        _ text: String,
        for caller: AttemptCaller,
        _ tx: Transaction
    ) async throws(SellerError) -> Ticket? {
        if let token = SecretToken(parsing: text, as: .mailboxLink) {
            let link = try await tx.first(
                .mailboxLink(digest: token.digest, of: caller.login, for: caller.attempt)
            )
            return link.map { Ticket(.mailboxLink, $0.uuid) }
        }
        if let token = SecretToken(parsing: text, as: .invitation) {
            let invitation = try await tx.first(
                .invitationTicket(digest: token.digest, of: caller.login)
            )
            return invitation.map { Ticket(.invitation, $0.uuid) }
        }
        return nil
    }
}

extension SellerError {
    static let noTicket = SellerError.invalid(
        "/ticket",
        "This is no proof for this attempt. Open the link from your mailbox and give your password "
            + "on its page."
    )
}
