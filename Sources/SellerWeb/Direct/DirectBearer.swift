import SellerModel
import SellerService

/// Who asks a direct operation, as far as a token says it: the statement that answers looks it up.
enum DirectBearer: Sendable {
    case service(ServiceCaller)
    case session(SessionBearer)

    /// Nil for a token that is none.
    init?(_ direct: DirectHead) {
        do throws(SellerError) {
            switch direct.operation {
            case .evaluate: self = .service(try ServiceCaller(token: direct.token))
            case .whoAmI: self = .session(try SessionBearer(token: direct.token))
            }
        } catch {
            return nil
        }
    }
}

extension DirectAnswers {
    /// Finds the body of an answer and tells it, from any thread; nil where only the ordinary way
    /// knows what to say.
    func ask(
        _ operation: DirectOperation,
        _ bearer: DirectBearer,
        _ body: [UInt8],
        tell: @escaping @Sendable ([UInt8]?) -> Void
    ) {
        switch bearer {
        case .service(let caller):
            guard let question = QuestionScanner.question(in: body) else { return tell(nil) }
            service.decide(question, for: caller) { decision in
                tell(decision.map { decision in Self.text { decision.write(question, into: &$0) } })
            }
        case .session(let bearer):
            service.whoAmI(bearer) { person in
                tell(person.map { person in Self.text { person.write(into: &$0) } })
            }
        }
    }

    private static func text(_ write: (inout JSONText) -> Void) -> [UInt8] {
        var text = JSONText(room: APIAnswer.usualBytes)
        write(&text)
        return text.bytes
    }
}
