/// May this user do this? As another system of the operator asks it.
public struct AccessQuestion: Sendable, Equatable {
    /// The user, whose id names the account too; nil where what was named is no user's id.
    public let user: ID<User>?
    /// The section of the catalogue: the standard's resource type.
    public let section: String
    /// The tool: the standard's resource id.
    public let tool: String
    /// An action of the tool, by its name in the catalogue.
    public let action: String
    /// A marketplace; nil asks for a grant that covers every one of them.
    public let scope: String?

    /// A question in the words of the catalogue.
    public init(user: ID<User>?, section: String, tool: String, action: String, scope: String?) {
        self.user = user
        self.section = section
        self.tool = tool
        self.action = action
        self.scope = scope
    }
}
