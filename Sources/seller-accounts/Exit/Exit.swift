import ArgumentParser

/// The ways out of the program: words on standard error, and the number for scripts.
enum Exit {
    /// Help and version are answers; everything else is a usage error, shown with an example.
    static func afterParsing(_ error: any Error, _ arguments: [String]) -> Never {
        if SellerAccounts.exitCode(for: error) == .success {
            Output.write(SellerAccounts.fullMessage(for: error) + "\n")
            Output.exit(.done)
        }
        usage(SellerAccounts.fullMessage(for: error), arguments)
    }

    /// Ends after a command that was understood and failed.
    static func afterRunning(_ error: any Error, _ arguments: [String]) -> Never {
        if let failure = error as? CommandFailure {
            Output.complain("\(failure.message)\n")
            Output.exit(failure.status)
        }
        // `--help` of a command is itself a command, which throws its text when it is run.
        let code = SellerAccounts.exitCode(for: error)
        if code == .success || code == .validationFailure { afterParsing(error, arguments) }
        Output.complain("The command failed: \(error)\n")
        Output.exit(.failed)
    }

    private static func usage(_ message: String, _ arguments: [String]) -> Never {
        Output.complain(message + "\n")
        let example = command(of: arguments).configuration.discussion
            .split(separator: "\n\n").first
        if let example { Output.complain(example + "\n") }
        Output.exit(.usage)
    }

    /// The command that the arguments name, as far as they name one.
    private static func command(of arguments: [String]) -> any ParsableCommand.Type {
        var found: any ParsableCommand.Type = SellerAccounts.self
        for word in arguments {
            let below = found.configuration.subcommands
            guard let next = below.first(where: { $0.configuration.commandName == word }) else {
                break
            }
            found = next
        }
        return found
    }
}

extension CommandConfiguration {
    /// A command that only holds others, with the example of one of them.
    static func group(
        _ name: String,
        _ abstract: String,
        example: String,
        _ subcommands: [any ParsableCommand.Type]
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name,
            abstract: abstract,
            discussion: "Example:\n  seller-accounts \(example)",
            subcommands: subcommands
        )
    }

    /// A verb with its example, which help and usage errors show alike.
    static func verb(
        _ name: String,
        _ abstract: String,
        example: String,
        more: String = ""
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name,
            abstract: abstract,
            discussion: "Example:\n  seller-accounts \(example)"
                + (more.isEmpty ? "" : "\n\n\(more)")
        )
    }
}
