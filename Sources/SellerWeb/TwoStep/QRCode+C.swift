import CQRCode

/// Draws QR codes, for the first look of an authenticator app at a new secret.
package enum QRCode {
    /// ISO/IEC 18004 §5.3.8: a quiet zone of four modules on each side.
    private static let margin = 4

    /// The code as SVG with a title for those who do not see it; nil when the text is too long.
    package static func svg(of text: String, title: String = "QR code") -> String? {
        guard let rows = modules(of: text) else { return nil }
        let side = rows.count + 2 * margin
        var path = ""
        for (y, row) in rows.enumerated() {
            for (x, dark) in row.enumerated() where dark {
                path += "M\(x + margin) \(y + margin)h1v1h-1z"
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" role="img" \
            aria-label="\(title)" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h\(side)v\(side)h-\(side)z"/>\
            <path d="\(path)"/></svg>
            """
    }

    /// The modules, true where dark, row by row; nil when the text is empty or too long.
    package static func modules(of text: String) -> [[Bool]]? {
        let bytes = Array(text.utf8)
        // Medium correction, 15 %: read from a screen, not from a scratched parcel.
        guard !bytes.isEmpty,
            let code = unsafe QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { unsafe QRcode_free(code) }
        let width = unsafe Int(code.pointee.width)
        guard let data = unsafe code.pointee.data, width > 0 else { return nil }
        return (0..<width).map { y in
            // The lowest bit says dark. Source: qrencode.h, "struct QRcode".
            (0..<width).map { x in unsafe data[y * width + x] & 1 == 1 }
        }
    }
}
