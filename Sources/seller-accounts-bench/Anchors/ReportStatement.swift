import ArgumentParser
import Postgres
import SellerModel
import SellerStore

/// PGC: what a report asks PostgreSQL for, so that PostgreSQL's own client can ask the same.
struct ReportStatement: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Print a report's settings as PGOPTIONS has them, and its COPY, a line each."
    )

    /// The reports that are measured.
    enum Name: String, ExpressibleByArgument {
        case credentials
        case missingEnrollment = "missing-enrollment"
    }

    @Argument(help: "credentials or missing-enrollment") var name: Name
    @Argument(help: "The account's number.") var account: Int

    func run() {
        let account = ID<Account>(Numbered.uuid(.account, account))
        let (settings, statement) =
            switch name {
            case .credentials:
                (TransactionSetting.credentials(of: account), CopyOut.credentials { _, _ in })
            case .missingEnrollment:
                (
                    TransactionSetting.missingEnrollment(of: account),
                    CopyOut.missingEnrollment { _, _ in }
                )
            }
        let options = ["-c role=seller_report"] + settings.map { "-c \($0.name)=\($0.value)" }
        Output.line(options.joined(separator: " "))
        Output.line(statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
}
