import FoundationEssentials
import Postgres
import SellerModel
import SellerStore

extension Prepared {
    static func ofPermissions(_ ids: SampleIDs, _ permits: SamplePermits) -> [Prepared] {
        [
            Prepared("tools", .tools),
            Prepared("sections", .sections),
            Prepared("toolActions", .toolActions),
            Prepared("liveGrants(of:in:)", .liveGrants(of: [ids.user], in: ids.account)),
            Prepared(
                "takeAwayGrants(_:of:except:)",
                .takeAwayGrants(permits.change, of: ids.user, except: grants)
            ),
            Prepared(
                "giveGrants(_:to:_:)",
                .giveGrants(permits.change, to: ids.user, grants)
            ),
            Prepared(
                "giveDraftGrants(_:to:in:by:)",
                .giveDraftGrants(grants, to: ids.user, in: ids.account, by: ids.user)
            ),
            Prepared("nextVersion(_:of:)", .nextVersion(permits.change, of: ids.user)),
        ]
    }

    static func ofOthers(_ ids: SampleIDs, _ permits: SamplePermits) -> [Prepared] {
        ofFindings(ids, permits) + ofIdempotency(ids) + ofDecisions(ids) + [
            Prepared("recordAudit(_:id:)", .recordAudit(audit(ids), id: ids.fresh)),
            Prepared("enqueue(_:)", .enqueue(message(ids))),
            Prepared(
                "newestMessages(to:limit:)",
                .newestMessages(to: ids.email, limit: 10),
                as: .worker
            ),
            Prepared("message(_:)", .message(ids.message), as: .worker),
            Prepared("missingEnrollment", .missingEnrollment, as: .report),
            Prepared("credentials", .credentials, as: .report),
            Prepared(
                "missingEnrollment(eachRow:)",
                .missingEnrollment { _, _ in },
                as: .report
            ),
            Prepared("credentials(eachRow:)", .credentials { _, _ in }, as: .report),
            Prepared("isFilled", .isFilled),
            Prepared("ping", .ping),
            Prepared("lockExpiry", .lockExpiry, as: .worker),
        ]
            + ExpiredRows.allCases.map { rows in
                Prepared("remove(_:limit:)", .remove(rows, limit: 10), as: .worker)
            }
    }

    private static func ofFindings(_ ids: SampleIDs, _ permits: SamplePermits) -> [Prepared] {
        [
            Prepared(
                "openFindings(in:before:limit:)",
                .openFindings(in: ids.account, before: nil, limit: 10)
            ),
            Prepared(
                "openFindings(of:in:limit:)",
                .openFindings(of: ids.user, in: ids.account, limit: 10)
            ),
            Prepared("finding(_:in:)", .finding(ids.finding, in: ids.account)),
            Prepared(
                "declareShared(_:_:user:note:evidence:)",
                .declareShared(
                    permits.declare,
                    ID(ids.fresh),
                    user: ids.user,
                    note: "The desk",
                    evidence: ["seen": "twice"]
                )
            ),
        ]
    }

    private static func ofDecisions(_ ids: SampleIDs) -> [Prepared] {
        let question = AccessQuestion(
            user: ids.user,
            section: "catalog",
            tool: "inventory",
            action: "view",
            scope: nil
        )
        return [
            Prepared("decide(_:)", .decide([ServiceQuestion(digest: ids.digest, question)])),
            Prepared(
                "addService(_:name:digest:)",
                .addService(ID(ids.fresh), name: ids.name, digest: ids.digest)
            ),
        ]
    }

    private static func ofIdempotency(_ ids: SampleIDs) -> [Prepared] {
        [
            Prepared("lockKey(_:)", .lockKey(1)),
            Prepared(
                "replay(caller:operation:keyDigest:)",
                .replay(caller: "c", operation: .invitationsCreate, keyDigest: ids.digest)
            ),
            Prepared(
                "keepSuccess(caller:operation:keyDigest:bodyDigest:object:)",
                .keepSuccess(
                    caller: "c",
                    operation: .invitationsCreate,
                    keyDigest: ids.digest,
                    bodyDigest: ids.digest,
                    object: "x"
                )
            ),
        ]
    }

    private static func audit(_ ids: SampleIDs) -> AuditRecord {
        var record = AuditRecord(
            "test",
            by: .user(ids.user, ids.login),
            on: .of("user", ids.user)
        )
        record.account = ids.account
        record.address = "192.0.2.1"
        record.after = ["level": "view"]
        return record
    }

    private static func message(_ ids: SampleIDs) -> OutboxMessage {
        OutboxMessage(
            id: ID(ids.fresh),
            recipient: ids.email.text,
            template: "test",
            language: "en",
            subject: "Test",
            bodySealed: ids.digest,
            expiresAt: nil
        )
    }
}
