import Foundation
import SellerModel
import Synchronization
import Testing

/// A server with an account, and somebody signed in who asks it all the time.
struct FloodScene: Sendable {
    let fixture: SystemFixture
    let ada: Person
    var server: ServerProcess { fixture.servers[0] }
    var port: Int { server.port }

    /// Where the good client sits: no limit of the flood's own addresses is its limit.
    static let goodAddress = "127.0.0.2"

    /// Runs a flood beside a good client. The process has to be the same before and after, to have
    /// grown by less than `megabytes`, and to have answered the good client rightly each time.
    static func run(
        limits: [String: String] = [:],
        growth megabytes: Int,
        _ flood: @Sendable (FloodScene) async throws -> Void
    ) async throws {
        try await SystemFixture.run(limits: limits) { fixture in
            let (_, link) = try await fixture.openAccount("Lamps", primary: "ada@example.com")
            let ada = try await fixture.join(link, name: "Ada", email: "ada@example.com")
            let scene = FloodScene(fixture: fixture, ada: ada)
            try #require(scene.isAnsweredRightly())
            let before = try scene.peakMemory()
            let good = GoodClient(scene)
            try await withTaskExecutorPreference(FloodThreads()) { try await flood(scene) }
            let (right, wrong) = await good.finish()
            #expect(wrong == [], "the good client was answered wrongly")
            #expect(right >= 1)
            #expect(scene.isAnsweredRightly())
            let growth = try scene.peakMemory() - before
            #expect(growth < megabytes * 1_024, "the server grew by \(growth) KiB")
        }
    }

    /// The most memory that the process ever had, in KiB; it fails when there is no such process.
    private func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(server.processID)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.filter(\.isNumber)))
    }

    /// Whether the server says who the good client is.
    func isAnsweredRightly() -> Bool { wrongAnswer() == nil }

    /// What the server says when it is not right; nil when it is.
    func wrongAnswer() -> String? {
        do {
            let connection = try FloodConnection(port: port, from: Self.goodAddress)
            connection.send(
                "GET /v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer \(ada.session)\r\n\r\n"
            )
            let all = connection.receive().text
            let isRight = all.hasPrefix("HTTP/1.1 200 ") && all.contains("ada@example.com")
            return isRight ? nil : "<\(all)>"
        } catch {
            return "\(error)"
        }
    }
}

/// Somebody who asks again and again until told to stop.
final class GoodClient: Sendable {
    private let isOver = Atomic<Bool>(false)
    private let results = Mutex<(right: Int, wrong: [String])>((0, []))
    private let ended: AsyncStream<Void>

    init(_ scene: FloodScene) {
        let (ended, continuation) = AsyncStream<Void>.makeStream()
        self.ended = ended
        Thread.detachNewThread { [self] in
            while !isOver.load(ordering: .relaxed) {
                let wrong = scene.wrongAnswer()
                results.withLock {
                    if let wrong { $0.wrong.append(wrong) } else { $0.right += 1 }
                }
            }
            continuation.finish()
        }
    }

    /// How often it was answered rightly, and every other answer.
    func finish() async -> (right: Int, wrong: [String]) {
        isOver.store(true, ordering: .relaxed)
        for await _ in ended {}
        return results.withLock { $0 }
    }
}
