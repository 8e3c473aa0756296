import FoundationEssentials
import Postgres
import SellerModel
import SellerStore

extension Prepared {
    static func ofAccounts(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("access(of:to:)", .access(of: ids.login, to: ids.account)),
            Prepared("account(_:)", .account(ids.account)),
            Prepared("lockedAccount(_:)", .lockedAccount(ids.account)),
            Prepared(
                "openAccount(_:name:userLimit:)",
                .openAccount(ID(ids.fresh), name: ids.name, userLimit: 10),
                in: ids.fresh.uuidString
            ),
            Prepared(
                "nameFirstPrimary(_:of:)",
                .nameFirstPrimary(ids.user, of: ids.account)
            ),
            Prepared("placesTaken(in:)", .placesTaken(in: ids.account)),
            Prepared("chooseAccount(_:)", .chooseAccount(ids.account)),
        ]
    }

    static func ofUsers(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("user(_:in:)", .user(ids.user, in: ids.account)),
            Prepared("lockedUsers(_:in:)", .lockedUsers([ids.user], in: ids.account)),
            Prepared("admins(of:limit:)", .admins(of: ids.account, limit: 10)),
            Prepared(
                "addPendingUser(_:login:account:isPartner:invitedBy:)",
                .addPendingUser(
                    ID(ids.fresh),
                    login: ids.spareLogin,
                    account: ids.account,
                    isPartner: true,
                    invitedBy: ids.user
                )
            ),
            Prepared("user(withAddress:in:)", .user(withAddress: ids.email, in: ids.account)),
        ]
            + filters.map { filter in
                Prepared(
                    "users(in:_:after:limit:)",
                    .users(in: ids.account, filter, after: nil, limit: 10)
                )
            }
    }

    /// Each of these makes another text.
    private static var filters: [UsersFilter] {
        let byTwoStep = TwoStepFilter.allCases.map { UsersFilter(twoStep: $0) }
        return byTwoStep + [
            UsersFilter(), UsersFilter(state: .active),
            UsersFilter(tool: "orders", level: .view),
        ]
    }

    static func ofInvitations(_ ids: SampleIDs, _ permits: SamplePermits) -> [Prepared] {
        let digest = Array(TwoAccounts.first.utf8)
        return ofAcceptance(ids) + [
            Prepared("revokeLapsed(_:in:)", .revokeLapsed(ids.email, in: ids.account)),
            Prepared(
                "draftGrants(_:of:in:)",
                .draftGrants(grants, of: ids.invitation, in: ids.account)
            ),
            Prepared("revoke(_:_:)", .revoke(permits.invite, ids.invitation)),
            Prepared("invitePrimary(_:)", .invitePrimary(newInvitation(ids, .primary))),
            Prepared("invite(_:_:)", .invite(permits.invite, newInvitation(ids, .partner))),
            Prepared(
                "renew(_:_:digest:lifetimeSeconds:)",
                .renew(permits.invite, ids.invitation, digest: ids.digest, lifetimeSeconds: 60)
            ),
            Prepared("renewPrimary(_:)", .renewPrimary(newInvitation(ids, .primary))),
            Prepared(
                "lockedPrimaryInvitation(in:)",
                .lockedPrimaryInvitation(in: ids.account)
            ),
            Prepared(
                "sendAgain(kind:subject:apartSeconds:)",
                .sendAgain(kind: "k", subject: [1], apartSeconds: 30)
            ),
            Prepared("offer(digest:)", .offer(digest: digest)),
            Prepared("invitation(_:in:)", .invitation(ids.invitation, in: ids.account)),
            Prepared(
                "lockedInvitation(_:in:)",
                .lockedInvitation(ids.invitation, in: ids.account)
            ),
            Prepared(
                "invitations(in:before:limit:)",
                .invitations(in: ids.account, before: nil, limit: 10)
            ),
            Prepared(
                "draftedGrants(of:in:)",
                .draftedGrants(of: ids.invitation, in: ids.account)
            ),
        ]
    }

    private static func ofAcceptance(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared(
                "claim(_:digest:in:)",
                .claim(ids.invitation, digest: Array(TwoAccounts.first.utf8), in: ids.account)
            ),
            Prepared(
                "makeLogin(_:email:legalName:passwordHash:)",
                .makeLogin(
                    ID(ids.fresh),
                    email: ids.email,
                    legalName: ids.name,
                    passwordHash: "x"
                )
            ),
            Prepared(
                "accept(_:in:as:madeLogin:)",
                .accept(ids.invitation, in: ids.account, as: ids.user, madeLogin: ids.login)
            ),
        ]
    }

    static let grants = [
        Grant(tool: "settings", level: .admin, scope: .global),
        Grant(
            tool: "inventory",
            level: .view,
            scope: .marketplace("de"),
            expiresAt: Timestamp(microseconds: 4_000_000_000_000_000)
        ),
    ]

    private static func newInvitation(_ ids: SampleIDs, _ kind: UserKind) -> NewInvitation {
        NewInvitation(
            id: ID(ids.fresh),
            account: ids.account,
            email: ids.email,
            name: ids.name,
            kind: kind,
            language: "en",
            digest: ids.digest,
            lifetimeSeconds: 60
        )
    }
}
