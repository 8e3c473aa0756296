/// Where something that only the person knows comes from: a file, standard input or the terminal.
struct Asking {
    let prompt: String
    /// The option that names a file instead, for the message when nobody can be asked.
    let option: String
    /// A file's path, or `-` for the next line of standard input.
    let file: String?
    var hidden = true
    /// What it means that nobody can be asked.
    var statusWithoutTerminal = ExitStatus.usage

    /// Whether a wrong answer can be followed by another one.
    var canAskAgain: Bool { file == nil }

    /// The answer, without the end of its line.
    func answer() throws(CommandFailure) -> String {
        switch file {
        case "-":
            guard let line = readLine() else {
                throw CommandFailure(.usage, "Standard input ended before \(option) was read.")
            }
            return line
        case .some(let path):
            return try Files.firstLine(path)
        case nil:
            guard let terminal = Terminal() else {
                throw CommandFailure(
                    statusWithoutTerminal,
                    "There is no terminal to ask at: give \(option) (- reads standard input)."
                )
            }
            guard let line = terminal.ask(prompt, hidden: hidden) else {
                throw CommandFailure(.failed, "Given up; nothing was changed.")
            }
            return line
        }
    }

    /// The question for a six-digit code.
    static func code(_ prompt: String, file: String?) -> Asking {
        Asking(
            prompt: prompt,
            option: "--code-file",
            file: file,
            hidden: false,
            statusWithoutTerminal: .codeNeeded
        )
    }

    /// The question for a password.
    static func password(_ prompt: String, file: String?) -> Asking {
        Asking(prompt: prompt, option: "--password-file", file: file)
    }
}
