package import Postgres
package import SellerModel
import SellerStore

/// Long reads of one account, streamed from a read-only role and a pool of its own.
public struct SellerReports: Sendable {
    /// Takes a piece of a report; the next one is made when it returns.
    package typealias Write = @Sendable ([UInt8]) async throws -> Void

    private let pool: PostgresPool
    private let longest: Duration

    /// Reports from this pool, whose role is `seller_report`.
    ///
    /// None takes longer than `longest`, the time of whoever takes the pieces included: a report keeps
    /// a connection, and the database what it could see when it began.
    package init(pool: PostgresPool, longest: Duration) {
        self.pool = pool
        self.longest = longest
    }

    /// Writes a report of an account, piece by piece.
    ///
    /// `write` is called by one task at a time, with about 64 KiB at most, and for the first time when
    /// rows were read: until then nothing is written. No more than one batch of rows is read ahead of
    /// it. The caller has checked `reports: view`.
    package func write(
        _ report: ReportName,
        of account: ID<Account>,
        as format: ReportFormat,
        to write: @escaping Write
    ) async throws(ReportFailure) -> ReportManifest {
        let settings = settings(of: report, account)
        let end = ContinuousClock.now.advanced(by: longest)
        let writer = ReportWriter(format, columns: report.columns) { bytes in
            // A statement's own limit covers a COPY, but of a cursor each batch by itself.
            guard ContinuousClock.now < end else { throw PostgresError(.timedOut) }
            try await write(bytes)
        }
        do {
            guard format == .csv else {
                try await stream(report, settings, to: writer)
                return try await writer.finish()
            }
            let rows = try await pool.copy(settings: settings, copy(of: report)) { bytes in
                try await writer.pass(bytes)
            }
            return try await writer.finish(passed: rows)
        } catch let error as PostgresError {
            throw .database(error)
        } catch {
            throw .taker(error)
        }
    }

    private func stream(
        _ report: ReportName,
        _ settings: [TransactionSetting],
        to writer: ReportWriter
    ) async throws {
        switch report {
        case .missingEnrollment:
            try await pool.stream(settings: settings, .missingEnrollment) { rows in
                try await writer.append(rows.map(\.cells))
            }
        case .credentials:
            try await pool.stream(settings: settings, .credentials) { rows in
                try await writer.append(rows.map(\.cells))
            }
        }
    }

    private func settings(
        of report: ReportName,
        _ account: ID<Account>
    ) -> [TransactionSetting] {
        switch report {
        case .missingEnrollment: TransactionSetting.missingEnrollment(of: account)
        case .credentials: TransactionSetting.credentials(of: account)
        }
    }

    // The database writes a CSV itself, which costs half of what rows cost that become values here.
    private func copy(of report: ReportName) -> CopyOut {
        switch report {
        case .missingEnrollment: .missingEnrollment(eachRow: CSV.finishUserRow)
        case .credentials: .credentials(eachRow: CSV.finishUserRow)
        }
    }
}
