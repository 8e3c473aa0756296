import Logging
import Postgres
import PostgresTesting

/// A pool and a pipeline behind a proxy, and a pool that goes straight to the server.
struct FarServer: Sendable {
    let proxy: Proxy
    let near: PostgresPool
    let far: PostgresPool
    let pipeline: ReadPipeline

    /// Runs a test on a schema of its own; `change` concerns what stands behind the proxy.
    static func with(
        setup: PostgresScript? = nil,
        change: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (FarServer) async throws -> Void
    ) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        try await TestSchema.withSchema(setup: setup) { configuration in
            try await Proxy.with(configuration) { proxy in
                let near = PostgresPool(configuration: configuration, logger: logger)
                var configuration = configuration
                configuration.connectionString = proxy.connectionString
                change(&configuration)
                let far = FarServer(
                    proxy: proxy,
                    near: near,
                    far: PostgresPool(configuration: configuration, logger: logger),
                    pipeline: ReadPipeline(configuration: configuration, logger: logger)
                )
                let result: Result<Void, any Error>
                do { result = .success(try await body(far)) } catch { result = .failure(error) }
                await far.pipeline.close()
                await far.far.close()
                await near.close()
                try result.get()
            }
        }
    }

    /// The code of what an operation came to, and how long it took.
    static func outcome(
        _ body: () async throws(PostgresError) -> Void
    ) async -> (code: PostgresError.Code?, time: Duration) {
        let start = ContinuousClock.now
        do throws(PostgresError) {
            try await body()
            return (nil, start.duration(to: .now))
        } catch {
            return (error.code, start.duration(to: .now))
        }
    }
}
