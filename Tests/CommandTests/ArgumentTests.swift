import ArgumentParser
import SellerModel
import Testing

@testable import seller_accounts

@Suite struct `Arguments` {
    @Test func `PERM-07 · a grant is tool, level and perhaps a marketplace`() throws {
        let wide = try #require(GrantArgument(argument: "user-permissions=admin"))
        #expect(
            wide.json.jsonText == #"{"tool":"user-permissions","level":"admin","scope":"global"}"#
        )
        let narrow = try #require(GrantArgument(argument: "orders=edit@de"))
        #expect(narrow.scope == .marketplace("de"))
    }

    @Test(arguments: [
        "", "orders", "=edit", "orders=", "orders=owner", "orders=none", "orders=edit@",
        "orders=edit@DE", "orders=edit@de@fr", "orders=edit=view",
    ])
    func `anything else is no grant`(text: String) {
        #expect(GrantArgument(argument: text) == nil)
    }

    @Test func `a link is taken whole, or its secret alone`() throws {
        let link = try MailedLink("http://localhost:8080/accept?token=ivt_abc-_1&x=2")
        #expect(link.token == "ivt_abc-_1")
        #expect(link.origin == "http://localhost:8080")
        #expect(try MailedLink("ivt_abc").token == "ivt_abc")
        #expect(try MailedLink("ivt_abc").origin == nil)
        #expect(throws: CommandFailure.self) { try MailedLink("http://localhost/accept") }
        #expect(throws: CommandFailure.self) { try MailedLink("") }
    }

    @Test func `the help of sign-in says who needs a link from the mailbox`() {
        let help = SignIn.helpMessage(columns: 400)
        #expect(help.contains("where an enrollment waits for it, or a device that is new to"))
    }

    @Test func `secrets are never arguments`() {
        let help = [
            Accept.helpMessage(), SignIn.helpMessage(), Invite.helpMessage(),
            Permissions.Set.helpMessage(),
        ].joined()
        for option in ["--password ", "--code ", "--token ", "--link "] {
            #expect(!help.contains(option))
        }
    }
}

@Suite struct `How a command ends` {
    @Test(arguments: [
        ("unauthenticated", 401, seller_accounts.ExitStatus.denied),
        ("invalid_credentials", 401, .denied),
        ("step_up_required", 401, .codeNeeded), ("enrollment_required", 403, .codeNeeded),
        ("mailbox_confirmation_required", 403, .codeNeeded), ("permission_denied", 403, .denied),
        ("not_found", 404, .denied), ("already_invited", 409, .conflict), ("stale", 412, .conflict),
        ("invalid_code", 422, .usage), ("malformed", 400, .usage),
        ("rate_limited", 429, .unavailable),
        ("unavailable", 503, .unavailable), ("internal", 500, .failed),
    ])
    func `each refusal has the contract's exit code`(
        code: String,
        status: Int,
        expected: seller_accounts.ExitStatus
    ) {
        #expect(Problem.exitStatus(of: code, httpStatus: status) == expected)
    }

    @Test func `every error code of the service has an exit code`() {
        for code in ErrorCode.allCases where code != .internal {
            let status = Problem.exitStatus(of: code.rawValue, httpStatus: code.status)
            #expect(status != .done && status != .failed, "\(code.rawValue)")
        }
    }

    @Test func `a refusal shows its fields, tries left and what to do`() throws {
        let body = try JSONParser.parse(
            """
            {"code":"invalid_code","detail":"The code is wrong.","attempts_left":4,
            "errors":[{"pointer":"/code","code":"invalid","detail":"Six digits."}]}
            """.utf8
        )
        let failure = Problem(status: 422, body: body).failure
        #expect(failure.message == "The code is wrong.\n  /code: Six digits.\nTries left: 4.")
    }
}

@Suite struct `What the terminal gets` {
    @Test func `columns are aligned and controls are taken out`() {
        var table = Table(["name", "level"])
        table.add(["Ann\u{1B}[31m", "view"])
        table.add(["B", "edit"])
        #expect(table.text == "NAME      LEVEL\nAnn [31m  view\nB         edit\n")
    }

    @Test func `a QR code is drawn`() {
        #expect(QRDrawing.text(of: "otpauth://totp/x?secret=MZXW6YTBOI")?.contains("▀") == true)
    }
}
