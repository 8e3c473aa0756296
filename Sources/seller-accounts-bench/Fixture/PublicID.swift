import ArgumentParser
import SellerModel

/// The public ids of the fixture's things.
struct PublicID: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "id",
        abstract: "Print the public id of an account or a user by its number."
    )

    /// What the load scripts have to name.
    enum Kind: String, ExpressibleByArgument {
        case account, user
    }

    @Argument(help: "account or user") var kind: Kind
    @Argument(help: "Its number.") var number: Int

    func run() {
        let text =
            switch kind {
            case .account: ID<Account>(Numbered.uuid(.account, number)).text
            case .user: ID<User>(Numbered.uuid(.user, number)).text
            }
        Output.line(text)
    }
}
