import FoundationEssentials
package import Postgres
package import SellerModel

/// What a report is read under: the account, and a plan that gives the first row at once.
///
/// A row is put together by looking up what belongs to it along indexes, in the order of the index that
/// the report begins with. For an account of a million users the planner would rather read whole tables
/// first: a second without a row, memory for all of them, and other reports beside it without either.
extension TransactionSetting {
    /// The settings of `missing-enrollment`, which is sorted: a quarter of a million rows are 55 MB.
    package static func missingEnrollment(of account: ID<Account>) -> [TransactionSetting] {
        report(of: account) + [TransactionSetting("work_mem", "64MB")]
    }

    /// The settings of `credentials`. Nothing in it is kept; with more memory than PostgreSQL's own
    /// default, the planner would first read every login's methods into a table of its own.
    package static func credentials(of account: ID<Account>) -> [TransactionSetting] {
        report(of: account) + [TransactionSetting("work_mem", "4MB")]
    }

    private static func report(of account: ID<Account>) -> [TransactionSetting] {
        [
            TransactionSetting("seller.account", account.uuid.uuidString),
            TransactionSetting("enable_hashjoin", "off"),
            TransactionSetting("enable_mergejoin", "off"),
            TransactionSetting("enable_sort", "off"),
            // Compiling costs more than it saves, and comes before the first row.
            TransactionSetting("jit", "off"),
            // A long report takes one core and leaves the others to the service.
            TransactionSetting("max_parallel_workers_per_gather", "0"),
        ]
    }
}
