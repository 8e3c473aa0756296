import NIOHTTP1
import SellerModel

extension APIClient {
    /// Sends a change; when the server wants a fresh code for it, asks for one and sends it again.
    func sendWithStepUp(
        _ method: HTTPMethod,
        _ path: String,
        _ body: JSONValue?,
        headers: [(String, String)],
        codeFile: String?
    ) async throws(CommandFailure) -> APIReply {
        do throws(CommandFailure) {
            return try await send(method, path, body, headers: headers)
        } catch {
            guard let problem = error.problem, problem.code == "step_up_required" else {
                throw error
            }
            let stepUp = try await stepUp(for: problem, codeFile: codeFile)
            return try await send(method, path, body, headers: headers + [("Step-Up", stepUp)])
        }
    }

    /// A step-up that a code was given for, as its token.
    private func stepUp(
        for problem: Problem,
        codeFile: String?
    ) async throws(CommandFailure) -> String {
        let parts = (problem.next ?? "").split(separator: ":", maxSplits: 2).map(String.init)
        guard parts.count >= 2, parts[0] == "step_up" else { throw problem.failure }
        let asking = Asking.code("Code for this change: ", file: codeFile)
        if codeFile == nil, !Terminal.isThere {
            throw CommandFailure(
                .codeNeeded,
                "This change needs a fresh code, and there is no terminal to ask at: "
                    + "give --code-file (- reads standard input).",
                problem: problem
            )
        }
        let target = parts.count == 3 && !parts[2].isEmpty ? parts[2] : nil
        let started = try await send(
            .POST,
            "/v1/step-up",
            ["operation": .string(parts[1]), "target": .optional(target)]
        ).body
        guard let token = started.text("step_up"),
            let method = MethodChoice.preferred(of: started)
        else {
            throw CommandFailure(.failed, "The server's answer to the step-up is not understood.")
        }
        _ = try await giveCode(asking, method: method, to: "/v1/step-up/\(token)/code")
        return token
    }

    /// Asks for a code of a method and gives it, again while the person can be asked again.
    func giveCode(
        _ asking: Asking,
        method: MethodChoice?,
        to path: String
    ) async throws(CommandFailure) -> JSONValue {
        if let method, asking.canAskAgain {
            Output.complain("A code of “\(method.label)” is needed.\n")
        }
        while true {
            var body = [JSONMember("code", .string(try asking.answer().withoutSpaces))]
            if let method { body.insert(JSONMember("method", .string(method.id)), at: 0) }
            do throws(CommandFailure) {
                return try await send(.POST, path, .object(body)).body
            } catch {
                let again = ["invalid_code", "code_already_used"].contains(error.problem?.code)
                guard again, asking.canAskAgain else { throw error }
                Output.complain("\(error.message)\n")
            }
        }
    }
}

/// A method that can answer, as the server lists it.
struct MethodChoice: Sendable {
    let id: String
    let label: String

    /// The method to ask for first: the preferred one, else the first.
    static func preferred(of answer: JSONValue) -> MethodChoice? {
        let methods = answer.elements("methods")
        let chosen = methods.first { $0["preferred"] == .bool(true) } ?? methods.first
        guard let chosen, let id = chosen.text("id") else { return nil }
        return MethodChoice(id: id, label: chosen.text("label") ?? id)
    }
}

extension String {
    /// The text as people type codes: apps show them in two groups.
    fileprivate var withoutSpaces: String {
        String(decoding: utf8.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }
}
