import FoundationEssentials
import SellerModel
import SellerStore
import Testing

/// Ids of the rows that `TwoAccounts` and `EveryTable` make, and a digest that is none of theirs.
struct SampleIDs {
    let login: ID<Login>
    let account: ID<Account>
    let user: ID<User>
    let method: ID<Method>
    let attempt: ID<Attempt>
    let session: ID<Session>
    let stepUp: ID<StepUp>
    let invitation: ID<Invitation>
    let finding: ID<Finding>
    let device: ID<Device>
    let mailboxLink: ID<MailboxLink>
    let message: ID<Message>
    /// A login without a user in the first account.
    let spareLogin: ID<Login>
    /// An attempt of the first login that opened no session.
    let spareAttempt: ID<Attempt>
    /// The id of no row.
    let fresh: UUID
    let digest = [UInt8](repeating: 7, count: 32)
    let email: EmailAddress
    let name: PersonName

    init() throws {
        account = try named("00000000-0000-0000-0000-0000000000a1")
        user = try named("00000000-0000-0000-0000-0000000000b1")
        login = try named("00000000-0000-0000-0000-0000000000c1")
        invitation = try named("00000000-0000-0000-0000-0000000000d1")
        method = try named("00000000-0000-0000-0000-0000000000e1")
        attempt = try named("00000000-0000-0000-0000-0000000000f1")
        finding = try named("00000000-0000-0000-0000-000000000091")
        device = try named("00000000-0000-0000-0000-000000000081")
        session = try named("00000000-0000-0000-0000-000000000071")
        stepUp = try named("00000000-0000-0000-0000-000000000061")
        mailboxLink = try named("00000000-0000-0000-0000-000000000051")
        message = try named("00000000-0000-0000-0000-000000000041")
        spareLogin = try named("00000000-0000-0000-0000-0000000000c3")
        spareAttempt = try named("00000000-0000-0000-0000-000000000031")
        fresh = try #require(UUID(uuidString: "00000000-0000-0000-0000-0000000000ff"))
        email = try EmailAddress(parsing: "nobody@example.com")
        name = try #require(PersonName(normalized: "Nobody"))
    }
}

/// What the policy allows the primary of the first account.
struct SamplePermits {
    let change: Permit<ChangePermissions>
    let invite: Permit<ManageInvitations>
    let declare: Permit<DeclareSharedLogin>

    init(_ ids: SampleIDs) throws {
        let primary = PolicyUser(
            id: ids.user,
            state: .active,
            held: HeldPermissions(isPrimary: true, grants: [])
        )
        let other = PolicyUser(
            id: ID(ids.fresh),
            state: .active,
            held: HeldPermissions(isPrimary: false, grants: [])
        )
        change = try AccountPolicy.changePermissions(
            actor: primary,
            target: other,
            account: ids.account
        )
        invite = try AccountPolicy.manageInvitations(actor: primary, account: ids.account)
        declare = try AccountPolicy.declareSharedLogin(
            actor: primary,
            target: primary,
            account: ids.account
        )
    }
}

/// The id of a row of `TwoAccounts`.
func named<Kind>(_ text: String) throws -> ID<Kind> {
    ID(try #require(UUID(uuidString: text)))
}
