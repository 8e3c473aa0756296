import NIOCore
import NIOHTTP1
import SellerModel
import SellerService
import Synchronization

/// What direct answers are made with, for all connections of a server.
final class DirectAnswers: Sendable {
    let service: SellerService
    let paths = DirectPaths()
    let requests: RequestsInWork
    private let observer: RequestObserver
    private let isSecure: Bool
    private let date = Mutex<(second: Int64, text: String)>((0, ""))
    private let labels: [DirectOperation: String]
    /// What the ids of this server's requests begin with, and what they count on.
    private let server = UInt64.random(in: .min ... .max)
    private let ids = Atomic(UInt64.random(in: .min ... .max))

    init(
        service: SellerService,
        requests: RequestsInWork,
        observer: @escaping RequestObserver,
        origin: String
    ) {
        self.service = service
        self.requests = requests
        self.observer = observer
        isSecure = SellerResponder.isSecure(origin)
        labels = Dictionary(
            uniqueKeysWithValues: DirectOperation.allCases.compactMap { operation in
                OperationCatalogue.row(operation.name).map { row in
                    (operation, "\(row.verb.rawValue) \(row.path)")
                }
            }
        )
    }

    /// The head of an answer with a body of so many bytes: the headers of the ordinary way.
    func head(_ asked: DirectHead, length: Int) -> HTTPResponseHead {
        var fields: [(String, String)] = []
        fields.reserveCapacity(7)
        fields.append(("Content-Type", "application/json"))
        fields.append(("Content-Length", String(length)))
        fields.append(("X-Request-Id", asked.requestID ?? nextID()))
        fields.append(("X-Content-Type-Options", "nosniff"))
        if isSecure {
            fields.append(("Strict-Transport-Security", SellerResponder.strictTransportSecurity))
        }
        fields.append(("Cache-Control", "no-store"))
        fields.append(("Date", dateText()))
        return HTTPResponseHead(version: .http1_1, status: .ok, headers: HTTPHeaders(fields))
    }

    /// Counts an answer as the ordinary way does.
    func observe(_ operation: DirectOperation, since start: ContinuousClock.Instant) {
        observer(labels[operation] ?? "unknown", 200, start.duration(to: .now))
    }

    /// 15 letters of 5 bits, counted on from a random begin: as many as a text holds in itself.
    private func nextID() -> String {
        let low = ids.wrappingAdd(1, ordering: .relaxed).newValue
        var text = ""
        for place in (0..<15).reversed() {
            let shift = UInt64(5 * place)
            let bits = shift < 40 ? low >> shift : server >> (shift - 40)
            text.unicodeScalars.append(Self.letters[Int(truncatingIfNeeded: bits & 31)])
        }
        return text
    }

    /// Those of the public ids.
    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz".unicodeScalars)

    /// Made once a second.
    private func dateText() -> String {
        let now = service.environment.now()
        return date.withLock { date in
            if date.second != now.unixSeconds { date = (now.unixSeconds, now.httpDate) }
            return date.text
        }
    }
}
