import SellerModel
import Testing

/// What each client does. Who got no outcome asks again, as clients are told to.
extension Load {
    /// Invites one after the other, each until it is acknowledged.
    func inviteMany(_ client: Int) async {
        var number = 0
        while isOn {
            let email = "\(name)-\(client)-\(number)@example.com"
            let answer = await settle { await invite(email) }
            if answer?.status == 201 {
                note { $0.invited.insert(email) }
            } else {
                isWrong("\(email): \(answer?.text ?? "no outcome")")
            }
            number += 1
        }
    }

    /// Invites somebody, under a key that belongs to the address.
    func invite(_ email: String) async -> Answer? {
        await ask(
            "POST",
            "/v1/accounts/\(place.scene.account)/invitations",
            token: place.scene.ada.session,
            headers: ["Idempotency-Key": email],
            ["name": "Somebody", "email": .string(email)]
        )
    }

    /// Gives and takes a permission by turns; as soon as either is acknowledged, it holds.
    func changePermissions() async {
        var gives = true
        while isOn {
            let version = soFar.version
            let path = "/v1/accounts/\(place.scene.account)/users/\(people.changed)/permissions"
            let grants: [JSONValue] = [["tool": "orders", "level": "view", "scope": "global"]]
            let answer = await ask(
                "PUT",
                path,
                token: place.scene.ada.session,
                headers: ["If-Match": "\"v\(version)\""],
                ["grants": .array(gives ? grants : [])]
            )
            if answer?.status == 200 {
                note {
                    $0.version = version + 1; $0.mayView = gives
                }
                await decide(gives)
                gives.toggle()
                continue
            }
            // Whether it happened is known once it can be read again.
            note { $0.mayView = nil }
            let token = place.scene.ada.session
            guard let seen = await settle({ await ask("GET", path, token: token) }),
                let now = seen.entityTag?.number
            else { return isWrong("PUT \(path): \(answer?.text ?? "no answer")") }
            if now == version + 1 {
                note {
                    $0.version = now; $0.mayView = gives
                }
                gives.toggle()
            } else if now != version || answer?.status != 503 {
                isWrong("PUT \(path): \(answer?.text ?? "no answer"), then \(seen.text)")
            }
        }
    }

    /// Asks for the decision that the last change led to.
    func decide(_ expected: Bool) async {
        let answer = await ask(
            "POST",
            "/access/v1/evaluation",
            token: people.service,
            [
                "subject": ["type": "user", "id": .string(people.changed)],
                "action": ["name": "view"], "resource": ["type": "sales", "id": "orders"],
            ]
        )
        guard let answer, answer.status == 200 else { return }
        if answer.json["decision"] != .bool(expected) {
            isWrong("a decision that is older than the change: \(answer.text)")
        }
    }

    /// Guesses codes, fewer than disable a method.
    func guess() async {
        var tries = 0
        while isOn, tries < 90 {
            let (attempt, body) = people.guess
            let answer = await ask("POST", "/v1/sign-in/code", token: attempt, body)
            if answer?.code == "invalid_code" { note { $0.wrongCodes += 1 } }
            if answer?.status == 200 { isWrong("a wrong code was taken") }
            tries += 1
            await Self.pass()
        }
    }

    /// Gives the right password again and again, which needs the database and no session.
    func startSignIns() async {
        while isOn {
            let body: JSONValue = [
                "email": .string(people.guessed.email),
                "password": .string(SystemFixture.password),
                "device": .string(people.guessed.device),
            ]
            let answer = await ask("POST", "/v1/sign-in", body)
            if answer?.status == 200, answer?.string("state") != "code_required" {
                isWrong("a password alone led to \(answer?.text ?? "")")
            }
            await Self.pass()
        }
    }

    /// Gives a right code once clients are refused, until there is an outcome.
    func giveCodeDuringFault() async {
        while isOn, soFar.refused == 0 { await Self.pass() }
        let (attempt, body) = people.code
        let answer = await settle {
            await ask("POST", "/v1/sign-in/code", token: attempt, body)
        }
        if answer?.status == 200 { note { $0.opened += 1 } }
        if answer == nil { isWrong("a right code has no outcome") }
    }

    /// Tries what is closed: with a password alone, after signing out, from another account.
    func tryOtherDoors() async {
        let account = "/v1/accounts/\(place.scene.account)"
        while isOn {
            for (token, path) in [
                (people.guess.attempt, "/v1/session"), (people.guess.attempt, account),
                (people.coder.session, "/v1/session"),
                (people.stranger.session, "\(account)/users"),
            ] {
                guard let answer = await ask("GET", path, token: token) else { continue }
                if answer.status < 300 { isWrong("let in to \(path): \(answer.text)") }
                if answer.status == 404 { note { $0.turnedAway += 1 } }
            }
            await Self.pass()
        }
    }
}
