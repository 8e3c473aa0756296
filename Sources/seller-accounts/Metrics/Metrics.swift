import Postgres
import SellerModel
import SellerWeb
import Synchronization

/// What the process counted since it began, as Prometheus' text format 0.0.4 says it.
///
/// Everything that can be counted is there from the start, so that counting takes no lock.
final class Metrics: Sendable {
    private let requests: [String: RequestCounters]
    private let others = RequestCounters()
    private let exchanges = Timing()
    private let waits = Timing()
    private let failures = Counter()
    private let batches = Counter()
    private let questions = Counter()
    /// What the server counts itself.
    let serving = ServingFigures()

    init() {
        requests = Dictionary(
            uniqueKeysWithValues: OperationCatalogue.all.map { row in
                ("\(row.verb.rawValue) \(row.path)", RequestCounters())
            }
        )
    }

    /// Counts answers, by operation and by the hundreds of the status.
    var requestObserver: RequestObserver {
        { [self] operation, status, duration in
            (requests[operation] ?? others).count(status, duration)
        }
    }

    /// Counts what the database client does.
    var postgresObserver: PostgresObserver {
        PostgresObserver(
            exchange: { [self] in exchanges.count($0) },
            failure: { [self] _, _ in failures.add(1) },
            wait: { [self] in waits.count($0) },
            batch: { [self] size in
                batches.add(1)
                questions.add(UInt64(size))
            }
        )
    }

    /// All of it, in an order that stays.
    var text: String {
        var lines = ["# TYPE seller_http_requests_total counter"]
        let named = requests.sorted { $0.key < $1.key } + [("other", others)]
        for (operation, counters) in named {
            for (status, count) in counters.answers where count > 0 {
                lines.append(
                    "seller_http_requests_total{operation=\"\(operation)\",status=\"\(status)xx\"} "
                        + "\(count)"
                )
            }
        }
        lines.append("# TYPE seller_http_request_seconds summary")
        for (operation, counters) in named where counters.timing.count.value > 0 {
            lines += counters.timing.lines(
                "seller_http_request_seconds",
                "{operation=\"\(operation)\"}"
            )
        }
        lines.append("# TYPE seller_database_exchange_seconds summary")
        lines += exchanges.lines("seller_database_exchange_seconds")
        lines.append("# TYPE seller_database_wait_seconds summary")
        lines += waits.lines("seller_database_wait_seconds")
        for (name, counter) in [
            ("seller_database_failures_total", failures),
            ("seller_database_batches_total", batches),
            ("seller_database_questions_total", questions),
        ] {
            lines += ["# TYPE \(name) counter", "\(name) \(counter.value)"]
        }
        lines += servingLines
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Metrics {
    private var servingLines: [String] {
        var lines: [String] = []
        for (name, value) in [
            ("seller_http_connections", serving.connections),
            ("seller_http_requests_in_work", serving.requestsInWork),
        ] {
            lines += ["# TYPE \(name) gauge", "\(name) \(value)"]
        }
        lines.append("# TYPE seller_http_refused_total counter")
        for refusal in ServingFigures.Refusal.allCases {
            let count = serving.count(of: refusal)
            lines.append("seller_http_refused_total{reason=\"\(refusal.rawValue)\"} \(count)")
        }
        return lines
    }
}

/// The answers of one operation.
private final class RequestCounters: Sendable {
    private let byHundreds = (1...5).map { _ in Counter() }
    let timing = Timing()

    func count(_ status: Int, _ duration: Duration) {
        byHundreds[min(max(status / 100, 1), 5) - 1].add(1)
        timing.count(duration)
    }

    /// The hundreds of a status, and how many answers had one of them.
    var answers: [(Int, UInt64)] {
        byHundreds.enumerated().map { ($0.offset + 1, $0.element.value) }
    }
}

/// How often something took time, and how much in all.
private final class Timing: Sendable {
    let count = Counter()
    private let microseconds = Counter()

    func count(_ duration: Duration) {
        count.add(1)
        let (seconds, attoseconds) = duration.components
        microseconds.add(
            UInt64(max(0, seconds)) * 1_000_000 + UInt64(max(0, attoseconds / 1_000_000_000_000))
        )
    }

    func lines(_ name: String, _ labels: String = "") -> [String] {
        let total = microseconds.value
        let fraction = String(total % 1_000_000)
        let digits = String(repeating: "0", count: 6 - fraction.count) + fraction
        return [
            "\(name)_sum\(labels) \(total / 1_000_000).\(digits)",
            "\(name)_count\(labels) \(count.value)",
        ]
    }
}

/// A number that only grows; it begins again at zero should it ever reach 2⁶⁴.
private final class Counter: Sendable {
    private let number = Atomic<UInt64>(0)

    var value: UInt64 { number.load(ordering: .relaxed) }

    func add(_ amount: UInt64) { number.wrappingAdd(amount, ordering: .relaxed) }
}
