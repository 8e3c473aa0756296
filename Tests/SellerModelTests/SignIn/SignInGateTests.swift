import SellerModel
import Testing

@Suite struct `The gate after a right password` {
    @Test
    func `SEED-01 · never enrolled and without a ticket waits for the mailbox, not for a phone`() {
        let facts = GateFacts(activeMethods: 0, onceEnrolled: false)
        #expect(SignInGate.decide(facts, ticket: nil).state == .mailboxConfirmationRequired)
    }

    @Test(arguments: [TicketKind.invitation, .mailboxLink, .recoveryGrant])
    func `SEED-01 · never enrolled and with a ticket goes to enrollment`(ticket: TicketKind) {
        let facts = GateFacts(activeMethods: 0, onceEnrolled: false)
        #expect(SignInGate.decide(facts, ticket: ticket).state == .enrollmentRequired)
    }

    @Test(arguments: [nil, TicketKind.invitation, .mailboxLink], [true, false])
    func `SEED-12 SEED-19 · an active method always means a code`(
        ticket: TicketKind?,
        onceEnrolled: Bool
    ) {
        let facts = GateFacts(activeMethods: 1, onceEnrolled: onceEnrolled)
        #expect(SignInGate.decide(facts, ticket: ticket).state == .codeRequired)
    }

    @Test(arguments: [nil, TicketKind.invitation, .mailboxLink])
    func `SEED-43 · once enrolled, no link and no invitation ever enrolls again`(
        ticket: TicketKind?
    ) {
        let facts = GateFacts(activeMethods: 0, onceEnrolled: true)
        #expect(SignInGate.decide(facts, ticket: ticket).state == .recoveryRequired)
    }

    @Test(arguments: [0, 1, 3], [true, false])
    func `SEED-43 · a recovery grant leads to enrollment, whatever else holds`(
        methods: Int,
        onceEnrolled: Bool
    ) {
        let facts = GateFacts(activeMethods: methods, onceEnrolled: onceEnrolled)
        #expect(SignInGate.decide(facts, ticket: .recoveryGrant).state == .enrollmentRequired)
    }

    @Test(arguments: [nil, TicketKind.invitation])
    func `security 11 · a stranger who may know the password opens the mailbox before a code`(
        ticket: TicketKind?
    ) {
        let facts = GateFacts(activeMethods: 1, onceEnrolled: true, isExposedStranger: true)
        let decision = SignInGate.decide(facts, ticket: ticket)
        #expect(decision.state == .mailboxConfirmationRequired)
        #expect(!decision.usesTicket)
    }

    @Test func `security 11 · the link of the mailbox vouches for a code, not for an enrollment`() {
        let stranger = GateFacts(activeMethods: 1, onceEnrolled: true, isExposedStranger: true)
        let decision = SignInGate.decide(stranger, ticket: .mailboxLink)
        #expect(decision.state == .codeRequired)
        #expect(decision.usesTicket)
        let without = GateFacts(activeMethods: 0, onceEnrolled: true, isExposedStranger: true)
        let other = SignInGate.decide(without, ticket: .mailboxLink)
        #expect(other.state == .recoveryRequired)
        #expect(!other.usesTicket)
    }

    @Test(arguments: [nil, TicketKind.invitation, .mailboxLink], [true, false])
    func `SEED-14 · a ticket is kept by an attempt only where it led there`(
        ticket: TicketKind?,
        stranger: Bool
    ) {
        for methods in 0...1 {
            for once in [methods > 0, true] {
                let decision = SignInGate.decide(
                    GateFacts(
                        activeMethods: methods,
                        onceEnrolled: once,
                        isExposedStranger: stranger
                    ),
                    ticket: ticket
                )
                let waitsByTicket =
                    decision.state == .enrollmentRequired
                    || (decision.state == .codeRequired && stranger)
                #expect(decision.usesTicket == waitsByTicket)
            }
        }
    }

    @Test func `SEED-21 · no kind of method is e-mail`() {
        #expect(MethodKind.allCases.map(\.rawValue) == ["authenticator_app", "phone"])
        #expect(MethodKind(rawValue: "email") == nil)
    }
}
