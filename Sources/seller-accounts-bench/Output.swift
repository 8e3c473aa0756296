import Foundation

/// One line on standard output, at once: the script waits for it.
enum Output {
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// A number with three digits after the point.
    static func decimal(_ value: Double) -> String {
        String(format: "%.3f", value)
    }
}
