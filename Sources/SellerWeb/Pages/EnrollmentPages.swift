import SellerModel
import SellerService

/// The first authenticator app of a login.
struct EnrollmentPages: Sendable {
    let service: SellerService

    func register(in pages: Pages) {
        pages.add(.sent("/sign-in/methods", fields: ["name"]), add)
        pages.add(.sent("/sign-in/methods/confirm", fields: ["method", "code"]), confirm)
    }

    /// Answers with the secret itself, which is shown this once and can be asked for anew.
    private func add(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let attempt = try await asked.attempt(service)
        do {
            let name = asked.form["name"]
            let pending = try await service.addFirstMethod(
                attempt,
                kind: MethodKind.authenticatorApp.rawValue,
                name: name.isEmpty ? nil : name,
                facts: asked.facts
            )
            return .page(AuthenticatorScene(pending))
        } catch  where error.isForTheForm {
            return .refused(error, EnrollmentScene(fault: error.sentence))
        }
    }

    private func confirm(_ asked: PageRequest) async throws(SellerError) -> PageAnswer {
        let attempt = try await asked.attempt(service)
        guard let method = ID<Method>(asked.form["method"]) else {
            throw SellerError(.malformed, "The form names no method.")
        }
        do {
            let signedIn = try await service.confirmFirstMethod(
                attempt,
                method: method,
                code: asked.form["code"].withoutSpaces,
                facts: asked.facts
            )
            try await asked.endEarlierSession(service)
            return .redirect("/settings/login", setting: signedIn.cookies)
        } catch  where error.isForTheForm {
            return .refused(error, AuthenticatorScene(method: method, fault: error.sentence))
        }
    }
}

/// Before the first method: what comes, and the name that the app shall have here.
struct EnrollmentScene: PageScene {
    static let template = PageTemplate.enrollment
    let title = "Set up two-step verification"
    let fault: String?
}

/// The QR code, and the code that proves it was read.
struct AuthenticatorScene: PageScene {
    /// What is shown once.
    struct Secret: Sendable {
        /// The drawing; nil if there is none, and the text has to do.
        let drawing: String?
        /// The secret in groups of four, as people type it.
        let text: String
        /// The link that an app on this very device opens.
        let link: String
    }

    static let template = PageTemplate.authenticator
    let title = "Set up two-step verification"
    let method: String
    let secret: Secret?
    let fault: String?

    /// A new method with its secret.
    init(_ pending: PendingMethod) {
        method = pending.id.text
        secret = Secret(
            drawing: QRCode.svg(
                of: pending.otpauthURI,
                title: "QR code for your authenticator app"
            ),
            text: Self.groups(of: pending.secret),
            link: pending.otpauthURI
        )
        fault = nil
    }

    /// The same method after a wrong code: its secret is not shown again.
    init(method: ID<Method>, fault: String) {
        self.method = method.text
        secret = nil
        self.fault = fault
    }

    private static func groups(of secret: String) -> String {
        var text = ""
        for (index, character) in secret.enumerated() {
            if index > 0, index % 4 == 0 { text.append(" ") }
            text.append(character)
        }
        return text
    }
}
