import ArgumentParser
import SellerModel
import SellerService

/// Other systems of the operator.
struct Services: AsyncParsableCommand {
    static let configuration = CommandConfiguration.group(
        "service",
        "Let other systems ask for permission decisions.",
        example: "service add --name Orders",
        [Add.self]
    )

    /// Gives a new service its token.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "add",
            "Add a service and show its token, this once.",
            example: "service add --name Orders",
            more: "The token may ask /access/v1 for permission decisions and nothing else."
        )

        @Option(help: "The service's name.") var name: String
        @Flag(help: "Answer in JSON.") var json = false
        @OptionGroup var configuration: ConfigurationOptions

        func run() async throws {
            let added = try await configuration.load().withService { service throws(SellerError) in
                try await service.addService(name: name)
            }
            if json {
                let value: JSONValue = [
                    "service": .string(added.id.text), "token": .string(added.token),
                ]
                return Output.line(value.jsonText)
            }
            Output.line("The service \(added.id.text) asks with this token, shown only now:")
            Output.line(added.token)
        }
    }
}
