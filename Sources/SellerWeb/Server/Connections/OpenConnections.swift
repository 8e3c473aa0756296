import NIOCore
import Synchronization

/// All connections of clients, counted by source, with the limits that keep room for others.
///
/// Nobody who says nothing keeps others out: when nearly all places are taken, those make room that
/// have no whole request in work, of the source with the most connections the oldest first.
final class OpenConnections: Sendable {
    private struct Book {
        var sources: [SourceKey: SourceLoad] = [:]
        var guests: [ObjectIdentifier: Guest] = [:]
        var asked = 0
    }

    private let book = Mutex(Book())
    private let limit: Int
    private let limitOfSource: Int
    private let forwarding: Forwarding
    private let figures: ServingFigures
    private let isFull = Atomic<Bool>(false)

    init(
        limit: Int,
        ofSource limitOfSource: Int,
        forwarding: Forwarding,
        figures: ServingFigures
    ) {
        self.limit = limit
        self.limitOfSource = limitOfSource
        self.forwarding = forwarding
        self.figures = figures
    }

    /// From here on connections make room: a sixteenth stays free for those who have a request.
    private var crowd: Int { limit - max(1, limit / 16) }
    /// So many are asked at once that looking for them costs next to nothing for each.
    private var atOnce: Int { max(1, limit / 32) }

    /// Takes a new connection in; nil when its source has all that it may have.
    func arrive(_ channel: any Channel) -> Guest? {
        let address = channel.remoteAddress
        let key = address?.ipAddress.flatMap(SourceKey.init)
        let isTrusted = key == nil || forwarding.trusts(address?.ipAddress)
        let (guest, asked): (Guest?, [Guest]) = book.withLock { book in
            let source = key.flatMap { book.sources[$0] } ?? SourceLoad(isTrusted: isTrusted)
            guard isTrusted || source.connections.load(ordering: .relaxed) < limitOfSource else {
                return (nil, [])
            }
            if let key { book.sources[key] = source }
            source.connections.add(1, ordering: .relaxed)
            let asked = makeRoom(&book)
            let guest = Guest(channel, source)
            book.guests[ObjectIdentifier(guest)] = guest
            note(&book)
            return (guest, asked)
        }
        for guest in asked { guest.channel.pipeline.fireUserInboundEventTriggered(MakeRoom()) }
        guard let guest else {
            figures.refused(.connectionOfSource)
            return nil
        }
        channel.closeFuture.whenComplete { [self] _ in leave(guest, key) }
        return guest
    }

    private func leave(_ guest: Guest, _ key: SourceKey?) {
        book.withLock { book in
            book.guests[ObjectIdentifier(guest)] = nil
            if guest.isAsked.load(ordering: .relaxed) { book.asked -= 1 }
            let left = guest.source.connections.subtract(1, ordering: .relaxed).newValue
            if left == 0, let key { book.sources[key] = nil }
            note(&book)
        }
    }

    /// A connection that was asked to make room has a request in work by now.
    func stays(_ guest: Guest) {
        book.withLock { book in
            guard guest.isAsked.exchange(false, ordering: .relaxed) else { return }
            book.asked -= 1
            note(&book)
        }
    }

    /// Whether a connection has to end with its answer, because the next one waits to be accepted.
    var endsWithAnswer: Bool { isFull.load(ordering: .relaxed) }

    private func makeRoom(_ book: inout Book) -> [Guest] {
        guard book.guests.count - book.asked >= crowd else { return [] }
        let idle = book.guests.values
            .filter { !$0.isAsked.load(ordering: .relaxed) }
            .compactMap { guest -> (guest: Guest, crowd: Int, since: UInt64)? in
                let since = guest.idleSince.load(ordering: .relaxed)
                guard since != 0 else { return nil }
                let source = guest.source
                let crowd = source.isTrusted ? 0 : source.connections.load(ordering: .relaxed)
                return (guest, crowd, since)
            }
            .sorted { ($1.crowd, $0.since) < ($0.crowd, $1.since) }
        let asked = idle.prefix(atOnce).map(\.guest)
        for guest in asked { guest.isAsked.store(true, ordering: .relaxed) }
        book.asked += asked.count
        return asked
    }

    private func note(_ book: inout Book) {
        figures.connections(book.guests.count)
        isFull.store(book.guests.count - book.asked >= limit, ordering: .relaxed)
    }
}
