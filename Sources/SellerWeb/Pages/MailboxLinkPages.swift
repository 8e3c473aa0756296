import SellerModel
import SellerService

/// The page behind a link from the mailbox, which asks for the password again.
///
/// Only the attempt that is made here gets the ticket, never the one that asked for the link.
struct MailboxLinkPages: Sendable {
    let service: SellerService

    func register(in pages: Pages) {
        pages.add(.shown("/sign-in/link", query: ["token"]), form)
        pages.add(.sent("/sign-in/link", fields: ["token", "email", "password"]), present)
    }

    private func form(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let token = asked.query.text("token") ?? ""
        return .page(MailboxLinkScene(token: token, email: "", fault: nil))
    }

    private func present(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        do {
            let started = try await service.startSignIn(
                email: asked.form["email"],
                password: asked.form["password"],
                device: asked.cookies[.device],
                context: .selling,
                facts: asked.facts
            )
            let attempt = try await service.attempt(token: started.attempt ?? "")
            _ = try await service.presentTicket(
                attempt,
                ticket: asked.form["token"],
                facts: asked.facts
            )
            return .redirect("/sign-in/next", setting: started.cookies)
        } catch  where error.isForTheForm || error.code == .notFound {
            let scene = MailboxLinkScene(
                token: asked.form["token"],
                email: asked.form["email"],
                fault: error.sentence
            )
            return .refused(error, scene)
        }
    }
}

/// The password, once more, behind the link.
struct MailboxLinkScene: PageScene {
    static let template = PageTemplate.mailboxLink
    let title = "Continue signing in"
    let token: String
    let email: String
    let fault: String?
}
