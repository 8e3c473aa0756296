import ArgumentParser
import NIOCore
import SellerModel
import SellerReports

/// A report of an account, checked against its manifest before anybody relies on it.
struct Report: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case csv
        case json
        case ndjson
    }

    static let configuration = CommandConfiguration.verb(
        "report",
        "Write a report; with --output also FILE.manifest.json.",
        example: "report missing-enrollment --account acc_… --format csv --output missing.csv"
    )

    @Argument(
        help: """
            missing-enrollment: who is not enrolled, the most powerful first. credentials: every \
            user with what is known of the login.
            """
    )
    var name: ReportName
    @Option(help: "The account.") var account: ID<Account>
    @Option(help: "table, csv, json or ndjson.") var format = Format.table
    @Option(help: "A file to write to, instead of standard output.") var output: String?
    @Flag(help: "The same as --format json.") var json = false

    func run() async throws {
        let client = try Settings.load().signedInClient()
        let format = json ? .json : self.format
        let sink = try output.map { path throws(CommandFailure) in try ReportFile(path) }
        do {
            let manifest = try await fetch(client, format) { bytes in
                if let sink { try await sink.write(bytes) } else { Output.write(bytes: bytes) }
            }
            try await sink?.keep(name.rawValue, account, format.rawValue, rows: manifest.rows)
            if let output {
                Output.complain("\(manifest.rows) rows in \(output)\n")
            }
        } catch {
            await sink?.discard()
            throw error
        }
    }

    /// Reads the report as NDJSON, whose last line says whether it is whole, and writes it anew.
    private func fetch(
        _ client: APIClient,
        _ format: Format,
        _ write: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> ReportManifest {
        let path = "/v1/accounts/\(account.text)/reports/\(name.rawValue)?format=ndjson"
        let output = ReportRows(name, ReportFormat(rawValue: format.rawValue), write: write)
        var reader = ReportReader()
        do {
            try await client.stream(path, accept: ReportFormat.ndjson.mediaType) { piece in
                try await output.append(reader.take(piece.readableBytesView))
            }
            let manifest = try reader.finish()
            try await output.finish()
            return manifest
        } catch let fault as ReportFault {
            throw CommandFailure(
                .unavailable,
                "The report did not come whole (\(fault)): try again."
            )
        }
    }
}

extension ReportName: ExpressibleByArgument {}
