import CLibPQ

extension Link {
    /// Queues the preparation of a statement under a name.
    package func sendPrepare(
        name: String,
        text: String,
        types: [UInt32]
    ) throws(LinkFailure) {
        let sent = unsafe PQsendPrepare(connection, name, text, Int32(types.count), types)
        guard sent == 1 else { throw lost() }
    }

    /// Queues the question for the columns of a prepared statement.
    package func sendDescribe(name: String) throws(LinkFailure) {
        guard unsafe PQsendDescribePrepared(connection, name) == 1 else { throw lost() }
    }

    /// Queues the execution of a prepared statement; results come in binary form.
    package func sendExecute(name: String, _ parameters: Parameters) throws(LinkFailure) {
        let sent = unsafe parameters.withArrays { count, values, lengths, formats in
            unsafe PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1)
        }
        guard sent == 1 else { throw lost() }
    }

    /// Queues the execution of a statement that is used once; results come in binary form.
    package func sendQuery(text: String, _ parameters: Parameters) throws(LinkFailure) {
        let sent = unsafe parameters.withArrays { count, values, lengths, formats in
            unsafe PQsendQueryParams(
                connection,
                text,
                count,
                parameters.types,
                values,
                lengths,
                formats,
                1
            )
        }
        guard sent == 1 else { throw lost() }
    }

    /// Queues the end of a batch: an error skips what stands before it and nothing after it.
    package func sendSync() throws(LinkFailure) {
        guard unsafe PQpipelineSync(connection) == 1 else { throw lost() }
    }

    /// Sends statements of trusted text, separated by semicolons, outside pipeline mode.
    package func sendScript(_ text: String) throws(LinkFailure) {
        guard unsafe PQexitPipelineMode(connection) == 1 else { throw lost() }
        guard unsafe PQsendQuery(connection, text) == 1 else { throw lost() }
    }

    /// Goes back to pipeline mode after a script whose results have been read.
    package func endScript() throws(LinkFailure) {
        guard unsafe PQenterPipelineMode(connection) == 1 else { throw lost() }
    }

    /// Sends everything that is queued.
    package func flush(until deadline: ContinuousClock.Instant) throws(LinkFailure) {
        while true {
            switch unsafe PQflush(connection) {
            case 0: return
            case 1: break
            default: throw lost()
            }
            let outcome = wakeup.wait(
                for: unsafe PQsocket(connection),
                writing: true,
                until: deadline
            )
            switch outcome {
            case .timedOut: throw .timedOut
            case .signaled: continue
            // The server may be waiting for us to read before it reads on.
            case .ready: guard unsafe PQconsumeInput(connection) == 1 else { throw lost() }
            }
        }
    }

    /// The next result; nil between the results of two commands.
    package func nextResult(
        until deadline: ContinuousClock.Instant
    ) throws(LinkFailure) -> LinkResult? {
        while unsafe PQisBusy(connection) == 1 {
            let outcome = wakeup.wait(
                for: unsafe PQsocket(connection),
                writing: false,
                until: deadline
            )
            switch outcome {
            case .timedOut: throw .timedOut
            case .signaled: continue
            case .ready: break
            }
            // A failure is not thrown here: the server's last words may still be readable.
            if unsafe PQconsumeInput(connection) != 1, isBroken { break }
        }
        guard let result = unsafe PQgetResult(connection) else {
            if isBroken { throw lost() }
            return nil
        }
        return unsafe LinkResult(result)
    }
}

extension Parameters {
    typealias Pointers = UnsafePointer<UnsafePointer<CChar>?>

    /// Calls `body` with the arrays that libpq takes, alive as long as the call.
    fileprivate func withArrays(
        _ body: (Int32, Pointers?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Int32
    ) -> Int32 {
        guard count > 0 else { return body(0, nil, nil, nil) }
        // On the stack: every statement passes here.
        return unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { lengths in
            unsafe withUnsafeTemporaryAllocation(
                of: UnsafePointer<CChar>?.self,
                capacity: count
            ) { values in
                unsafe bytes.withUnsafeBytes { buffer in
                    let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                    for (index, place) in places.enumerated() {
                        unsafe lengths.initializeElement(at: index, to: Int32(place?.count ?? 0))
                        let value = unsafe place.flatMap {
                            unsafe start?.advanced(by: $0.lowerBound)
                        }
                        unsafe values.initializeElement(at: index, to: value)
                    }
                    return unsafe body(
                        Int32(count),
                        UnsafePointer(values.baseAddress),
                        UnsafePointer(lengths.baseAddress),
                        formats
                    )
                }
            }
        }
    }
}
