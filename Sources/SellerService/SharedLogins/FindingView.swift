package import SellerModel
import SellerStore

/// A risk of a shared login (SEED-06).
package struct SharingRisk: Sendable, Equatable {
    /// `security` or `availability`.
    package let kind: String
    /// What may happen, for a person.
    package let text: String

    static let both = [
        SharingRisk(
            kind: "security",
            text: "Whoever leaves keeps the credentials, and with them the selling account and the "
                + "buying account with its cards and personal data."
        ),
        SharingRisk(
            kind: "availability",
            text: "Every code comes to one person's device: when that person is away, everybody on "
                + "this login stops."
        ),
    ]
}

/// A user that a finding is about.
package struct AffectedUser: Sendable, Equatable {
    package let user: ID<User>
    package let name: String
}

/// A flagged login, with what it means and what to do.
package struct FindingView: Sendable, Equatable {
    /// The finding's id.
    package let id: ID<Finding>
    /// The user whose login is flagged.
    package let user: ID<User>
    /// How it was found, as `declared`.
    package let kind: String
    /// How sure it is, as `strong`.
    package let level: String
    /// What the declarer wrote.
    package let note: String?
    /// Who declared it.
    package let declaredBy: ID<User>?
    /// The declarer's name.
    package let declarerName: String?
    /// When it was raised.
    package let createdAt: Timestamp
    /// Both risks, security and availability.
    package let risks: [SharingRisk]
    /// Who stops or is exposed by it.
    package let affectedUsers: [AffectedUser]
    /// What the login reaches: the selling side, and the buying side (SEED-26).
    package let reaches: [String]
    /// What to do (SEED-25).
    package let recommendation: String
    /// The operation that does it.
    package let action: OperationName

    init(_ row: FindingRow) {
        id = row.id
        user = row.user
        kind = row.kind
        level = row.level
        note = row.note
        declaredBy = row.declaredBy
        declarerName = row.declarerName
        createdAt = row.createdAt
        risks = SharingRisk.both
        affectedUsers = [AffectedUser(user: row.user, name: row.userName)]
        reaches = ["selling", "buying"]
        recommendation =
            "Invite each person who uses this login as a user of their own. When all have accepted "
            + "and enrolled, give the old login a new password and new methods."
        action = .invitationsCreate
    }
}
