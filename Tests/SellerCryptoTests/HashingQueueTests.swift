import Testing

@testable import SellerCrypto

@Suite struct `The queue of hashes` {
    private let start = ContinuousClock.now

    @Test func `Rule 12 · a full queue takes no more`() {
        var queue = HashingQueue<Int>(limit: 2)
        #expect(queue.add(1, at: start) != nil)
        #expect(queue.add(2, at: start) != nil)
        #expect(queue.add(3, at: start) == nil)
        #expect(queue.count == 2)
    }

    @Test func `Rule 12 · the oldest is next, however many wait`() {
        var queue = HashingQueue<Int>(limit: 4)
        for job in 1...4 { _ = queue.add(job, at: start) }
        #expect([queue.next(), queue.next(), queue.next(), queue.next()] == [1, 2, 3, 4])
        #expect(queue.next() == nil)
    }

    @Test func `Rule 12 · who waited too long is taken out`() {
        var queue = HashingQueue<Int>(limit: 4)
        _ = queue.add(1, at: start)
        _ = queue.add(2, at: start + .seconds(3))
        #expect(queue.removeLate(at: start + .seconds(5)).isEmpty)
        #expect(queue.removeLate(at: start + .seconds(6)) == [1])
        #expect(queue.next() == 2)
    }

    @Test func `Rule 12 · a job leaves once`() throws {
        var queue = HashingQueue<Int>(limit: 4)
        let first = queue.add(1, at: start)
        let second = queue.add(2, at: start)
        let one = try #require(first)
        let two = try #require(second)
        #expect(queue.remove(one) == 1)
        #expect(queue.remove(one) == nil)
        #expect(queue.next() == 2)
        #expect(queue.remove(two) == nil)
    }
}
