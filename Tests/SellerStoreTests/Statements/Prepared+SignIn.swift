import Postgres
import SellerModel
import SellerStore

extension Prepared {
    static func ofSignIn(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("credentials(of:)", .credentials(of: ids.email)),
            Prepared("twoStepState(of:)", .twoStepState(of: ids.login)),
            Prepared("holdLogin(_:)", .holdLogin(ids.login)),
            Prepared("lockLogin(_:)", .lockLogin(ids.login)),
            Prepared("renewHash(_:of:was:)", .renewHash("new", of: ids.login, was: "x")),
            Prepared("beginAttempt(_:)", .beginAttempt(newAttempt(ids))),
            Prepared("liveAttempt(digest:)", .liveAttempt(digest: Array("f1".utf8))),
            Prepared(
                "moveAttempt(_:to:ticket:)",
                .moveAttempt(ids.attempt, to: .enrollmentRequired, ticket: ticket(ids))
            ),
            Prepared(
                "completeAttempt(_:from:)",
                .completeAttempt(ids.attempt, from: .codeRequired)
            ),
            Prepared("voidAttempts(of:but:)", .voidAttempts(of: ids.login, but: ID(ids.fresh))),
            Prepared(
                "count(in:)",
                .count(in: [Budget("k", subject: [1], windowSeconds: 60, limit: 1)])
            ),
            Prepared(
                "countPassword(at:device:known:strangers:)",
                .countPassword(
                    at: ids.email,
                    device: Array("dev".utf8),
                    known: Budget("k", subject: [1], windowSeconds: 60, limit: 1),
                    strangers: [Budget("s", subject: [1], windowSeconds: 60, limit: 1)]
                )
            ),
        ] + ofDevices(ids) + ofMailboxLinks(ids) + ofStrangers(ids)
    }

    private static func ofDevices(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("device(digest:of:)", .device(digest: Array("dev".utf8), of: .id(ids.login))),
            Prepared(
                "device(digest:of:)",
                .device(digest: Array("dev".utf8), of: .email(ids.email))
            ),
            Prepared(
                "unchanged(_:of:)",
                .unchanged(DeviceRow(id: ids.device, isKnown: true), of: ids.login)
            ),
            Prepared(
                "addDevice(_:of:digest:)",
                .addDevice(ID(ids.fresh), of: ids.login, digest: ids.digest)
            ),
            Prepared("seeDevice(_:)", .seeDevice(ids.device)),
        ]
    }

    private static func ofMailboxLinks(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared(
                "issueMailboxLink(_:to:askedBy:digest:lifetimeSeconds:)",
                .issueMailboxLink(
                    ID(ids.fresh),
                    to: ids.login,
                    askedBy: ids.attempt,
                    digest: ids.digest,
                    lifetimeSeconds: 60
                )
            ),
            Prepared(
                "mailboxLink(digest:of:for:)",
                .mailboxLink(digest: Array("mbt".utf8), of: ids.login, for: ID(ids.fresh))
            ),
            Prepared(
                "useMailboxLink(_:of:)",
                .useMailboxLink(ids.mailboxLink.uuid, of: ids.login)
            ),
            Prepared("voidMailboxLinks(of:)", .voidMailboxLinks(of: ids.login)),
            Prepared(
                "invitationTicket(digest:of:)",
                .invitationTicket(digest: ids.digest, of: ids.login)
            ),
        ]
    }

    private static func ofStrangers(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared(
                "countStranger(at:of:voucher:limits:)",
                .countStranger(
                    at: ids.method,
                    of: ids.login,
                    voucher: ids.mailboxLink.uuid,
                    limits: Limits()
                )
            ),
            Prepared(
                "exposePassword(of:limit:)",
                .exposePassword(of: ids.login, limit: 0)
            ),
            Prepared(
                "forgetDevice(of:login:but:)",
                .forgetDevice(of: ids.session, login: ids.login, but: ID(ids.fresh))
            ),
            Prepared("forgiveStranger(of:limit:)", .forgiveStranger(of: ids.login, limit: 10)),
            Prepared(
                "standing(of:strangerFailures:)",
                .standing(of: .id(ids.login), strangerFailures: 10)
            ),
            Prepared(
                "standing(of:strangerFailures:)",
                .standing(of: .email(ids.email), strangerFailures: 10)
            ),
            Prepared(
                "unchanged(_:of:strangerFailures:)",
                .unchanged(
                    LoginStanding(
                        twoStep: .enrolled,
                        isPasswordExposed: false,
                        readAt: Timestamp(unixSeconds: 0)
                    ),
                    of: ids.login,
                    strangerFailures: 10
                )
            ),
            Prepared(
                "samePassword(_:since:)",
                .samePassword(ids.login, since: Timestamp(unixSeconds: 0))
            ),
            Prepared("keepLogin(_:)", .keepLogin(ids.login)),
            Prepared("must(_:_:)", .must(.holdLogin(ids.login), .standing)),
        ]
    }

    private static func ticket(_ ids: SampleIDs) -> Ticket {
        Ticket(.mailboxLink, ids.mailboxLink.uuid)
    }

    private static func newAttempt(_ ids: SampleIDs) -> NewAttempt {
        NewAttempt(
            id: ID(ids.fresh),
            login: ids.login,
            digest: ids.digest,
            state: .enrollmentRequired,
            ticket: ticket(ids),
            entryPoint: "api",
            context: "selling",
            device: ids.device,
            address: "192.0.2.1",
            userAgent: "test",
            expiresAt: Timestamp(unixSeconds: 4_000_000_000)
        )
    }
}
