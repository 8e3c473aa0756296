import ArgumentParser

/// What `scripts/bench` needs besides other people's tools: anchors, loads, and the fixture's secrets.
///
/// It prints numbers; ratios and verdicts are the script's.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seller-accounts-bench",
        abstract: "Anchors and loads of scripts/bench, which says how they are used.",
        subcommands: [
            Hello.self, Argon2Loop.self, Secrets.self, PublicID.self, ReportStatement.self,
            SignIns.self, Flood.self,
            Together.self,
        ]
    )
}
