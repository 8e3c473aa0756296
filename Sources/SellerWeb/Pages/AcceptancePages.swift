import SellerModel
import SellerService

/// What an invitation offers, and accepting it. Looking at it uses nothing up.
struct AcceptancePages: Sendable {
    let service: SellerService

    func register(in pages: Pages) {
        pages.add(.shown("/accept", query: ["token"]), offer)
        pages.add(.sent("/accept", fields: ["token", "name", "password"]), accept)
        pages.add(.sent("/accept/join", fields: ["token"]), join)
    }

    private func offer(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let token = asked.query.text("token") ?? ""
        let offer = try await inspected(token)
        guard let person = try await signedIn(asked) else {
            return .page(OfferScene(offer, token: token, name: offer.name, fault: nil))
        }
        return .page(JoinScene(offer, token: token, person: person.email, fault: nil))
    }

    /// Makes the login; the invitation is the ticket to its first enrollment.
    private func accept(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let token = asked.form["token"]
        do {
            let view = try await service.acceptInvitation(
                token,
                name: asked.form["name"],
                password: asked.form["password"],
                facts: asked.facts
            )
            return .redirect("/sign-in/next", setting: view.cookies)
        } catch  where error.isForTheForm {
            let offer = try await inspected(token)
            let scene = OfferScene(
                offer,
                token: token,
                name: asked.form["name"],
                fault: error.sentence
            )
            return .refused(error, scene)
        }
    }

    /// The signed-in login becomes a user of one account more.
    private func join(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let session = try await asked.session(service)
        let token = asked.form["token"]
        do {
            _ = try await service.acceptInvitation(token, as: session, facts: asked.facts)
            return .redirect("/settings/login")
        } catch  where error.isForTheForm {
            let offer = try await inspected(token)
            let person = try await service.whoAmI(session)
            let scene = JoinScene(
                offer,
                token: token,
                person: person.email,
                fault: error.sentence
            )
            return .refused(error, scene)
        }
    }

    /// Used, withdrawn, lapsed and unknown are alike to whoever holds the link (INV-09).
    private func inspected(_ token: String) async throws(SellerError) -> InvitationOffer {
        do {
            return try await service.inspectInvitation(token)
        } catch  where error.code == .notFound {
            throw SellerError(
                .notFound,
                """
                This invitation was used or withdrawn, or its time is over. Ask the person who \
                invited you for a new one. If you accepted it before, sign in.
                """
            )
        }
    }

    /// Who is signed in in this browser; a dead session is nobody.
    private func signedIn(_ asked: PageRequest) async throws(SellerError) -> WhoAmI? {
        do {
            return try await service.whoAmI(try await asked.session(service))
        } catch  where error.code == .unauthenticated {
            return nil
        }
    }
}

/// An invitation, for somebody who is not signed in.
struct OfferScene: PageScene {
    static let template = PageTemplate.offer
    let title = "You are invited"
    let token: String
    let account: String
    let inviter: String?
    let email: String
    let role: String
    let name: String
    let fault: String?

    init(_ offer: InvitationOffer, token: String, name: String, fault: String?) {
        self.token = token
        account = offer.accountName
        inviter = offer.inviterName
        email = offer.email
        role = offer.kind.roleWords
        self.name = name
        self.fault = fault
    }
}

/// An invitation, for somebody who is signed in.
struct JoinScene: PageScene {
    static let template = PageTemplate.join
    let title = "You are invited"
    let token: String
    let account: String
    let inviter: String?
    let email: String
    let role: String
    let person: String
    let fault: String?

    init(_ offer: InvitationOffer, token: String, person: String, fault: String?) {
        self.token = token
        account = offer.accountName
        inviter = offer.inviterName
        email = offer.email
        role = offer.kind.roleWords
        self.person = person
        self.fault = fault
    }
}

extension UserKind {
    /// The kind as an invitation's sentence says it.
    var roleWords: String {
        switch self {
        case .primary: "the primary user"
        case .secondary: "a secondary user"
        case .partner: "a partner user"
        }
    }
}
