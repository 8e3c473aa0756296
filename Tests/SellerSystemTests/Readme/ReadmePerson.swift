import Foundation
import Testing

/// Somebody of the walk, who reads a screen and answers what it asks.
actor ReadmePerson {
    private let name: String
    private let password = SystemFixture.password
    private let atEveryQuestion: @Sendable () async throws -> Void
    let terminal: Terminal
    private var app: Authenticator?
    /// The code that was typed last.
    private(set) var lastCode = ""

    private static let key = "Or type this key into the app: "
    /// Where the walk stops for Ben.
    static let firstCode = "Code that the app shows: "

    /// Sits down at a terminal in the folder of the walk.
    init(
        _ name: String,
        in folder: ReadmeFolder,
        atEveryQuestion: @escaping @Sendable () async throws -> Void
    ) async throws {
        self.name = name
        self.atEveryQuestion = atEveryQuestion
        terminal = try Terminal(
            in: folder.url,
            questions: [
                "Your full legal name: ", "New password (12 characters or more): ",
                "The same again: ", "Password: ", "Code: ", Self.firstCode,
            ]
        )
        try await terminal.settle()
    }

    /// Copies a line into the terminal and answers what is asked, up to `question` if there is one;
    /// gives the whole screen. Any exit status but 0 is a failure.
    func copy(_ line: String, upTo last: String? = nil) async throws -> String {
        try await goOn(from: try await terminal.type(line), upTo: last)
    }

    /// Answers the question at which the terminal stands; gives the rest of the screen.
    func goOnFromFirstCode() async throws -> String {
        try await goOn(from: .question(Self.firstCode), upTo: nil)
    }

    private func goOn(from first: Terminal.Waiting, upTo last: String?) async throws -> String {
        var waiting = first
        var screen = await terminal.screen
        while case .question(let question) = waiting {
            if question == Self.firstCode { try readKey(on: screen) }
            if question == last { return screen }
            try await atEveryQuestion()
            waiting = try await terminal.type(try await answer(to: question))
            screen += await terminal.screen
        }
        try #require(waiting == .shell(0), "\(screen)")
        return screen
    }

    private func readKey(on screen: String) throws {
        guard app == nil, let key = screen.firstRange(of: Self.key) else { return }
        app = Authenticator(secret: String(screen[key.upperBound...].prefix { $0 != "\n" }))
    }

    private func answer(to question: String) async throws -> String {
        switch question {
        case "Your full legal name: ": return name
        case "Code: ", Self.firstCode:
            lastCode = try await #require(app).nextCode()
            return lastCode
        default: return password
        }
    }
}
