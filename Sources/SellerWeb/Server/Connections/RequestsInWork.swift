import Synchronization

/// Bounds the requests in work, in all and by source.
///
/// A request is in work from when it is there as a whole until its answer begins: bytes that are
/// slow to come or to go take no place.
struct RequestsInWork: Sendable {
    let limit: Int
    let figures: ServingFigures

    /// A quarter is for others when one source has taken the rest.
    private var limitOfSource: Int { max(1, limit - limit / 4) }

    /// Whether one more would be refused, whoever asks.
    var isFull: Bool { figures.work.load(ordering: .relaxed) >= limit }

    /// Begins a request, unless there are too many already; gives whether it has begun.
    ///
    /// Who tries another way next lets that one count the refusal.
    func begin(_ source: SourceLoad?, countsRefusal: Bool = true) -> Bool {
        guard figures.work.add(1, ordering: .relaxed).newValue <= limit else {
            figures.work.subtract(1, ordering: .relaxed)
            if countsRefusal { figures.refused(.request) }
            return false
        }
        guard let source, !source.isTrusted else { return true }
        guard source.requests.add(1, ordering: .relaxed).newValue <= limitOfSource else {
            end(source)
            if countsRefusal { figures.refused(.requestOfSource) }
            return false
        }
        return true
    }

    /// Ends a request that has begun.
    func end(_ source: SourceLoad?) {
        figures.work.subtract(1, ordering: .relaxed)
        if let source, !source.isTrusted { source.requests.subtract(1, ordering: .relaxed) }
    }
}
