import SellerModel

extension Schema {
    static let invitation = view([
        "id": id(Invitation.self), "email": string, "name": string, "kind": choice(UserKind.self),
        "language": string, "state": choice(["pending", "accepted", "revoked", "expired"]),
        "invited_by": id(User.self).orNull, "created_at": time, "expires_at": time,
        "user": id(User.self).orNull, "grants": array(of: wantedGrant),
    ])

    static let finding = view([
        "id": id(Finding.self), "user": id(User.self), "kind": string, "level": string,
        "note": string.orNull, "declared_by": id(User.self).orNull,
        "declared_by_name": string.orNull, "created_at": time,
        "risks": array(of: view(["kind": string, "text": string])),
        "affected_users": array(of: view(["user": id(User.self), "name": string])),
        "reaches": array(of: string), "recommendation": string,
        "next": choice(OperationName.self),
    ])
}
