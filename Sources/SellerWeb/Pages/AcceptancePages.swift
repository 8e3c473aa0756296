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
        let person = try await signedIn(asked)
        return .page(
            InvitationScene(offer, token: token, name: offer.name, person: person?.email)
        )
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
            var scene = InvitationScene(offer, token: token, name: asked.form["name"])
            scene.fault = error.sentence
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
            var scene = InvitationScene(offer, token: token, person: person.email)
            scene.fault = error.sentence
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

/// An invitation, with the form to make a login, or to join with the one that is signed in.
struct InvitationScene: PageScene {
    static let template = PageTemplate.invitation
    let title = "You are invited"
    let token: String
    let account: String
    let inviter: String?
    let email: String
    let role: String
    /// The legal name that the form begins with.
    let name: String
    /// The address that is signed in; nil for a stranger.
    let person: String?
    /// What was wrong with the form that was sent.
    var fault: String?

    init(_ offer: InvitationOffer, token: String, name: String = "", person: String? = nil) {
        self.token = token
        account = offer.accountName
        inviter = offer.inviterName
        email = offer.email
        role = offer.kind.roleWords
        self.name = name
        self.person = person
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
