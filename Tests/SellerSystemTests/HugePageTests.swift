import Foundation
import SellerModel
import Testing

extension System {
    @Suite struct `Memory of a password's hash` {
        private static let setting = "/sys/kernel/mm/transparent_hugepage/enabled"

        @Test(.enabled(if: FileManager.default.fileExists(atPath: setting)))
        func `is asked for in huge pages, where the kernel has such`() async throws {
            try await SystemFixture.run { fixture in
                let process = try #require(fixture.servers.first).processID
                let client = fixture.client
                // An unknown address costs the same hash, and has a few tries like any other.
                let asking = Task {
                    var number = 0
                    while !Task.isCancelled {
                        number += 1
                        let email = JSONValue.string("nobody\(number)@example.com")
                        _ = try? await client.ask(
                            "POST",
                            "/v1/sign-in",
                            ["email": email, "password": "a quiet harbour"]
                        )
                    }
                }
                var isAdvised = false
                for _ in 0..<2_000 where !isAdvised {
                    isAdvised = try Self.isAdvised(process)
                }
                asking.cancel()
                #expect(isAdvised)
            }
        }

        /// Whether a mapping as large as a hash is advised to be of huge pages (`hg` in smaps(5)).
        private static func isAdvised(_ process: Int32) throws -> Bool {
            var isLarge = false
            // Reading it as a text stops at the first page: the system says that it has no length.
            let file = try #require(FileHandle(forReadingAtPath: "/proc/\(process)/smaps"))
            defer { try? file.close() }
            let maps = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
            for line in maps.split(separator: "\n") {
                let words = line.split(separator: " ")
                switch words.first {
                case "Size:": isLarge = (Int(words[1]) ?? 0) >= 16 * 1_024
                case "VmFlags:": if isLarge, words.contains("hg") { return true }
                default: continue
                }
            }
            return false
        }
    }
}
