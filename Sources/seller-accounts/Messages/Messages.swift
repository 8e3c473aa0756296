import ArgumentParser
import SellerModel
import SellerService

/// The development outbox.
struct Messages: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "messages",
        "Read the mail that development delivery keeps.",
        example: "messages list",
        [List.self, Show.self]
    )

    /// Shows messages, newest first, with their links.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "List the newest messages with their text.",
            example: "messages list --to ann@example.com --limit 3"
        )

        @Option(help: "How many, at most 1000.") var limit = 20
        @Option(help: "Only messages to this address.") var to: String?
        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Answer in JSON.") var json = false

        func validate() throws {
            guard (1...1_000).contains(limit) else {
                throw ValidationError("--limit takes 1 to 1000.")
            }
            if let to { _ = try Self.address(to) }
        }

        func run() async throws {
            let address = try to.map(Self.address)
            let messages = try await configuration.load().withService {
                service throws(SellerError) in
                try await service.messages(to: address, limit: limit)
            }
            if json { return Output.line(messages.map(\.json).asAnswer) }
            if messages.isEmpty { return Output.line("No message.") }
            for message in messages { Output.line(message.lines) }
        }

        private static func address(_ text: String) throws -> EmailAddress {
            do {
                return try EmailAddress(parsing: text)
            } catch {
                throw ValidationError("--to takes an address, as ann@example.com.")
            }
        }
    }

    /// Shows one message whole.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Show one message with its whole text.",
            example: "messages show msg_…"
        )

        @Argument(help: "The message.") var message: ID<Message>
        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Answer in JSON.") var json = false

        func run() async throws {
            let found = try await configuration.load().withService {
                service throws(SellerError) in
                try await service.message(message)
            }
            Output.line(json ? found.json.jsonText : found.lines)
        }
    }
}

extension OutboxMessageView {
    /// The message as a person reads mail.
    fileprivate var lines: String {
        """
        Message: \(id.text)
        To: \(recipient)
        Date: \(createdAt?.rfc3339 ?? "-")
        Subject: \(subject)

        \(text)

        """
    }

    /// The message for scripts.
    fileprivate var json: JSONValue {
        [
            "id": .string(id.text),
            "to": .string(recipient),
            "template": .string(template),
            "subject": .string(subject),
            "text": .string(text),
            "created_at": .optional(createdAt?.rfc3339),
            "delivered_at": .optional(deliveredAt?.rfc3339),
        ]
    }
}
