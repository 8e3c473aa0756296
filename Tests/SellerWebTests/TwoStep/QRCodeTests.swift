import Testing

@testable import SellerWeb

@Suite struct `QR codes` {
    @Test func `a code is a square with its three finder patterns`() throws {
        let rows = try #require(QRCode.modules(of: "otpauth://totp/Seller:a@b.example?secret=ABC"))
        let side = rows.count
        #expect(rows.allSatisfy { $0.count == side })
        // ISO/IEC 18004 §6.3.3: dark border of seven modules in three corners.
        for (top, left) in [(0, 0), (0, side - 7), (side - 7, 0)] {
            #expect((0..<7).allSatisfy { rows[top][left + $0] && rows[top + 6][left + $0] })
            #expect(!rows[top + 1][left + 1] && rows[top + 3][left + 3])
        }
    }

    @Test func `the SVG has no text of the caller in it`() throws {
        let svg = try #require(QRCode.svg(of: "<script>alert(1)</script>"))
        #expect(!svg.contains("script"))
        #expect(svg.hasPrefix("<svg "))
        #expect(svg.hasSuffix("</svg>"))
    }

    @Test func `nothing, and more than a code can hold, give none`() {
        #expect(QRCode.svg(of: "") == nil)
        // ISO/IEC 18004: 2,331 bytes at most with medium correction.
        #expect(QRCode.svg(of: String(repeating: "a", count: 2_332)) == nil)
    }
}
