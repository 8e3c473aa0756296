import CZxcvbn

/// How long a password holds against guessing, by zxcvbn.
enum PasswordStrength {
    /// Gives the logarithm to base 2 of the guesses needed; the context's words count as known.
    static func bits(of password: Password, context: ContextWords) -> Double {
        // One buffer of words that each end in a zero, and where each begins.
        var text: [CChar] = []
        var starts: [Int] = []
        for word in context.words {
            starts.append(text.count)
            text += word.map { CChar(bitPattern: $0) } + [0]
        }
        let secret = password.bytes.map { CChar(bitPattern: $0) } + [0]
        return unsafe text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                return unsafe ZxcvbnMatch(secret, nil, nil)
            }
            var words: [UnsafePointer<CChar>?] = unsafe starts.map { unsafe base + $0 }
            unsafe words.append(nil)
            return unsafe ZxcvbnMatch(secret, &words, nil)
        }
    }
}
