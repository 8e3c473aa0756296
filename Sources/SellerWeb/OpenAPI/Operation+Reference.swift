import SellerModel

extension Operation {
    /// The credentials that let a caller in, in the order of the alphabet.
    var credentialNames: [String] { credentials.map(\.rawValue).sorted() }

    /// Who learns that the target of the operation exists; to everybody else it is absent (404).
    var visibility: String {
        switch authority {
        case .none: credentials.contains(.link) ? "whoever holds the link" : "nobody"
        case .own: "its own login"
        case .anyUser, .tool: "users of the account"
        }
    }

    /// Every refusal it can give: those of its row, and those that all of its kind can give.
    func refusals(_ shape: OperationShape) -> [ErrorCode] {
        var codes: Set<ErrorCode> = [.malformed, .notAcceptable, .internal, .unavailable]
        if shape.body != nil { codes.formUnion([.tooLarge, .unsupportedMediaType, .invalid]) }
        if !credentials.isSubset(of: [.none, .link]) { codes.insert(.unauthenticated) }
        // An attempt that waits for something else is told for what.
        if !credentials.isSubset(of: [.none, .link, .service, .attemptAny]) {
            codes.formUnion([
                .codeRequired, .enrollmentRequired, .mailboxConfirmationRequired, .recoveryRequired,
            ])
        }
        // What is no id names nothing.
        if path.contains("{") { codes.insert(.notFound) }
        codes.formUnion(errors)
        return ErrorCode.allCases.filter(codes.contains)
    }
}
