import Postgres
import SellerModel
import SellerStore

extension Prepared {
    static func ofTwoStep(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("methods(of:)", .methods(of: .id(ids.login))),
            Prepared("methods(of:)", .methods(of: .email(ids.email))),
            Prepared(
                "addPendingApp(_:of:by:name:sealedSecret:lifetimeSeconds:)",
                .addPendingApp(
                    ID(ids.fresh),
                    of: ids.login,
                    by: ids.attempt,
                    name: "App",
                    sealedSecret: ids.digest,
                    lifetimeSeconds: 600
                )
            ),
            Prepared("removePending(by:of:)", .removePending(by: ids.attempt, of: ids.login)),
            Prepared("removePending(of:)", .removePending(of: ids.login)),
            Prepared(
                "countTry(at:of:limits:)",
                .countTry(at: ids.method, of: ids.login, limits: Limits())
            ),
            Prepared(
                "countTry(atPending:of:by:cap:)",
                .countTry(atPending: ids.method, of: ids.login, by: ids.attempt, cap: 1)
            ),
            Prepared(
                "standing(of:of:on:)",
                .standing(of: ids.method, of: ids.login, on: .stranger)
            ),
            Prepared(
                "useStep(_:of:login:on:)",
                .useStep(100, of: ids.method, login: ids.login, on: .known)
            ),
            Prepared("disable(_:of:cap:)", .disable(ids.method, of: ids.login, cap: 0)),
            Prepared("enrollFirst(_:)", .enrollFirst(ids.login)),
            Prepared(
                "activateFirst(_:of:by:step:)",
                .activateFirst(ids.method, of: ids.login, by: ids.attempt, step: 1)
            ),
            Prepared("refreshEnrolled(_:)", .refreshEnrolled(ids.login)),
            Prepared(
                "adminAddresses(of:but:)",
                .adminAddresses(of: ids.account, but: ID(ids.fresh))
            ),
        ]
    }

    static func ofSessions(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("openSession(_:)", .openSession(newSession(ids))),
            Prepared("liveSessions(digests:)", .liveSessions(digests: [Array("sst".utf8), []])),
            Prepared("touchSession(_:)", .touchSession(ids.session)),
            Prepared("choose(_:in:)", .choose(ids.account, in: ids.session)),
            Prepared(
                "endSession(_:of:because:)",
                .endSession(ids.session, of: ids.login, because: "test")
            ),
            Prepared("sessions(of:)", .sessions(of: ids.login)),
            Prepared("users(of:)", .users(of: ids.login)),
            Prepared("people(digests:)", .people(digests: [Array("sst".utf8), []])),
            Prepared("beginStepUp(_:validatedBy:)", beginStepUp(ids, nil)),
            Prepared("beginStepUp(_:validatedBy:)", beginStepUp(ids, ids.method)),
            Prepared(
                "waitingStepUp(digest:in:)",
                .waitingStepUp(digest: Array("sup".utf8), in: ids.session)
            ),
            Prepared(
                "validateStepUp(_:by:lifetimeSeconds:)",
                .validateStepUp(ids.stepUp, by: ids.method, lifetimeSeconds: 300)
            ),
            Prepared(
                "spendStepUp(digest:session:operation:target:)",
                .spendStepUp(
                    digest: Array("sup".utf8),
                    session: ids.session,
                    operation: "test",
                    target: nil
                )
            ),
        ]
    }

    private static func newSession(_ ids: SampleIDs) -> NewSession {
        NewSession(
            id: ID(ids.fresh),
            login: ids.login,
            digest: ids.digest,
            attempt: ids.spareAttempt,
            method: ids.method,
            device: ids.device,
            address: nil,
            userAgent: "test",
            expiresAt: Timestamp(unixSeconds: 4_000_000_000),
            idleSeconds: 60
        )
    }

    private static func beginStepUp(
        _ ids: SampleIDs,
        _ method: ID<Method>?
    ) -> Statement<Timestamp> {
        let new = NewStepUp(
            id: ID(ids.fresh),
            digest: ids.digest,
            session: ids.session,
            login: ids.login,
            operation: "test",
            target: "x",
            lifetimeSeconds: 300
        )
        return .beginStepUp(new, validatedBy: method)
    }
}
