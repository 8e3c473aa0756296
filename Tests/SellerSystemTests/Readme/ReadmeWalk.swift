import Testing

/// The main job as README.md tells it, line by line, against a started server.
actor ReadmeWalk {
    let fixture: SystemFixture
    let folder: ReadmeFolder
    let ada: ReadmePerson
    let ben: ReadmePerson
    private let steps: [ReadmeStep]
    private let between: @Sendable () async throws -> Void
    /// What the server acknowledged up to now.
    let acknowledged: Acknowledged

    /// Opens the terminals. `interruption` happens between any two lines and at every question;
    /// whatever was acknowledged before it must be there after it.
    init(
        _ fixture: SystemFixture,
        interruption: @escaping @Sendable () async throws -> Void = {}
    ) async throws {
        self.fixture = fixture
        steps = try Readme.steps()
        folder = try ReadmeFolder(fixture)
        let acknowledged = Acknowledged()
        self.acknowledged = acknowledged
        let between: @Sendable () async throws -> Void = {
            try await interruption()
            try await acknowledged.check(in: fixture, isBetweenSteps: false)
        }
        self.between = between
        ada = try await ReadmePerson("Ada Lovelace", in: folder, atEveryQuestion: between)
        ben = try await ReadmePerson("Ben Okafor", in: folder, atEveryQuestion: between)
    }

    /// Walks all steps; what each of them promises is checked as soon as it was done.
    func walk() async throws {
        for step in steps {
            if step.title == .report {
                try await walkAroundBensCode(step)
            } else {
                try await keepPromises(of: step, screens: try await copy(step))
            }
            try await acknowledged.check(in: fixture, isBetweenSteps: true)
        }
        try await between()
    }

    /// Closes all terminals.
    func close() async {
        await ada.terminal.close()
        await ben.terminal.close()
    }

    private func copy(_ step: ReadmeStep) async throws -> [String] {
        let person = step.isInThirdTerminal ? ben : ada
        var screens: [String] = []
        for line in step.lines {
            try await between()
            let isLast = screens.count + 1 == step.lines.count
            let stops = step.title == .benAccepts && isLast
            screens.append(
                try await person.copy(line, upTo: stops ? ReadmePerson.firstCode : nil)
            )
        }
        return screens
    }

    /// The report is asked while Ben's terminal waits for his code, and again once he gave it.
    private func walkAroundBensCode(_ step: ReadmeStep) async throws {
        let before = try await copy(step)
        #expect(before.last?.contains("ben@example.com") == true, "\(before)")
        try await between()
        let signedIn = try await ben.goOnFromFirstCode()
        #expect(signedIn.contains("Signed in as ben@example.com"), "\(signedIn)")
        await acknowledged.add(benEnrolled)
        let after = try await copy(step)
        #expect(after.last?.contains("@example.com") == false, "\(after)")
    }
}
