/// Which way bytes go through a proxy.
package enum ProxyDirection: Sendable {
    case toServer
    case toClient
}

/// What a proxy does to the bytes that pass through it.
package enum ProxyFault: Sendable {
    /// Nothing.
    case none
    /// Keeps every piece back for this long.
    case delay(milliseconds: Int)
    /// Keeps back what goes to the server, except requests to cancel, which overtake.
    case delayStatements(milliseconds: Int)
    /// Cuts the connection on which this many more bytes have passed in this direction.
    case cut(afterBytes: Int, ProxyDirection)
    /// Lets a message with these bytes reach the server, and cuts instead of giving the answer.
    case cutAnswer(to: String)
    /// Cuts instead of letting a message with these bytes reach the server.
    case cutBefore(String)
    /// Another fault, from that message to the server on which has the bytes `after`.
    indirect case once(after: String, ProxyFault)
    /// Takes all bytes and passes none on: a server that has stopped.
    case silence
}

/// What happens to one piece of bytes.
enum ProxyVerdict: Equatable {
    case pass(afterMilliseconds: Int)
    /// Pass on so many bytes, then cut.
    case cut(afterBytes: Int)
    case swallow
}

/// The faults as values: one function for the one event.
struct ProxyFaultState {
    private var fault = ProxyFault.none
    private var passed = 0
    private var awaitsAnswer = false
    /// How many pieces the present fault has kept back.
    private(set) var delayed = 0

    /// Another fault, from now on.
    mutating func set(_ fault: ProxyFault) {
        self.fault = fault
        passed = 0
        delayed = 0
        awaitsAnswer = false
    }

    /// A piece of bytes arrives.
    mutating func take(_ bytes: [UInt8], _ direction: ProxyDirection) -> ProxyVerdict {
        switch fault {
        case .none:
            return .pass(afterMilliseconds: 0)
        case .once(let text, let next):
            // The same piece may hold both.
            guard direction == .toServer, bytes.contains(text) else { break }
            set(next)
            return take(bytes, direction)
        case .delay(let milliseconds):
            delayed += 1
            return .pass(afterMilliseconds: milliseconds)
        case .delayStatements(let milliseconds):
            // CancelRequest is the only message of 16 bytes that comes alone.
            guard direction == .toServer, bytes.count != 16 else { break }
            delayed += 1
            return .pass(afterMilliseconds: milliseconds)
        case .silence:
            return .swallow
        case .cut(let limit, let way):
            guard way == direction else { return .pass(afterMilliseconds: 0) }
            defer { passed += bytes.count }
            if passed + bytes.count < limit { return .pass(afterMilliseconds: 0) }
            // Once is enough: what comes next on other connections passes.
            fault = .none
            return .cut(afterBytes: max(0, limit - passed))
        case .cutBefore(let text):
            guard direction == .toServer, bytes.contains(text) else { break }
            fault = .none
            return .cut(afterBytes: 0)
        case .cutAnswer(let text):
            if direction == .toServer, bytes.contains(text) { awaitsAnswer = true }
            guard direction == .toClient, awaitsAnswer else { break }
            fault = .none
            return .cut(afterBytes: 0)
        }
        return .pass(afterMilliseconds: 0)
    }
}

extension [UInt8] {
    fileprivate func contains(_ text: String) -> Bool {
        let word = Array(text.utf8)
        guard count >= word.count else { return false }
        return (0...(count - word.count)).contains {
            self[$0..<($0 + word.count)].elementsEqual(word)
        }
    }
}
