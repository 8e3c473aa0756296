import SellerModel

extension OperationShape {
    /// A question of the standard; unknown fields are ignored, as it asks.
    static let evaluation = OperationShape(
        200,
        "The decision; a refusal says why.",
        .view(["decision": .boolean], optional: ["context": .refusedContext]),
        body: .view(["subject": .entity, "action": .action, "resource": .entity])
    )
}

extension Schema {
    fileprivate static let entity = view(
        ["type": string, "id": string],
        optional: ["properties": openObject]
    )

    fileprivate static let action = view(["name": string], optional: ["properties": openObject])

    fileprivate static let openObject = Schema(json: ["type": "object"])

    fileprivate static let refusedContext = view(
        ["code": choice(ErrorCode.self), "reason": string],
        optional: [
            "needs": view(
                ["tool": string, "level": choice(Level.self), "scope": string]
            )
        ]
    )
}
