import LibPQ

extension PostgresConnection {
    /// Answers a pipeline's questions until its end (nil) or until the connection is lost.
    ///
    /// It occupies the thread: other operations of this connection wait for its end.
    func answer(_ pipeline: ReadPipeline) -> PostgresError? {
        while true {
            let (step, lane) = pipeline.next()
            switch step {
            case .ask:
                lane?.askTogether(on: self)
            case .sleep:
                if !rest() { standing.retire() }
            case .stop:
                return nil
            }
            if standing.isRetired { return PostgresError(.connectionLost) }
        }
    }

    /// Sleeps until somebody signals; false if the server has closed the connection meanwhile.
    private func rest() -> Bool {
        guard let link = try? link() else { return false }
        return link.rest()
    }
}
