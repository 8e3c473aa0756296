import SellerModel
import Testing

@testable import SellerWeb

@Suite struct `A refusal as a problem` {
    private let problems = Problems(origin: "http://localhost:8080", paths: KnownPaths([]))

    @Test func `a problem says type, title, status, code, request and what is next`() {
        var error = SellerError(.invalidCode, "Wrong.", next: "sign_in.code", attemptsLeft: 9)
        error.fields = [.init(.pointer("/code"), .invalidCode, "Not this one.")]
        let json = problems.json(error, path: "/v1/sign-in/code", requestID: "r1")
        #expect(
            json == [
                "type": "http://localhost:8080/problems/invalid_code",
                "title": "Invalid code", "status": .integer(422), "detail": "Wrong.",
                "instance": "/v1/sign-in/code", "code": "invalid_code", "request_id": "r1",
                "errors": .array([
                    ["pointer": "/code", "code": "invalid_code", "detail": "Not this one."]
                ]),
                "next": "sign_in.code", "attempts_left": .integer(9),
            ]
        )
    }

    @Test(arguments: TokenKind.allCases)
    func `security rule 14 · a token in a path is never repeated`(kind: TokenKind) {
        let path = Problems.withoutSecrets("/v1/step-up/\(kind.rawValue)_secret/code")
        #expect(path == "/v1/step-up/\(kind.rawValue)_…/code")
    }

    @Test func `every code has a meaning of its own`() {
        let meanings = Set(ErrorCode.allCases.map(\.meaning))
        #expect(meanings.count == ErrorCode.allCases.count)
    }
}
