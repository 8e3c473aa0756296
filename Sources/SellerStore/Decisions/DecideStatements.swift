package import Postgres
package import SellerModel

/// A question, and the service that asks it.
package struct ServiceQuestion: Sendable {
    /// SHA-256 of the service's token.
    let digest: [UInt8]
    let question: AccessQuestion

    /// A question of whoever holds the token behind a digest.
    package init(digest: [UInt8], _ question: AccessQuestion) {
        self.digest = digest
        self.question = question
    }
}

extension Statement where Row == [Int16] {
    /// The answers to questions in their order, each as `Decision` reads it.
    package static func decide(_ asked: [ServiceQuestion]) -> Self {
        Self(
            """
            SELECT decide_many(
                \(asked.map { PostgresBytes($0.digest) }),
                \(asked.map(\.question.user)),
                \(asked.map(\.question.section)),
                \(asked.map(\.question.tool)),
                \(asked.map(\.question.action)),
                \(asked.map(\.question.scope))
            )
            """
        )
    }
}

extension ReadShape where Question == ServiceQuestion, Answer == Int16 {
    /// Whether a user may do something, strictly: it sees every committed change.
    package static var decision: Self { Self(array: { .decide($0) }) }
}
