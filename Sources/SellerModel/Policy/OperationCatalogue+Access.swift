extension OperationCatalogue {
    /// What other systems of the operator ask. A service may do this and nothing else.
    static let access: [Operation] = [
        row(
            .accessEvaluate,
            .post,
            "/access/v1/evaluation",
            [.service],
            .none,
            "Whether a user may do something, as OpenID AuthZEN 1.0 asks it."
        )
    ]
}
