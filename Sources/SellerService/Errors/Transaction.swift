import FoundationEssentials
import Logging
package import Postgres
package import SellerModel
import SellerStore

/// A database transaction as use cases see it: what fails in it is already a `SellerError`.
///
/// Valid only inside the body that it was given to.
package struct Transaction: Sendable {
    let postgres: PostgresTransaction
    let logger: Logger

    /// All rows, at most `PostgresLimits.rows` of them.
    package func all<Row: Sendable>(
        _ statement: Statement<Row>
    ) async throws(SellerError) -> [Row] {
        do { return try await postgres.all(statement) } catch {
            throw SellerError(error, logger)
        }
    }

    /// The first row, if there is one.
    package func first<Row: Sendable>(
        _ statement: Statement<Row>
    ) async throws(SellerError) -> Row? {
        do { return try await postgres.first(statement) } catch {
            throw SellerError(error, logger)
        }
    }

    /// The one row; another number of rows is a failure of the service.
    package func one<Row: Sendable>(
        _ statement: Statement<Row>
    ) async throws(SellerError) -> Row {
        do { return try await postgres.one(statement) } catch {
            throw SellerError(error, logger)
        }
    }

    /// Runs a statement for its effect and tells how many rows it touched.
    @discardableResult
    package func run(_ statement: Statement<Void>) async throws(SellerError) -> Int {
        do { return try await postgres.run(statement) } catch {
            throw SellerError(error, logger)
        }
    }

    /// Runs several statements in one round trip, in their order, and gives the rows of each.
    ///
    /// What the rows mean is judged afterwards: a use case that finds one missing throws, and
    /// nothing was done.
    package func together<each Row: Sendable>(
        _ statement: repeat Statement<each Row>
    ) async throws(SellerError) -> (repeat [each Row]) {
        do { return try await postgres.together(repeat each statement) } catch {
            throw SellerError(error, logger)
        }
    }

    /// Runs a statement for its effect with the next round trip, at the latest with the commit,
    /// and fails there.
    package func later(_ statement: Statement<Void>) throws(SellerError) {
        do { try postgres.later(statement) } catch {
            throw SellerError(error, logger)
        }
    }

    /// Makes the rows of one account visible from here to the end, and those of no other.
    package func choose(_ account: ID<Account>) async throws(SellerError) {
        _ = try await one(.chooseAccount(account))
    }
}

extension SellerService {
    /// Runs a use case in one transaction, with the rows of `account` visible, or those of none.
    ///
    /// The body runs again when the database asks to serialize it anew, so it must do nothing but
    /// SQL and pure decisions.
    package func transaction<Value: Sendable>(
        account: ID<Account>? = nil,
        readOnly: Bool = false,
        _ body: @escaping @Sendable (Transaction) async throws(SellerError) -> Value
    ) async throws(SellerError) -> Value {
        let settings = account.map { account in
            [TransactionSetting("seller.account", account.uuid.uuidString)]
        }
        do {
            return try await pool.transaction(readOnly: readOnly, settings: settings ?? []) {
                (postgres) async throws(SellerError) -> Value in
                try await body(Transaction(postgres: postgres, logger: environment.logger))
            }
        } catch {
            switch error {
            case .body(let error): throw error
            case .postgres(let error): throw SellerError(error, environment.logger)
            }
        }
    }
    /// Runs statements as one transaction of their own, in one round trip, with the rows of no
    /// account visible; gives the rows of each.
    package func together<each Row: Sendable>(
        _ statement: repeat Statement<each Row>
    ) async throws(SellerError) -> (repeat [each Row]) {
        do { return try await pool.together(repeat each statement) } catch {
            throw SellerError(error, environment.logger)
        }
    }
}
