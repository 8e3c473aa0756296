import SellerModel
import SellerService

/// From a password to the next step, and from a code to a session.
struct SignInPages: Sendable {
    let service: SellerService

    func register(in pages: Pages) {
        pages.add(.shown("/sign-in", query: ["again"]), form)
        pages.add(.sent("/sign-in", fields: ["email", "password"]), start)
        pages.add(.shown("/sign-in/next"), next)
        pages.add(.sent("/sign-in/code", fields: ["method", "code"]), code)
        pages.add(.sent("/sign-in/mailbox-link"), mailboxLink)
    }

    private func form(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let ended = asked.query.text("again") != nil
        let notice = ended ? "Your sign-in ended, or took too long. Sign in again." : nil
        return .page(SignInScene(email: "", notice: notice, fault: nil))
    }

    private func start(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        do {
            let view = try await service.startSignIn(
                email: asked.form["email"],
                password: asked.form["password"],
                device: asked.cookies[.device],
                context: .selling,
                facts: asked.facts
            )
            return .redirect("/sign-in/next", setting: view.cookies)
        } catch  where error.isForTheForm {
            let scene = SignInScene(
                email: asked.form["email"],
                notice: nil,
                fault: error.sentence
            )
            return .refused(error, scene)
        }
    }

    /// What this browser's attempt waits for, whichever that is.
    private func next(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let attempt = try await asked.attempt(service)
        let view = try await service.signInView(attempt)
        return .page(view.scene(fault: nil))
    }

    private func code(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let attempt = try await asked.attempt(service)
        guard let method = ID<Method>(asked.form["method"]) else {
            throw SellerError(.malformed, "The form names no method.")
        }
        do {
            let signedIn = try await service.submitCode(
                attempt,
                method: method,
                code: asked.form["code"].withoutSpaces,
                facts: asked.facts
            )
            try await asked.endEarlierSession(service)
            return .redirect("/settings/login", setting: signedIn.cookies)
        } catch  where error.isForTheForm {
            // Asked again: the refusal may have sent the attempt to the mailbox.
            let view = try await service.signInView(try await asked.attempt(service))
            return .refused(error, view.scene(fault: error.sentence))
        }
    }

    private func mailboxLink(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let attempt = try await asked.attempt(service)
        let view = try await service.signInView(attempt)
        do {
            try await service.requestMailboxLink(attempt, facts: asked.facts)
            return .page(MailboxScene(view, sent: true, fault: nil))
        } catch  where error.isForTheForm {
            return .refused(error, MailboxScene(view, sent: false, fault: error.sentence))
        }
    }
}

extension PageRequest {
    /// The sign-in attempt of this browser; without one the person begins again.
    func attempt(_ service: SellerService) async throws(SellerError) -> AttemptCaller {
        guard let token = cookies[.attempt] else {
            throw SellerError(.unauthenticated, "Sign in first.")
        }
        return try await service.attempt(token: token)
    }

    /// The session of this browser; without one the person signs in.
    func session(_ service: SellerService) async throws(SellerError) -> SessionCaller {
        guard let token = cookies[.session] else {
            throw SellerError(.unauthenticated, "Sign in first.")
        }
        return try await service.session(token: token)
    }

    /// Ends the browser's earlier session, whose cookie is about to be replaced by that of a new one.
    func endEarlierSession(_ service: SellerService) async throws(SellerError) {
        guard let token = cookies[.session] else { return }
        do {
            try await service.endSession(try await service.session(token: token), facts: facts)
        } catch {
            // Over already, which is what was wanted.
            if error.code != .unauthenticated, error.code != .notFound { throw error }
        }
    }
}

extension SignInView {
    /// The attempt, and the device where the browser had none.
    var cookies: [SetCookie] {
        var cookies: [SetCookie] = []
        if let attempt { cookies.append(.keep(.attempt, attempt)) }
        if let device { cookies.append(.keepLong(.device, device)) }
        return cookies
    }

    /// The page of what the attempt waits for.
    func scene(fault: String?) -> any PageScene {
        switch state {
        case .codeRequired: CodeScene(methods, fault: fault)
        case .enrollmentRequired: EnrollmentScene(fault: fault)
        case .mailboxConfirmationRequired: MailboxScene(self, sent: false, fault: fault)
        case .recoveryRequired: RecoveryScene()
        }
    }
}

extension SignedIn {
    /// The session in the place of the attempt.
    var cookies: [SetCookie] { [.keep(.session, session), .forget(.attempt)] }
}

extension String {
    /// A code as it was meant: apps show it in groups, and people copy what they see.
    var withoutSpaces: String { String(decoding: utf8.filter { $0 != 0x20 }, as: UTF8.self) }
}
