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

/// What a direct answer says. It is written where it is sent: the thread that found it has the next
/// ones to find, and everybody waits for that one.
enum DirectAnswer: Sendable {
    case decision(Decision, AccessQuestion)
    case person(WhoAmI)

    /// The body.
    var text: [UInt8] {
        var text = JSONText(room: APIAnswer.usualBytes)
        switch self {
        case .decision(let decision, let question): decision.write(question, into: &text)
        case .person(let person): person.write(into: &text)
        }
        return text.bytes
    }
}

extension DirectAnswers {
    /// Finds an answer and tells it, from any thread; nil where only the ordinary way knows what to
    /// say.
    func ask(
        _ operation: DirectOperation,
        _ bearer: DirectBearer,
        _ body: [UInt8],
        tell: @escaping @Sendable (DirectAnswer?) -> Void
    ) {
        switch bearer {
        case .service(let caller):
            guard let question = QuestionScanner.question(in: body) else { return tell(nil) }
            service.decide(question, for: caller) { decision in
                tell(decision.map { .decision($0, question) })
            }
        case .session(let bearer):
            service.whoAmI(bearer) { person in tell(person.map(DirectAnswer.person)) }
        }
    }
}
