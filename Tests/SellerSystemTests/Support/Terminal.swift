import Dispatch
import Foundation
import PostgresTesting

/// A terminal with a shell in it, at which somebody types and reads as a person does.
actor Terminal {
    /// Who waits for the next line.
    enum Waiting: Equatable, Sendable {
        /// The shell, after a command that ended with this status.
        case shell(Int)
        /// A program that shows this question.
        case question(String)
    }

    /// The screen stands still and shows neither the shell's prompt nor a question that is known.
    struct NotUnderstood: Error { let screen: String }

    private enum Event: Sendable {
        case bytes(Data)
        case end
        case patience(Int)
    }

    /// Seconds until a screen that stands still is a failure: longer than any command takes.
    private static let patience = 30

    private let process: ChildProcess
    private let input = Pipe()
    private let questions: [String]
    private let events: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation
    private var shown: [UInt8] = []
    private var turn = 0

    /// Opens a terminal in a folder; `questions` are those that the person can answer.
    init(in folder: URL, questions: [String]) throws {
        self.questions = questions
        (events, continuation) = AsyncStream<Event>.makeStream()
        let output = Pipe()
        // Real terminals ask for passwords and draw; `script` gives one to a program of a pipe.
        var start = ChildProcess.Start(
            "/usr/bin/script",
            ["--quiet", "--command", "bash --noprofile --norc --noediting -i", "/dev/null"]
        )
        start.environment = RunningCommand.bareEnvironment.merging(["SHELL": "/bin/sh"]) { $1 }
        start.folder = folder.path(percentEncoded: false)
        start.input = input.fileHandleForReading.fileDescriptor
        start.output = output.fileHandleForWriting.fileDescriptor
        process = try ChildProcess(start)
        try input.fileHandleForReading.close()
        try output.fileHandleForWriting.close()
        let handle = output.fileHandleForReading
        Thread.detachNewThread { [continuation] in
            while true {
                let data = handle.availableData
                if data.isEmpty { break }
                continuation.yield(.bytes(data))
            }
            continuation.yield(.end)
            continuation.finish()
        }
    }

    /// What the screen shows since the last line was typed, without its colors.
    var screen: String {
        String(decoding: shown, as: UTF8.self).replacing("\r\n", with: "\n")
            .replacing(/\u{1B}\[[0-9;]*m/, with: "")
    }

    /// Makes the shell say how each command ended; nothing else of it is changed.
    func settle() async throws {
        // Without the echo, a screen holds only what programs show.
        let prompt = "stty -echo; set -o pipefail; PS1='[ended $?] '; PS2='[unfinished] '"
        guard try await type(prompt) == .shell(0) else { throw NotUnderstood(screen: screen) }
    }

    /// Types a line and reads until somebody waits for the next one.
    func type(_ line: String) async throws -> Waiting {
        shown = []
        turn += 1
        let turn = turn
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Self.patience)) {
            [continuation] in
            continuation.yield(.patience(turn))
        }
        try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
        for await event in events {
            switch event {
            case .bytes(let data): shown += data
            case .patience(let old) where old != turn: continue
            case .patience, .end: throw NotUnderstood(screen: screen)
            }
            if let waiting { return waiting }
        }
        throw NotUnderstood(screen: screen)
    }

    private var waiting: Waiting? {
        let screen = screen
        if let prompt = screen.firstMatch(of: /\[ended ([0-9]+)\] $/), let status = Int(prompt.1) {
            return .shell(status)
        }
        return questions.first { screen.hasSuffix($0) }.map { .question($0) }
    }

    /// Closes the window, whatever runs in it.
    func close() async {
        process.terminate()
        try? input.fileHandleForWriting.close()
        for await event in events { if case .end = event { return } }
    }
}
