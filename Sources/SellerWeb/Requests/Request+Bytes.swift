import HTTPTypes
import Hummingbird
import NIOCore
import SellerModel

extension Request {
    /// Larger than any body of the contract that is not an upload or an import.
    static let longestBody = 64 * 1_024

    /// The whole body; throws `tooLarge` when it has, or is announced to have, more bytes.
    func bytes(upTo longest: Int, tooLarge: SellerError) async throws(SellerError) -> [UInt8] {
        let announced = headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= longest else { throw tooLarge }
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                guard bytes.count + part.readableBytes <= longest else { throw tooLarge }
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch let error as SellerError {
            throw error
        } catch {
            // The connection broke: whoever sent half a body reads no answer.
            throw .cancelled
        }
        return bytes
    }
}
