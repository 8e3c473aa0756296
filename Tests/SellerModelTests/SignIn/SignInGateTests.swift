import SellerModel
import Testing

@Suite struct `The gate after a right password` {
    @Test
    func `SEED-01 · never enrolled and without a ticket waits for the mailbox, not for a phone`() {
        let facts = GateFacts(activeMethods: 0, onceEnrolled: false)
        #expect(SignInGate.state(facts, ticket: nil) == .mailboxConfirmationRequired)
    }

    @Test(arguments: [TicketKind.invitation, .mailboxLink, .recoveryGrant])
    func `SEED-01 · never enrolled and with a ticket goes to enrollment`(ticket: TicketKind) {
        let facts = GateFacts(activeMethods: 0, onceEnrolled: false)
        #expect(SignInGate.state(facts, ticket: ticket) == .enrollmentRequired)
    }

    @Test(arguments: [nil, TicketKind.invitation, .mailboxLink], [true, false])
    func `SEED-12 SEED-19 · an active method always means a code`(
        ticket: TicketKind?,
        onceEnrolled: Bool
    ) {
        let facts = GateFacts(activeMethods: 1, onceEnrolled: onceEnrolled)
        #expect(SignInGate.state(facts, ticket: ticket) == .codeRequired)
    }

    @Test(arguments: [nil, TicketKind.invitation, .mailboxLink])
    func `SEED-43 · once enrolled, no link and no invitation ever enrolls again`(
        ticket: TicketKind?
    ) {
        let facts = GateFacts(activeMethods: 0, onceEnrolled: true)
        #expect(SignInGate.state(facts, ticket: ticket) == .recoveryRequired)
    }

    @Test(arguments: [0, 1, 3], [true, false])
    func `SEED-43 · a recovery grant leads to enrollment, whatever else holds`(
        methods: Int,
        onceEnrolled: Bool
    ) {
        let facts = GateFacts(activeMethods: methods, onceEnrolled: onceEnrolled)
        #expect(SignInGate.state(facts, ticket: .recoveryGrant) == .enrollmentRequired)
    }

    @Test func `SEED-21 · no kind of method is e-mail`() {
        #expect(MethodKind.allCases.map(\.rawValue) == ["authenticator_app", "phone"])
        #expect(MethodKind(rawValue: "email") == nil)
    }
}
