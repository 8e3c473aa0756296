import SellerWeb

/// A QR code in characters, two modules above each other in one.
enum QRDrawing {
    /// ISO/IEC 18004 asks for four modules of quiet zone; phones read two on a screen, and a
    /// terminal is narrow.
    private static let margin = 2

    /// The drawing, white on black whatever the terminal's colors; nil when the text is too long.
    static func text(of content: String) -> String? {
        guard let modules = QRCode.modules(of: content) else { return nil }
        let side = modules.count + 2 * margin
        func isLight(_ x: Int, _ y: Int) -> Bool {
            let row = y - margin
            let column = x - margin
            guard modules.indices.contains(row), modules[row].indices.contains(column) else {
                return y < side
            }
            return !modules[row][column]
        }
        var text = ""
        for y in stride(from: 0, to: side, by: 2) {
            text += "\u{1B}[40;97m"
            for x in 0..<side {
                switch (isLight(x, y), isLight(x, y + 1)) {
                case (true, true): text += "█"
                case (true, false): text += "▀"
                case (false, true): text += "▄"
                case (false, false): text += " "
                }
            }
            text += "\u{1B}[0m\n"
        }
        return text
    }
}
