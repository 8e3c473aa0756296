import ArgumentParser

/// Where the settings of a command on the host come from.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "A file with settings, in YAML or JSON; the environment beats it.",
            valueName: "file"
        )
    )
    var file: String?

    /// The settings of this run.
    func load() throws(CommandFailure) -> Settings {
        try Settings.load(file: file)
    }
}
