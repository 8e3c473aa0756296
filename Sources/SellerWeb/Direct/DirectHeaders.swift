import NIOHTTP1
import SellerModel

extension DirectHead {
    /// What a direct answer has to know of a request's headers. Those that it does not name say
    /// nothing to the ordinary way either.
    struct Headers {
        private(set) var authorization: String?
        private(set) var requestID: String?
        private(set) var length = 0
        private(set) var isJSON = false
        private var hasAccept = false

        /// Nil where a header says something that only the ordinary way understands.
        init?(_ fields: HTTPHeaders, _ operation: DirectOperation) {
            for (name, value) in fields {
                guard take(name.utf8, value, operation) else { return nil }
            }
        }

        private mutating func take(
            _ name: String.UTF8View,
            _ value: String,
            _ operation: DirectOperation
        ) -> Bool {
            // Lengths differ nearly always, which is the cheapest comparison.
            switch name.count {
            case 6 where name.isName("accept"): takeAccept(value)
            case 6 where name.isName("expect"): false
            case 7 where name.isName("upgrade"): false
            case 10 where name.isName("connection"): value.utf8.isName("keep-alive")
            case 12 where name.isName("content-type"): takeType(value)
            case 12 where name.isName("x-request-id"): takeID(value, operation)
            case 13 where name.isName("authorization"): takeToken(value, operation)
            case 14 where name.isName("content-length"): takeLength(value)
            case 17 where name.isName("transfer-encoding"): false
            default: true
            }
        }

        private mutating func takeAccept(_ value: String) -> Bool {
            guard !hasAccept else { return false }
            hasAccept = true
            return value == "*/*" || value == "application/json"
        }

        private mutating func takeType(_ value: String) -> Bool {
            guard !isJSON else { return false }
            isJSON = value == "application/json"
            return isJSON
        }

        private mutating func takeID(_ value: String, _ operation: DirectOperation) -> Bool {
            guard operation == .evaluate else { return true }
            guard requestID == nil, AccessRequestID.isID(value) else { return false }
            requestID = value
            return true
        }

        private mutating func takeToken(_ value: String, _ operation: DirectOperation) -> Bool {
            let rest = value.utf8.dropFirst(DirectHead.scheme.utf8.count)
            guard authorization == nil, value.utf8.starts(with: DirectHead.scheme.utf8),
                rest.starts(with: operation.tokenKind.rawValue.utf8),
                !rest.contains(UInt8(ascii: " "))
            else { return false }
            authorization = value
            return true
        }

        /// NIO reads exactly as many bytes as this says.
        private mutating func takeLength(_ value: String) -> Bool {
            guard let length = Int(value), (0...DirectHeaders.longestBody).contains(length) else {
                return false
            }
            self.length = length
            return true
        }
    }
}

/// The limits of direct requests.
enum DirectHeaders {
    /// Ten times a question with long names; what is longer takes the ordinary way.
    static let longestBody = 4_096
}

extension String.UTF8View {
    /// Whether these bytes are a name that is given in small letters, whatever their case.
    fileprivate func isName(_ name: String) -> Bool {
        let other = name.utf8
        guard count == other.count else { return false }
        return zip(self, other).allSatisfy { byte, small in
            byte == small || (byte | 0x20 == small && (0x41...0x5A).contains(byte))
        }
    }
}
