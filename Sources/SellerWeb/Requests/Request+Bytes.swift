import HTTPTypes
import Hummingbird
import NIOCore
import SellerModel

extension Request {
    /// Larger than any body of the contract that is not an upload or an import.
    static let longestBody = 64 * 1_024

    /// The longest body that is taken on the request's path.
    var longestBody: Int {
        uri.path.utf8.starts(with: "/access/v1/".utf8)
            ? EvaluationRequest.longestBody : Self.longestBody
    }

    /// The same request with its whole body there, so that nothing waits later for a client who is
    /// slow to send it; throws when the body is longer than any that is taken.
    ///
    /// A long body that its operation takes is left where it is: kept for everybody who is not let
    /// in yet, it would take the memory of the machine.
    func whole() async throws(SellerError) -> Request {
        let length = headers[.contentLength]
        guard length != nil || headers[.transferEncoding] != nil else { return self }
        let isShort = length.flatMap { Int($0) }.map { $0 <= Self.longestBody } ?? false
        if !isShort, longestBody > Self.longestBody { return self }
        let body = try await gathered(upTo: Self.longestBody, tooLarge: .tooLarge)
        return Request(head: head, body: RequestBody(buffer: body))
    }

    /// The whole body; throws `tooLarge` when it has, or is announced to have, more bytes.
    func bytes(upTo longest: Int, tooLarge: SellerError) async throws(SellerError) -> [UInt8] {
        Array(try await gathered(upTo: longest, tooLarge: tooLarge).readableBytesView)
    }

    private func gathered(
        upTo longest: Int,
        tooLarge: SellerError
    ) async throws(SellerError) -> ByteBuffer {
        let announced = headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= longest else { throw tooLarge }
        var whole: ByteBuffer?
        do {
            for try await part in body {
                guard (whole?.readableBytes ?? 0) + part.readableBytes <= longest else {
                    throw tooLarge
                }
                // Nearly every body comes in one part, which need not be copied.
                if whole?.writeImmutableBuffer(part) == nil { whole = part }
            }
        } catch let error as SellerError {
            throw error
        } catch {
            // The connection broke: whoever sent half a body reads no answer.
            throw .cancelled
        }
        return whole ?? ByteBuffer()
    }
}
