import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import SellerModel
import SellerReports
import SellerService

/// Reports, streamed while the database is read.
struct ReportRoutes: Sendable {
    let reports: SellerReports

    func register(in routes: inout RouteRegistry) {
        routes.account(.reportsRead, read)
    }

    private func read(
        _ request: APIRequest,
        _ caller: AccountCaller
    ) async throws(SellerError) -> APIAnswer {
        try await request.refuseBody()
        guard request.parameter("report") == "missing-enrollment" else { throw .notFound }
        let format = try Self.format(of: request)
        let reports = reports
        let account = caller.account
        let body = Self.streamed { write in
            try await reports.missingEnrollment(account: account, format: format, write: write)
        }
        var answer = APIAnswer(type: format.mediaType, body: body)
        answer.headers[.trailer] = "Report-Rows, Report-SHA256"
        answer.headers[.contentDisposition] =
            "attachment; filename=\"missing-enrollment.\(format.rawValue)\""
        return answer
    }

    /// What `format` says, else the first type that the client names, else JSON.
    private static func format(of request: APIRequest) throws(SellerError) -> ReportFormat {
        if let format = try request.query.choice("format", ReportFormat.self) { return format }
        let accept = AcceptHeader(request.request.headers[values: .accept])
        let named = ReportFormat.allCases.first { accept.names($0.mediaType) }
        return named ?? ReportFormat.allCases.first { accept.allows($0.mediaType) } ?? .json
    }

    private typealias Write = @Sendable ([UInt8]) async throws -> Void

    /// A body that is written no faster than the client takes it, with the manifest as trailer.
    ///
    /// The writer of a body cannot be handed to another task, so a stream that waits stands between.
    private static func streamed(
        _ report: @escaping @Sendable (@escaping Write) async throws -> ReportManifest
    ) -> ResponseBody {
        ResponseBody { writer in
            let (parts, source) = RequestBody.makeStream()
            async let finished = Self.run(report, into: source)
            for try await part in parts { try await writer.write(part) }
            let manifest = try await finished
            try await writer.finish([
                .reportRows: String(manifest.rows), .reportSHA256: manifest.sha256Text,
            ])
        }
    }

    private static func run(
        _ report: @Sendable (@escaping Write) async throws -> ReportManifest,
        into source: RequestBody.Source
    ) async throws -> ReportManifest {
        do {
            let manifest = try await report { bytes in
                await source.yield(ByteBuffer(bytes: bytes))
                // The client went away: nobody has to read the rest.
                try Task.checkCancellation()
            }
            source.finish()
            return manifest
        } catch {
            // The rest never comes: the connection breaks, so that nobody takes a part for all.
            source.finish(error)
            throw error
        }
    }
}
