import Logging
import Synchronization

/// What the server logged: each line as its message and its metadata.
final class LogLines: Sendable {
    /// One line of the log.
    struct Line: Sendable {
        let message: String
        let metadata: [String: String]
    }

    private let kept = Mutex<[Line]>([])

    /// Every line, in its order.
    var all: [Line] { kept.withLock { $0 } }

    /// The lines with this message.
    func named(_ message: String) -> [Line] { all.filter { $0.message == message } }

    /// A logger that writes here.
    var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            let line = Line(
                message: "\(event.message)",
                metadata: all.mapValues { "\($0)" }
            )
            lines.kept.withLock { $0.append(line) }
        }
    }
}
