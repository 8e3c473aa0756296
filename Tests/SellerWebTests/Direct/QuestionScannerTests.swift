import SellerModel
import Testing

@testable import SellerWeb

/// What the direct way reads of a body, the ordinary way reads the same.
@Suite struct `Scanning plain questions` {
    private static let user = "usr_00000000000000000000000001"
    private static let plain = """
        {"subject":{"type":"user","id":"\(user)"},"action":{"name":"view"},\
        "resource":{"type":"sales","id":"orders"}}
        """

    private func scanned(_ text: String) -> AccessQuestion? {
        QuestionScanner.question(in: Array(text.utf8))
    }

    @Test(arguments: [
        plain,
        " \(plain)\r\n\t",
        #"{ "resource" : {"id":"a b","type":""}, "action":{"name":"x"}, "subject":{"id":"","type":"user"} }"#,
        #"{"subject":{"type":"group","id":"x"},"action":{"name":"v"},"resource":{"type":"s","id":"o","properties":{}}}"#,
        #"{"subject":{"type":"user","id":"x"},"action":{"name":"v"},"resource":{"type":"s","id":"o","properties":{"scope":"de"}}}"#,
        #"{"subject":{"type":"user","id":"x"},"action":{"name":"v"},"resource":{"type":"s","id":"o","properties":{"scope":"global"}}}"#,
        plain.replacing("orders", with: String(repeating: "o", count: 65)),
    ])
    func `a plain question is read as the ordinary way reads it`(text: String) throws {
        let question = try #require(scanned(text))
        #expect(question == (try EvaluationRequest(Array(text.utf8))).question)
    }

    @Test(arguments: [
        "", "{}", "[]", "null", plain + "x", plain + plain, String(plain.dropLast()),
        plain.replacing("view", with: #"vi\u0065w"#), plain.replacing("view", with: "vïew"),
        plain.replacing(#""view""#, with: "1"), plain.replacing(#""view""#, with: "null"),
        plain.replacing(#""action":"#, with: #""subject":"#),
        plain.replacing(#"{"name":"view"}"#, with: #"{"name":"view","name":"edit"}"#),
        plain.replacing(#"{"name":"view"}"#, with: #"{"name":"view",}"#),
        plain.replacing(#"{"name":"view"}"#, with: #"{"name":"view","properties":{}}"#),
        plain.replacing(#"{"name":"view"}"#, with: "{}"),
        plain.replacing(#"}}"#, with: #"},"context":{}}"#),
        plain.replacing(#""orders"}"#, with: #""orders","properties":{"owner":"x"}}"#),
        plain.replacing(#""orders"}"#, with: #""orders","properties":[]}"#),
        plain.replacing(#""orders"}"#, with: #""orders","properties":{"scope":null}}"#),
        String(repeating: #"{"subject":"#, count: 1_000),
    ])
    func `what is not plain is left to the ordinary way`(text: String) {
        #expect(scanned(text) == nil)
    }

    @Test func `no change of some bytes is read in two ways`() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array(#"{}[]":,\ abcdu01\#u{1}é"#.utf8)
        var read = 0
        for _ in 0..<50_000 {
            var bytes = Array(Self.plain.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = bytes.indices.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = alphabet.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: index)
                default: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
                }
            }
            guard let question = QuestionScanner.question(in: bytes) else { continue }
            read += 1
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(question == (try? EvaluationRequest(bytes).question), "\(text)")
        }
        // Changes inside of names leave it plain.
        #expect(read > 1_000)
    }
}
