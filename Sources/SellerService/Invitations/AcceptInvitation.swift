import SellerCrypto
package import SellerModel
import SellerStore

extension SellerService {
    /// Accepts an invitation for a person without a login: makes the login, whose first enrollment
    /// this invitation is the ticket for (SEED-30).
    ///
    /// `name` is the legal name. Throws `not_found` for a link that leads nowhere,
    /// `password_not_acceptable`, and `conflict` (next: `sign_in`) when the address has a login,
    /// which only the holder of the link is told.
    package func acceptInvitation(
        _ token: String,
        name: String,
        password: String,
        facts: RequestFacts
    ) async throws(SellerError) -> SignInView {
        let offer = try await offer(Self.invitationToken(token))
        let legalName = try Parsing.name(name, at: "/name")
        let email = try Parsing.email(offer.found.email, at: "/token")
        // Before the hash, which is dear, and before faults of a password that nobody needs.
        try await refuseKnown(email)
        let secret = try accepted(
            password,
            contextWords: [email.text, legalName.text, offer.found.accountName]
        )
        let hash = try await hashed(secret)
        let login: ID<Login> = environment.newID()
        return try await transaction(account: offer.found.account) { tx throws(SellerError) in
            try await offer.claim(in: tx)
            let made = try await tx.first(
                .makeLogin(login, email: email, legalName: legalName, passwordHash: hash)
            )
            guard made != nil else { throw .hasLogin }
            var record = AuditRecord("invitation.accept", by: .login(login)).from(facts)
            record.login = login
            _ = try await join(offer.found, login: login, madeLogin: true, record, in: tx)
            let start = AttemptStart(
                entryPoint: "invitation",
                ticket: Ticket(.invitation, offer.found.id.uuid)
            )
            return try await openAttempt(for: login, start, facts: facts, in: tx)
        }
    }

    /// Tells the holder of a link who names nobody whether a name and a password are needed at all.
    ///
    /// Throws `not_found` for a link that leads nowhere, and `conflict` (next: `sign_in`) when the
    /// address has a login.
    package func requireNewcomer(_ token: String) async throws(SellerError) {
        let offer = try await offer(Self.invitationToken(token)).found
        try await refuseKnown(Parsing.email(offer.email, at: "/token"))
    }

    private func refuseKnown(_ email: EmailAddress) async throws(SellerError) {
        let known = try await transaction(readOnly: true) { tx throws(SellerError) in
            try await tx.first(.credentials(of: email)) != nil
        }
        if known { throw .hasLogin }
    }

    /// Takes a password that the policy allows; throws `password_not_acceptable` with the reason.
    private func accepted(
        _ text: String,
        contextWords: [String]
    ) throws(SellerError) -> Password {
        guard let password = Password(normalizing: text) else {
            throw .passwordNotAcceptable(
                "A password has at most \(Password.codePointLimit) characters, none of them a control."
            )
        }
        if let refusal = passwordPolicy.refusal(of: password, contextWords: contextWords) {
            throw .passwordNotAcceptable(refusal.sentence)
        }
        return password
    }

    private func hashed(_ password: Password) async throws(SellerError) -> String {
        do { return try await hasher.hash(password) } catch { throw SellerError(error) }
    }
}

extension SellerError {
    /// The invited address has a login already.
    static let hasLogin = SellerError(
        .conflict,
        "This address has a login. Sign in with it, then accept.",
        next: "sign_in"
    )

    static func passwordNotAcceptable(_ sentence: String) -> SellerError {
        SellerError(
            .passwordNotAcceptable,
            sentence,
            fields: [Field(.pointer("/password"), .passwordNotAcceptable, sentence)]
        )
    }
}

extension PasswordRefusal {
    /// What is wrong, for a person.
    var sentence: String {
        switch self {
        case .tooShort(let minimum): "The password needs at least \(minimum) characters."
        case .tooLong(let maximum): "The password may have at most \(maximum) characters."
        case .blocklisted: "This password is one of those that are tried first. Choose another."
        case .contextWord: "The password is little else than your name, address or account."
        case .tooWeak: "This password would be guessed soon. A few unrelated words make a good one."
        }
    }
}
