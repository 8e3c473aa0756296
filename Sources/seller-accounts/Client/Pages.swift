import NIOHTTP1
import SellerModel

extension APIClient {
    /// Far above the largest account: a server that never ends a list does not hang the command.
    private static let mostPages = 10_000

    /// All items of a list, page by page.
    func everything(
        _ path: String,
        query: [(String, String)] = []
    ) async throws(CommandFailure) -> [JSONValue] {
        var items: [JSONValue] = []
        var cursor: String?
        for _ in 0..<Self.mostPages {
            var parameters = query + [("limit", "200")]
            if let cursor { parameters.append(("cursor", cursor)) }
            let text = parameters.map { "\($0)=\(Self.escaped($1))" }.joined(separator: "&")
            let page = try await send(.GET, "\(path)?\(text)").body
            items += page.elements("items")
            cursor = page.text("next_cursor")
            if cursor == nil { return items }
        }
        throw CommandFailure(.failed, "The list has no end.")
    }

    /// A value of a query, percent-encoded (RFC 3986 §2.3: all but the unreserved characters).
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [JSONValue] {
    /// The items as the API answers a list.
    var asAnswer: String {
        let answer: JSONValue = ["items": .array(self)]
        return answer.jsonText
    }

    /// The items as a table of these members.
    func table(_ columns: [String]) -> String {
        var table = Table(columns)
        for item in self { table.add(columns.map { item[$0]?.cell ?? "-" }) }
        return table.text
    }
}
