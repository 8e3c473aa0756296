import FoundationEssentials
import Postgres
import SellerModel
import SellerStore
import Testing

/// A statement, prepared by the server and its columns compared with its Swift row.
struct Prepared: Sendable {
    let name: String
    let check: @Sendable (PostgresTransaction) async throws(PostgresError) -> Void

    init<Row: Sendable>(_ name: String, _ statement: Statement<Row>) {
        self.name = name
        check = { (tx) async throws(PostgresError) in try await tx.check(statement) }
    }
}

@Suite struct `Statements` {
    @Test func `each statement prepares as the service's role and gives the columns it reads`()
        async throws
    {
        try await Store.with { store in
            for statement in try Prepared.all() {
                do throws(TransactionError<PostgresError>) {
                    try await store.app.transaction(body(of: statement))
                } catch {
                    Issue.record("\(statement.name): \(error.error.debugDescription)")
                }
            }
        }
    }

    private func body(
        of statement: Prepared
    ) -> @Sendable (PostgresTransaction) async throws(PostgresError) -> Void {
        statement.check
    }
}

extension Prepared {
    static func all() throws -> [Prepared] {
        let ids = try SampleIDs()
        return ofSignIn(ids) + ofMethods(ids) + ofSessions(ids) + (try ofAccounts(ids))
    }

    private static func ofSignIn(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("twoStepState", .twoStepState(of: ids.login)),
            Prepared("holdLogin", .holdLogin(ids.login)),
            Prepared("renewHash", .renewHash("new", of: ids.login, was: "old")),
            Prepared("liveAttempt", .liveAttempt(digest: ids.digest)),
            Prepared(
                "moveAttempt",
                .moveAttempt(ids.attempt, to: .recoveryRequired, ticket: nil)
            ),
            Prepared("completeAttempt", .completeAttempt(ids.attempt, from: .codeRequired)),
            Prepared("voidAttempts", .voidAttempts(of: ids.login, but: ids.attempt)),
            Prepared("countTry", .countTry(kind: "k", subject: [1], windowSeconds: 60)),
            Prepared("device", .device(digest: ids.digest, of: ids.login)),
            Prepared(
                "mailboxLink",
                .mailboxLink(digest: ids.digest, of: ids.login, for: ids.attempt)
            ),
            Prepared("useMailboxLink", .useMailboxLink(ids.attempt.uuid, of: ids.login)),
            Prepared("voidMailboxLinks", .voidMailboxLinks(of: ids.login)),
            Prepared("invitationTicket", .invitationTicket(digest: ids.digest, of: ids.login)),
            Prepared("enrollFirst", .enrollFirst(ids.login)),
            Prepared("refreshEnrolled", .refreshEnrolled(ids.login)),
        ]
    }

    private static func ofMethods(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("methods", .methods(of: ids.login)),
            Prepared("removePending by", .removePending(by: ids.attempt, of: ids.login)),
            Prepared("removePending", .removePending(of: ids.login)),
            Prepared(
                "countTry at",
                .countTry(at: ids.method, of: ids.login, pauseAfter: 1, pauseSeconds: 1, cap: 1)
            ),
            Prepared(
                "countTry atPending",
                .countTry(atPending: ids.method, of: ids.login, by: ids.attempt, cap: 1)
            ),
            Prepared("standing", .standing(of: ids.method, of: ids.login)),
            Prepared("useStep", .useStep(1, of: ids.method, login: ids.login)),
            Prepared("disable", .disable(ids.method, of: ids.login, cap: 1)),
            Prepared(
                "activateFirst",
                .activateFirst(ids.method, of: ids.login, by: ids.attempt, step: 1)
            ),
        ]
    }

    private static func ofSessions(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("liveSession", .liveSession(digest: ids.digest)),
            Prepared("touchSession", .touchSession(ids.session)),
            Prepared("choose", .choose(ids.account, in: ids.session)),
            Prepared("endSession", .endSession(ids.session, of: ids.login, because: "x")),
            Prepared("sessions", .sessions(of: ids.login)),
            Prepared("users of", .users(of: ids.login)),
            Prepared("levels", .levels(of: ids.user, in: ids.account)),
            Prepared("waitingStepUp", .waitingStepUp(digest: ids.digest, in: ids.session)),
            Prepared(
                "validateStepUp",
                .validateStepUp(ids.stepUp, by: ids.method, lifetimeSeconds: 1)
            ),
            Prepared(
                "spendStepUp",
                .spendStepUp(
                    digest: ids.digest,
                    session: ids.session,
                    operation: "o",
                    target: nil
                )
            ),
        ]
    }

    private static func ofAccounts(_ ids: SampleIDs) throws -> [Prepared] {
        let email = try EmailAddress(parsing: "a@b.example")
        return [
            Prepared("access", .access(of: ids.login, to: ids.account)),
            Prepared("account", .account(ids.account)),
            Prepared("lockedAccount", .lockedAccount(ids.account)),
            Prepared("placesTaken", .placesTaken(in: ids.account)),
            Prepared("nameFirstPrimary", .nameFirstPrimary(ids.user, of: ids.account)),
            Prepared("user", .user(ids.user, in: ids.account)),
            Prepared("lockedUsers", .lockedUsers([ids.user], in: ids.account)),
            Prepared("admins", .admins(of: ids.account, limit: 1)),
            Prepared("user withAddress", .user(withAddress: email, in: ids.account)),
            Prepared("adminAddresses", .adminAddresses(of: ids.account, but: ids.user)),
            Prepared("liveGrants", .liveGrants(of: [ids.user], in: ids.account)),
            Prepared("offer", .offer(digest: ids.digest)),
            Prepared("claim", .claim(ids.invitation, digest: ids.digest, in: ids.account)),
            Prepared("invitation", .invitation(ids.invitation, in: ids.account)),
            Prepared("lockedInvitation", .lockedInvitation(ids.invitation, in: ids.account)),
            Prepared("invitations", .invitations(in: ids.account, before: nil, limit: 1)),
            Prepared("draftedGrants", .draftedGrants(of: ids.invitation, in: ids.account)),
            Prepared("revokeLapsed", .revokeLapsed(email, in: ids.account)),
            Prepared("credentials", .credentials(of: email)),
            Prepared("openFindings", .openFindings(in: ids.account, limit: 1)),
            Prepared("missingEnrollment", .missingEnrollment(in: ids.account)),
            Prepared("lockKey", .lockKey(1)),
        ]
    }
}

/// Ids and a digest that name nothing.
struct SampleIDs {
    let login: ID<Login>
    let account: ID<Account>
    let user: ID<User>
    let method: ID<Method>
    let attempt: ID<Attempt>
    let session: ID<Session>
    let stepUp: ID<StepUp>
    let invitation: ID<Invitation>
    let digest = [UInt8](repeating: 7, count: 32)

    init() throws {
        let text = "00000000-0000-0000-0000-0000000000ff"
        login = try named(text)
        account = try named(text)
        user = try named(text)
        method = try named(text)
        attempt = try named(text)
        session = try named(text)
        stepUp = try named(text)
        invitation = try named(text)
    }
}
