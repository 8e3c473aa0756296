package import Postgres
import SellerModel
import SellerStore

/// The hot strict reads, asked together: sessions, the people behind them, permission decisions.
package struct Reads: Sendable {
    let sessions: ReadLane<[UInt8], LiveSession?>
    let people: ReadLane<[UInt8], LivePerson?>
    let decisions: ReadLane<ServiceQuestion, Int16>

    /// Reads over one pipeline, whose connection has the role `seller_app`.
    package init(_ pipeline: ReadPipeline) {
        sessions = pipeline.lane(.session)
        people = pipeline.lane(.person)
        decisions = pipeline.lane(.decision)
    }
}
