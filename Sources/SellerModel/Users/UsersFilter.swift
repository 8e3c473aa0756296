/// Which users a list is about; nil leaves a question out.
public struct UsersFilter: Sendable, Equatable {
    /// How the person stands with two-step verification.
    public var twoStep: TwoStepFilter?
    /// A tool that the user holds a level on.
    public var tool: String?
    /// The least level on `tool`; without one, `view`.
    public var level: Level?
    /// Where the user stands; without one, everywhere but `removed`.
    public var state: UserState?

    /// A filter that lets all users pass, unless told otherwise.
    public init(
        twoStep: TwoStepFilter? = nil,
        tool: String? = nil,
        level: Level? = nil,
        state: UserState? = nil
    ) {
        self.twoStep = twoStep
        self.tool = tool
        self.level = level
        self.state = state
    }
}
