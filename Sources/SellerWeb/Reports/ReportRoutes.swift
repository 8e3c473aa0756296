import HTTPTypes
import Hummingbird
import Logging
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
        guard let report = ReportName(rawValue: request.parameter("report")) else {
            throw .notFound
        }
        let format = try Self.format(of: request)
        let reports = reports
        let account = caller.account
        let run = ReportRun { (write) throws(ReportFailure) in
            try await reports.write(report, of: account, as: format, to: write)
        }
        let logger = request.context.logger
        do { try await run.begin() } catch { throw Self.refusal(of: error, logger) }
        let body = run.body { failure in
            logger.error("report broken off", metadata: ["cause": "\(failure)"])
        }
        var answer = APIAnswer(type: format.mediaType, body: body)
        answer.headers[.trailer] = "Report-Rows, Report-SHA256"
        answer.headers[.contentDisposition] =
            "attachment; filename=\"\(report.rawValue).\(format.rawValue)\""
        return answer
    }

    private static func refusal(of failure: ReportFailure, _ logger: Logger) -> SellerError {
        switch failure {
        case .database(let error): SellerError(error, logger)
        // Before there is an answer only the end of its request stops a report.
        case .taker: .cancelled
        }
    }

    /// What `format` says; else a type that the client names; else JSON, or what it takes instead.
    private static func format(of request: APIRequest) throws(SellerError) -> ReportFormat {
        if let format = try request.query.choice("format", ReportFormat.self) { return format }
        let accept = AcceptHeader(request.request.headers[values: .accept])
        let named = ReportFormat.allCases.first { accept.names($0.mediaType) }
        return named ?? ReportFormat.allCases.first { accept.allows($0.mediaType) } ?? .json
    }
}
