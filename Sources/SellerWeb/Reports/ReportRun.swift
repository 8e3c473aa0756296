import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import SellerReports

/// A report that is read while its answer is sent, no faster than the client takes it.
///
/// Reading begins before there is an answer: a database that is away is then a refusal, and not half
/// a file. It ends with the last reference at the latest, because an answer to HEAD takes no body.
final class ReportRun: Sendable {
    typealias Write = @Sendable ([UInt8]) async throws -> Void
    typealias Report =
        @Sendable (@escaping Write) async throws(ReportFailure) -> ReportManifest

    private let parts: RequestBody
    private let firstPart: AsyncStream<Void>
    private let reading: Task<Result<ReportManifest, ReportFailure>, Never>

    /// Begins to read; what comes waits until the body takes it.
    init(_ report: @escaping Report) {
        let (parts, source) = RequestBody.makeStream()
        let (firstPart, signal) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingOldest(1)
        )
        self.parts = parts
        self.firstPart = firstPart
        reading = Task {
            let result = await Self.result(of: report) { bytes in
                signal.yield()
                await source.yield(ByteBuffer(bytes: bytes))
                // The client went away: nobody has to read the rest.
                try Task.checkCancellation()
            }
            signal.finish()
            switch result {
            case .success: source.finish()
            case .failure(let failure): source.finish(failure)
            }
            return result
        }
    }

    deinit { reading.cancel() }

    private static func result(
        of report: Report,
        _ write: @escaping Write
    ) async -> Result<ReportManifest, ReportFailure> {
        do throws(ReportFailure) {
            return .success(try await report(write))
        } catch {
            return .failure(error)
        }
    }

    /// Waits for the first bytes; throws when the report fails before there are any.
    func begin() async throws(ReportFailure) {
        let hasBegun = await withTaskCancellationHandler {
            for await _ in firstPart { return true }
            return false
        } onCancel: {
            reading.cancel()
        }
        if !hasBegun { _ = try await reading.value.get() }
    }

    /// The rest of the answer, with the manifest as its trailer.
    ///
    /// A failure is thrown to the server, which breaks the connection off: the client misses the end
    /// of the body and the trailer, and takes no part for all.
    func body(onFailure note: @escaping @Sendable (ReportFailure) -> Void) -> ResponseBody {
        ResponseBody { writer in
            do {
                for try await part in self.parts { try await writer.write(part) }
                let manifest = try await self.reading.value.get()
                try await writer.finish([
                    .reportRows: String(manifest.rows), .reportSHA256: manifest.sha256Text,
                ])
            } catch {
                self.reading.cancel()
                if let failure = error as? ReportFailure { note(failure) }
                throw error
            }
        }
    }
}
