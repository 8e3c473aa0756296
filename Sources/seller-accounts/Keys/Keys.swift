import ArgumentParser
import SellerCrypto
import SellerModel

/// The key ring that seals secrets at rest.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "keys",
        "Make a key ring, and check one.",
        example: "keys status",
        [New.self, Status.self]
    )

    /// Makes a key file that only its owner can read.
    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "new",
            "Make a key ring in a new file of mode 0400. Without it, secrets are lost: back it up.",
            example: "keys new --output keys.txt"
        )

        @Option(help: "The file, which must not exist yet.") var output: String
        @Option(help: "The key's name.") var id = "k1"
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let contents: [UInt8]
            do {
                contents = try KeyRing.generate(id: id)
            } catch {
                throw CommandFailure(.usage, "\(error)")
            }
            try Files.create(output, contents, mode: 0o400)
            let answer: JSONValue = ["file": .string(output), "key": .string(id)]
            Output.line(json ? answer.jsonText : "The key \(id) is in \(output). Back it up.")
        }
    }

    /// Says whether the configured key ring can be used.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "status",
            "Check the key ring of the settings.",
            example: "keys status"
        )

        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let settings = try configuration.load()
            _ = try settings.keyRing()
            let file = try settings.required(.keyFile)
            let answer: JSONValue = ["file": .string(file), "state": "usable"]
            Output.line(
                json ? answer.jsonText : "\(file) is a key ring, readable by its owner only."
            )
        }
    }
}
