import Foundation
import SellerModel
import Testing

/// What README.md promises of each step.
extension ReadmeWalk {
    /// Checks the screens of a step that was done, and remembers what it acknowledged.
    func keepPromises(of step: ReadmeStep, screens: [String]) async throws {
        let last = screens.last ?? ""
        switch step.title {
        case .opens: try await opened()
        case .adaAccepts:
            #expect(last.contains("a primary user, for ada@example.com"), "\(last)")
            #expect(last.contains("▀"), "a QR code is drawn")
            #expect(last.contains("Signed in as ada@example.com"), "\(last)")
            await acknowledged.add(adaEnrolled)
        case .adaSignsIn: try await signedIn(screens)
        case .adaInvites:
            #expect(screens.first?.contains("inv_") == true, "\(screens)")
            #expect(last.contains("/accept?token=ivt_"), "\(last)")
            await acknowledged.add(benInvited)
        case .benAccepts:
            #expect(try folder.text(of: ".local/ben.link").contains("/accept?token=ivt_"))
            #expect(last.contains("otpauth://totp/"), "\(last)")
            await acknowledged.add(benAccepted)
        case .report: Issue.record("the report is walked around Ben's code")
        case .permission: try await replaced(last)
        case .flag:
            for word in ["fnd_", "security:", "availability:", "nvite each person"] {
                #expect(screens.first?.contains(word) == true, "\(word): \(screens)")
            }
            #expect(last.contains("fnd_") && last.contains("The whole desk uses it"), "\(last)")
            await acknowledged.add(benFlagged)
        }
    }

    private func opened() async throws {
        let account = try JSONParser.parse(Array(folder.text(of: ".local/account.json").utf8))
        let link = try #require(account.string("link"))
        #expect(account.string("account")?.hasPrefix("acc_") == true)
        #expect(try folder.text(of: ".local/ada.link") == link + "\n")
        await acknowledged.add(accountOpened)
    }

    /// The session is there, and the code that opened it opens no other one.
    private func signedIn(_ screens: [String]) async throws {
        #expect(screens.first?.contains("Signed in as ada@example.com") == true, "\(screens)")
        #expect(screens.last?.contains("primary") == true, "\(screens)")
        await acknowledged.add(adaSignedIn)
        let attempt = try await fixture.startSignIn("ada@example.com")
        let method = attempt.json.array("methods").first?.string("id")
        let again = try await fixture.client.ask(
            "POST",
            "/v1/sign-in/code",
            token: attempt.string("attempt"),
            ["method": .optional(method), "code": .string(await ada.lastCode)]
        )
        #expect(again.code == "code_already_used", "\(again.text)")
        await acknowledged.add(adaGaveUsedCode)
    }

    /// The answer shows its status and the new version, which the server gives again.
    private func replaced(_ screen: String) async throws {
        #expect(screen.hasPrefix("HTTP/1.1 200"), "\(screen)")
        let user = try await userID("ben@example.com")
        let session = try JSONParser.parse(Array(folder.text(of: ".local/session").utf8))
        let path = "/v1/accounts/\(try account)/users/\(user)/permissions"
        let seen = try await fixture.client.ask("GET", path, token: session.string("session"))
        let version = try #require(seen.entityTag, "\(seen.text)")
        #expect(screen.lowercased().contains("etag: \(version.text)"), "\(screen)")
        #expect(
            Set(seen.json.array("grants").compactMap { $0.string("tool") })
                == ["inventory", "orders"]
        )
        let number = try #require(version.number)
        await acknowledged.add(benPermitted(version: number))
    }

    private var account: String {
        get throws {
            let file = try folder.text(of: ".local/account.json")
            return try #require(try JSONParser.parse(Array(file.utf8)).string("account"))
        }
    }

    private func userID(_ email: String) async throws -> String {
        let session = try JSONParser.parse(Array(folder.text(of: ".local/session").utf8))
        let users = try await fixture.client.ask(
            "GET",
            "/v1/accounts/\(try account)/users",
            token: session.string("session")
        ).json
        let user = users.array("items").first { $0.string("email") == email }
        return try #require(user?.string("id"))
    }
}
