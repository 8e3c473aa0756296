import CLibPQ

extension Link {
    /// What a look for COPY's next data ended with.
    private enum Piece {
        case bytes
        case notYet
        case end
    }

    /// Fills `bytes` with COPY's next data, up to about the size asked for.
    ///
    /// Gives fewer if at least a quarter is there and the server pauses; nothing after the last.
    /// Not more is read from the socket than is asked for, so that a slow reader slows the server.
    /// `edit` may change each row once it is appended, from where it begins.
    package func copyOut(
        _ size: Int,
        editing edit: ((inout [UInt8], Int) -> Void)?,
        until deadline: ContinuousClock.Instant
    ) throws(LinkFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        // The last row may reach beyond the size.
        bytes.reserveCapacity(size + size / 8)
        while bytes.count < size {
            let start = bytes.count
            switch takeCopied(&bytes) {
            case .bytes:
                edit?(&bytes, start)
                continue
            case .end: return bytes
            case .notYet: break
            }
            let isEnough = bytes.count >= size / 4
            let outcome = wakeup.wait(
                for: unsafe PQsocket(connection),
                writing: false,
                until: isEnough ? ContinuousClock.now : deadline
            )
            switch outcome {
            case .timedOut where isEnough: return bytes
            case .timedOut: throw .timedOut
            case .signaled: continue
            case .ready: break
            }
            // A failure shows when the data that has arrived is used up.
            if unsafe PQconsumeInput(connection) != 1, isBroken { throw lost() }
        }
        return bytes
    }

    private func takeCopied(_ bytes: inout [UInt8]) -> Piece {
        var line: UnsafeMutablePointer<CChar>?
        let count = unsafe PQgetCopyData(connection, &line, 1)
        if count == 0 { return .notYet }
        // The end, or an error, which the next result tells.
        guard count > 0, let line = unsafe line else { return .end }
        let data = unsafe UnsafeRawBufferPointer(start: line, count: Int(count))
        unsafe bytes.append(contentsOf: data)
        unsafe PQfreemem(line)
        return .bytes
    }

    /// Hands data to COPY; returns when the socket has taken nearly all of it.
    package func copyIn(
        _ bytes: [UInt8],
        until deadline: ContinuousClock.Instant
    ) throws(LinkFailure) {
        while true {
            let outcome = unsafe bytes.withUnsafeBytes { buffer in
                let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                return unsafe PQputCopyData(connection, start, Int32(buffer.count))
            }
            switch outcome {
            case 1: return try flush(until: deadline)
            case 0: try flush(until: deadline)
            default: throw lost()
            }
        }
    }

    /// Ends the data for COPY; a reason makes the server undo it.
    package func endCopyIn(
        refusing reason: String?,
        until deadline: ContinuousClock.Instant
    ) throws(LinkFailure) {
        while true {
            switch unsafe PQputCopyEnd(connection, reason) {
            case 1: return try flush(until: deadline)
            case 0: try flush(until: deadline)
            default: throw lost()
            }
        }
    }
}
