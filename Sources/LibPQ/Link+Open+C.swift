import CLibPQ

extension Link {
    /// Connects, in pipeline mode and nonblocking.
    ///
    /// Each host of a list has `connect_timeout` seconds for itself: libpq watches that only where it
    /// blocks, and would spend all the time on a first host that is silent. Name resolution blocks
    /// the thread, as libpq gives no other form of it.
    package static func open(
        keywords: [(name: String, value: String)],
        wakeup: Wakeup,
        onNotice: @escaping @Sendable (Notice) -> Void
    ) throws(LinkFailure) -> Link {
        var keywords = keywords
        while true {
            let link = try start(keywords, wakeup: wakeup, notices: NoticeReceiver(onNotice))
            do {
                try link.connect()
                return link
            } catch {
                guard case .timedOut = error, let rest = link.hostsAfterTheCurrent() else {
                    throw error
                }
                keywords += rest
            }
        }
    }

    private static func start(
        _ keywords: [(name: String, value: String)],
        wakeup: Wakeup,
        notices: NoticeReceiver
    ) throws(LinkFailure) -> Link {
        let started = unsafe withTexts(keywords.map(\.name)) { names in
            unsafe withTexts(keywords.map(\.value)) { values in
                unsafe PQconnectStartParams(names, values, 1)
            }
        }
        guard let started = unsafe started else { throw .lost("no memory for a connection") }
        // Before anything is read: the default receiver prints notices, with data.
        unsafe notices.install(on: started)
        return unsafe Link(connection: started, wakeup: wakeup, notices: notices)
    }

    private func connect() throws(LinkFailure) {
        guard !isBroken else { throw lost() }
        let patience = Duration.seconds(max(1, Int(option("connect_timeout") ?? "") ?? 0))
        var place = currentPlace
        var deadline = ContinuousClock.now.advanced(by: patience)
        var writing = true
        while true {
            let outcome = wakeup.wait(
                for: unsafe PQsocket(connection),
                writing: writing,
                reading: !writing,
                until: deadline
            )
            switch outcome {
            case .timedOut: throw .timedOut
            case .signaled: continue
            case .ready: break
            }
            switch unsafe PQconnectPoll(connection) {
            case PGRES_POLLING_READING: writing = false
            case PGRES_POLLING_WRITING: writing = true
            case PGRES_POLLING_OK: return try settle()
            default: throw lost()
            }
            if currentPlace != place {
                place = currentPlace
                deadline = ContinuousClock.now.advanced(by: patience)
            }
        }
    }

    private func settle() throws(LinkFailure) {
        guard unsafe PQsetnonblocking(connection, 1) == 0 else { throw lost() }
        guard unsafe PQenterPipelineMode(connection) == 1 else { throw lost() }
    }

    /// Where libpq tries to connect, as `host:port`.
    private var currentPlace: String {
        let (host, port) = unsafe (text(PQhost(connection)), text(PQport(connection)))
        return "\(host):\(port)"
    }

    /// Keywords that leave out the hosts up to the current one; nil if it is the last.
    private func hostsAfterTheCurrent() -> [(name: String, value: String)]? {
        let hosts = list("host")
        let addresses = list("hostaddr")
        let ports = list("port")
        let names = hosts.isEmpty ? addresses : hosts
        let places = names.indices.map { index in
            // One port stands for all hosts.
            "\(names[index]):\(ports.count > 1 ? ports[index] : ports.first ?? "")"
        }
        guard let current = places.firstIndex(of: currentPlace), current + 1 < names.count else {
            return nil
        }
        let all = [("host", hosts), ("hostaddr", addresses), ("port", ports)]
        return all.compactMap { name, values in
            guard values.count > 1 else { return nil }
            return (name, values.dropFirst(current + 1).joined(separator: ","))
        }
    }

    private func list(_ name: String) -> [Substring] {
        option(name)?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    }

    /// An option as libpq understood it from keywords, connection string and environment.
    private func option(_ name: String) -> String? {
        guard let first = unsafe PQconninfo(connection) else { return nil }
        defer { unsafe PQconninfoFree(first) }
        var entry = unsafe first
        while let keyword = unsafe entry.pointee.keyword {
            if unsafe String(cString: keyword) == name {
                guard let value = unsafe entry.pointee.val else { return nil }
                return unsafe String(cString: value)
            }
            unsafe entry += 1
        }
        return nil
    }

    private func text(_ text: UnsafePointer<CChar>?) -> String {
        guard let text = unsafe text else { return "" }
        return unsafe String(cString: text)
    }
}
