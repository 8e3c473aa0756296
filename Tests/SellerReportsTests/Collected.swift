/// What a report wrote, in pieces as they came.
actor Collected {
    private(set) var pieces: [[UInt8]] = []

    func take(_ piece: [UInt8]) {
        pieces.append(piece)
    }

    var bytes: [UInt8] { Array(pieces.joined()) }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var lines: [String] {
        text.split(whereSeparator: \.isNewline).map(String.init)
    }
}
