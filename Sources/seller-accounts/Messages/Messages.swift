import ArgumentParser
import SellerModel
import SellerService

/// The development outbox.
struct Messages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages",
        abstract: "Read the mail that development delivery keeps.",
        subcommands: [List.self]
    )

    /// Shows messages, newest first, with their links.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "List the newest messages with their text.",
            example: "messages list --limit 3"
        )

        @Option(help: "How many, at most 1000.") var limit = 20
        @Option(help: "Only messages to this address.") var to: String?
        @Flag(help: "Answer in JSON.") var json = false

        func validate() throws {
            guard (1...1_000).contains(limit) else {
                throw ValidationError("--limit takes 1 to 1000.")
            }
        }

        func run() async throws {
            let all = try await Settings.withService { service throws(SellerError) in
                try await service.messages(limit: to == nil ? limit : 1_000)
            }
            let messages = all.filter { to == nil || $0.recipient == to }.prefix(limit)
            if json { return Output.line(messages.map(\.json).asAnswer) }
            if messages.isEmpty { return Output.line("No message.") }
            for message in messages {
                Output.line("To: \(message.recipient)")
                Output.line("Date: \(message.createdAt?.rfc3339 ?? "-")")
                Output.line("Subject: \(message.subject)\n")
                Output.line("\(message.text)\n")
            }
        }
    }
}

extension OutboxMessageView {
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
