import SellerModel

/// How a command ended, for scripts. Source: the CLI section of the contract.
enum ExitStatus: Int32 {
    case done = 0
    /// Anything that has no number of its own.
    case failed = 1
    /// Wrong arguments, or input that is not acceptable (422).
    case usage = 2
    /// Not signed in, not allowed, or not there (401, 403, 404).
    case denied = 3
    /// Another state than the command needs (409, 412).
    case conflict = 4
    /// Nobody answers now (429, 503).
    case unavailable = 5
    /// The login is not enrolled, or a code is needed and there is no terminal to ask at.
    case codeNeeded = 6
}

/// Why a command did not do what it was asked, in words for a person.
struct CommandFailure: Error {
    let status: ExitStatus
    let message: String
    /// The server's own account of it, where a server refused.
    var problem: Problem?

    init(_ status: ExitStatus, _ message: String, problem: Problem? = nil) {
        self.status = status
        self.message = message
        self.problem = problem
    }

    /// The failure that a refusal of the service means, for commands that run on the host.
    init(_ error: SellerError) {
        let fields = error.fields.map(\.detail)
        self.init(
            Problem.exitStatus(of: error.code.rawValue, httpStatus: error.code.status),
            ([error.detail] + fields).joined(separator: " ")
        )
    }
}
