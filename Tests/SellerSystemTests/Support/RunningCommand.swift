import Foundation
import Glibc
import PostgresTesting
import SellerModel
import Testing

/// A started program whose input and output the test holds.
final class RunningCommand: Sendable {
    let process: ChildProcess
    let output = OutputLines()
    let complaints = OutputLines()
    private let input = Pipe()
    private let statuses: AsyncStream<Int32>

    /// Starts a program with these settings beside the bare environment.
    init(_ program: URL, _ arguments: [String], settings: [String: String]) throws {
        let (statuses, continuation) = AsyncStream<Int32>.makeStream()
        self.statuses = statuses
        var start = ChildProcess.Start(program.path(percentEncoded: false), arguments)
        start.environment = Self.bareEnvironment.merging(settings) { $1 }
        start.input = input.fileHandleForReading.fileDescriptor
        start.output = output.pipe.fileHandleForWriting.fileDescriptor
        start.errors = complaints.pipe.fileHandleForWriting.fileDescriptor
        process = try ChildProcess(start) { status in
            continuation.yield(status)
            continuation.finish()
        }
        // The program's ends of the pipes, without which they would never end.
        try input.fileHandleForReading.close()
        try output.pipe.fileHandleForWriting.close()
        try complaints.pipe.fileHandleForWriting.close()
    }

    /// Nothing of the tests' own environment changes what a program does, but where it finds things.
    static let bareEnvironment = ProcessInfo.processInfo.environment.filter {
        !$0.key.hasPrefix("SELLER_ACCOUNTS_") && $0.key != "DATABASE_URL"
    }

    /// Types a line.
    func type(_ line: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
    }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    /// Ends the program with no time to say anything, as a power cut does.
    func killHard() async {
        kill(process.processIdentifier, SIGKILL)
        _ = await status()
    }

    /// The exit status, once the program ended.
    func status() async -> Int32 {
        for await status in statuses { return status }
        return process.waitUntilExit()
    }

    /// Waits for the end and gives what was not read yet.
    func finish() async throws -> Finished {
        try input.fileHandleForWriting.close()
        let complaints = await complaints.all()
        let output = await output.all()
        return Finished(
            status: await status(),
            output: output.joined(separator: "\n"),
            complaints: complaints.joined(separator: "\n")
        )
    }
}

/// What a program left behind.
struct Finished: Sendable {
    let status: Int32
    let output: String
    let complaints: String

    /// The output as JSON, which must be the whole of it.
    var json: JSONValue {
        get throws { try JSONParser.parse(Array(output.utf8)) }
    }
}
