import HTTPTypes
import Hummingbird
import NIOCore
import SellerModel

/// The page behind a problem's `type`: what the code means, for the person who looks it up.
enum ProblemPage {
    /// The page of one code; nothing but fixed text of this source stands in it.
    static func response(_ code: ErrorCode) -> Response {
        let html = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(code.title)</title>
            <h1>\(code.title)</h1>
            <p>\(code.meaning)</p>
            <p>Code <code>\(code.rawValue)</code>, HTTP status \(code.status).</p>
            </html>

            """
        let headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8",
            .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
            .referrerPolicy: "no-referrer",
        ]
        return Response(
            status: .ok,
            headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: html))
        )
    }
}

extension HTTPField.Name {
    /// Keeps the address of a page, which may hold a link's secret, from other sites.
    static let referrerPolicy: HTTPField.Name = {
        guard let name = HTTPField.Name("Referrer-Policy") else {
            preconditionFailure("A header name in the source is not a token.")
        }
        return name
    }()
}
