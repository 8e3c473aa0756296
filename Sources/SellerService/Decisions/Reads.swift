package import Postgres
import SellerModel
import SellerStore

/// The hot strict reads, asked together: sessions and permission decisions.
package struct Reads: Sendable {
    let sessions: ReadLane<[UInt8], LiveSession?>
    let decisions: ReadLane<ServiceQuestion, Int16>

    /// Reads over one pipeline, whose connection has the role `seller_app`.
    package init(_ pipeline: ReadPipeline) {
        sessions = pipeline.lane(.session)
        decisions = pipeline.lane(.decision)
    }
}
