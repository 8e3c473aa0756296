/// What a browser or a program calls itself, in words for the person who uses it.
///
/// Nothing is decided by it: anybody can send any text. Order counts, because most browsers name
/// the others as well.
enum ProgramName {
    private static let browsers = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"), ("curl/", "curl"), ("seller-accounts", "seller-accounts"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ]
    /// More than the name of any program that names neither a browser nor a system.
    private static let longest = 40

    /// As `Firefox on Linux`; else the beginning of the text itself.
    static func words(_ userAgent: String?) -> String {
        let text = userAgent ?? ""
        let browser = browsers.first { text.contains($0.0) }?.1
        let system = systems.first { text.contains($0.0) }?.1
        switch (browser, system) {
        case (let browser?, let system?): return "\(browser) on \(system)"
        case (let browser?, nil): return browser
        default: return text.isEmpty ? "Unknown program" : String(text.prefix(longest))
        }
    }
}
