import FoundationEssentials
import Postgres
import SellerModel

extension Scene {
    /// What a cell can hold that a comma-separated line, a spreadsheet or COPY treats in its own way.
    private static let odd: [String] = [
        "\"", ",", "\r", "\n", "\r\n", "\t", "=", "+", "-", "@", "'", "\\", "\\.", "\\N", ".", " ",
        ";", "a", "Z", "7", "é", "e\u{301}", "漢", "😀", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{1}",
        "\u{7F}", "\"\"", "NULL",
    ]

    /// Adds so many people with random names and addresses who are not enrolled.
    func addOddPeople(_ count: Int) async throws {
        let names = (0..<count).map { _ in
            (0..<Int.random(in: 1...6)).map { _ in Self.odd.randomElement() ?? "" }.joined()
        }
        let marks = Array("\",=+-'!#$;a7.[]^`{|}~\\?")
        let emails = (0..<count).map { number in
            let local = (0..<Int.random(in: 1...6)).map { _ in marks.randomElement() ?? "a" }
            // The letter keeps a digit of the mark from becoming one of the number.
            return "\(String(local))n\(number)@example.com"
        }
        try await owner.run(
            Statement<Void>(
                """
                WITH new AS (
                    INSERT INTO login (login_id, email, legal_name, password_hash)
                    SELECT gen_random_uuid(), p.email, p.name, 'x'
                    FROM unnest(\(emails), \(names)) AS p (email, name)
                    RETURNING login_id
                )
                INSERT INTO seller_user (account_id, user_id, login_id, kind, state)
                SELECT \(Self.account.uuid), gen_random_uuid(), login_id, 'partner', 'pending'
                FROM new
                """
            )
        )
    }
}
