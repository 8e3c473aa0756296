import SellerModel

/// A refusal as the server sent it (RFC 9457).
struct Problem: Sendable {
    let status: Int
    let code: String
    let detail: String
    /// What must happen now, as `sign_in` or `step_up:<operation>:<target>`.
    let next: String?
    let attemptsLeft: Int64?
    private let fields: [String]

    /// Reads the body of an answer; a body that is none gives its status alone.
    init(status: Int, body: JSONValue?) {
        self.status = status
        code = body?.text("code") ?? ""
        detail = body?.text("detail") ?? "The server answered with status \(status)."
        next = body?.text("next")
        attemptsLeft = body?.integer("attempts_left")
        let said = detail
        fields = (body?.elements("errors") ?? []).compactMap { field in
            guard let detail = field.text("detail"), detail != said else { return nil }
            let place = field.text("pointer") ?? field.text("parameter") ?? ""
            return place.isEmpty ? detail : "\(place): \(detail)"
        }
    }

    /// The failure of the command that met it.
    var failure: CommandFailure {
        var lines = [detail] + fields.map { "  \($0)" }
        if let attemptsLeft { lines.append("Tries left: \(attemptsLeft).") }
        if let hint { lines.append(hint) }
        return CommandFailure(
            Self.exitStatus(of: code, httpStatus: status),
            lines.joined(separator: "\n"),
            problem: self
        )
    }

    private var hint: String? {
        switch code {
        case "unauthenticated": "Sign in: seller-accounts sign-in --email E"
        case "stale", "precondition_required": "Somebody changed it meanwhile: read it again."
        default: next == "sign_in" ? "Sign in: seller-accounts sign-in --email E" : nil
        }
    }

    private static let waitsForCode: Set<String> = [
        "step_up_required", "code_required", "enrollment_required",
        "mailbox_confirmation_required", "recovery_required",
    ]

    /// The program's exit status for an error. Source: the CLI section of the contract.
    static func exitStatus(of code: String, httpStatus: Int) -> ExitStatus {
        if waitsForCode.contains(code) { return .codeNeeded }
        switch httpStatus {
        case 401, 403, 404: return .denied
        case 409, 412: return .conflict
        case 429, 503: return .unavailable
        case 400, 405, 406, 413, 415, 422, 428: return .usage
        default: return .failed
        }
    }
}
