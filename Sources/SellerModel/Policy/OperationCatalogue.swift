/// The one table of operations. What is not here does not exist: a route without a row stops the
/// server at start, and a row without a route fails a test.
public enum OperationCatalogue {
    /// Every operation, in the order of the documentation.
    public static let all: [Operation] = signIn + ownLogin + account + access

    /// The row of an operation.
    public static func row(_ name: OperationName) -> Operation? {
        byName[name]
    }

    private static let byName = Dictionary(
        all.map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    static func row(
        _ name: OperationName,
        _ verb: HTTPVerb,
        _ path: String,
        _ credentials: Set<Credential>,
        _ authority: Authority,
        _ summary: String,
        errors: [ErrorCode] = [],
        stepUp: StepUpNeed = .never,
        idempotencyKey: Bool = false,
        ifMatch: Bool = false
    ) -> Operation {
        Operation(
            name: name,
            verb: verb,
            path: path,
            credentials: credentials,
            authority: authority,
            stepUp: stepUp,
            idempotencyKey: idempotencyKey,
            ifMatch: ifMatch,
            errors: errors,
            summary: summary
        )
    }
}
