/// The passwords that attackers try first, of eight characters and more, in lower case.
///
/// `blocklist.txt` joins the lists that ship with Django (20,000 of Royce Williams) and zxcvbn
/// (30,000), less what is shorter than the hard floor.
enum PasswordBlocklist {
    private static let entries: Set<[UInt8]> = Set(
        PackageResources.blocklist_txt.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    )

    /// Tells whether a whole password, in lower case, is on the list. Source: NIST SP 800-63B-4
    /// §3.1.1.2: the entire password is compared, not parts of it.
    static func contains(_ folded: [UInt8]) -> Bool {
        entries.contains(folded)
    }
}
