import SellerModel
import Testing

@Suite struct `A permission decision` {
    @Test func `is read from what the database answers, and only zero allows`() throws {
        for answer in Int16(0)...63 {
            guard let decision = Decision(answer) else {
                #expect(answer % 16 > 7)
                continue
            }
            #expect(decision.isAllowed == (answer % 16 == 0))
            #expect(decision.reason.rawValue == answer % 16)
            #expect(decision.neededLevel == [nil, .view, .edit, .admin][Int(answer / 16)])
        }
    }

    @Test(arguments: [-1, 8, 15, 64, Int16.max, Int16.min])
    func `is nothing for an answer that no version of the database gives`(answer: Int16) {
        #expect(Decision(answer) == nil)
    }
}
