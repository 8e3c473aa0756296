/// A link that came by mail: the page's address with a one-time secret in its query.
struct MailedLink {
    let token: String
    /// The server that the link leads to; nil when only the secret was given.
    let origin: String?

    /// Reads a link, or the secret alone.
    init(_ text: String) throws(CommandFailure) {
        let trimmed = text.split(separator: " ").first.map(String.init) ?? ""
        guard let mark = trimmed.firstRange(of: "token=") else {
            guard !trimmed.isEmpty, !trimmed.utf8.contains(UInt8(ascii: "/")) else {
                throw CommandFailure(.usage, "The file holds no link with token=….")
            }
            token = trimmed
            origin = nil
            return
        }
        token = String(trimmed[mark.upperBound...].prefix { $0 != "&" && $0 != "#" })
        // The third slash ends the origin.
        let parts = trimmed.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        origin = parts.count == 4 ? "\(parts[0])//\(parts[2])" : nil
    }
}
