extension Base32 {
    /// Gives the bytes, or nil for any other letter, padding, or left-over bits that are not zero.
    ///
    /// Left-over bits must be zero (RFC 4648 §3.5): otherwise one secret would have several texts.
    static func decode(_ letters: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for letter in letters {
            guard let value = value(of: letter) else { return nil }
            pending = (pending << 5) | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> bits))
                pending &= (1 << bits) - 1
            }
        }
        // Five bits or more left over would be a letter that says nothing.
        guard bits < 5, pending == 0 else { return nil }
        return bytes
    }

    private static func value(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
        case UInt8(ascii: "2")...UInt8(ascii: "7"): letter - UInt8(ascii: "2") + 26
        default: nil
        }
    }
}

extension TwoStepSecret {
    /// Reads the 32 letters that `base32` gives, or gives nil for any other text.
    package init?(base32 text: String) {
        guard let bytes = Base32.decode(text.utf8) else { return nil }
        self.init(bytes: bytes)
    }
}
