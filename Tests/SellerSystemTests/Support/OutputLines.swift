import Foundation

/// What a process writes, line by line, taken from the moment it starts so that it never waits.
final class OutputLines: Sendable {
    let pipe = Pipe()
    let lines: AsyncStream<String>

    init() {
        let (lines, continuation) = AsyncStream<String>.makeStream()
        self.lines = lines
        let handle = pipe.fileHandleForReading
        // A thread that waits: handlers of readability were seen to miss the end of a pipe.
        Thread.detachNewThread {
            var rest: [UInt8] = []
            while true {
                let data = handle.availableData
                if data.isEmpty { break }
                for line in Self.lines(adding: data, to: &rest) { continuation.yield(line) }
            }
            if !rest.isEmpty { continuation.yield(String(decoding: rest, as: UTF8.self)) }
            continuation.finish()
        }
    }

    /// The whole lines that `data` ends; what follows the last of them stays in `rest`.
    private static func lines(adding data: Data, to rest: inout [UInt8]) -> [String] {
        rest += data
        var pieces = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        rest = pieces.popLast().map { Array($0) } ?? []
        return pieces.map { String(decoding: $0, as: UTF8.self) }
    }

    /// All lines from here to the end.
    func all() async -> [String] {
        var all: [String] = []
        for await line in lines { all.append(line) }
        return all
    }

    /// The first line that `isWanted` takes; nil when the process ends without it.
    func first(where isWanted: (String) -> Bool) async -> String? {
        for await line in lines where isWanted(line) { return line }
        return nil
    }
}
