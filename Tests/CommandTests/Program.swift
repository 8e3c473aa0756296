import Foundation
import PostgresTesting
import Testing

/// The built program, started with these variables and nothing of the tests' own.
final class Program {
    private let process: ChildProcess
    private let (standardOutput, standardError) = (Pipe(), Pipe())

    init(starting arguments: [String], _ environment: [String: String] = [:]) throws {
        var start = ChildProcess.Start(Self.place.path(percentEncoded: false), arguments)
        start.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        start.output = standardOutput.fileHandleForWriting.fileDescriptor
        start.errors = standardError.fileHandleForWriting.fileDescriptor
        process = try ChildProcess(start)
        try standardOutput.fileHandleForWriting.close()
        try standardError.fileHandleForWriting.close()
    }

    /// Runs it to its end.
    static func run(
        _ arguments: [String],
        _ environment: [String: String] = [:]
    ) throws -> Outcome {
        try Program(starting: arguments, environment).outcome()
    }

    /// The first piece that it writes to standard output: a line, which is written at once.
    func firstLine() -> String {
        String(decoding: standardOutput.fileHandleForReading.availableData, as: UTF8.self)
    }

    /// Tells it to end, as an operator does.
    func terminate() { process.terminate() }

    /// Waits for the end. It says less than a pipe holds, so that one can be read after the other.
    func outcome() -> Outcome {
        let output = Self.text(standardOutput)
        let complaints = Self.text(standardError)
        return Outcome(status: process.waitUntilExit(), output: output, complaints: complaints)
    }

    private static func text(_ pipe: Pipe) -> String {
        String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    /// Beside the tests, in the folder of this build.
    private static var place: URL {
        let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folders = [CommandLine.arguments.first ?? "", bundle ?? ""].map {
            URL(filePath: $0).deletingLastPathComponent()
        }
        let programs = folders.map { $0.appending(path: "seller-accounts") }
        return programs.first { FileManager.default.isExecutableFile(atPath: $0.path()) }
            ?? programs[0]
    }
}

/// What a program left behind.
struct Outcome {
    let status: Int32
    let output: String
    let complaints: String
}

/// A folder that is there as long as a test needs it.
func withFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "seller-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
