import Postgres
import Testing

@testable import seller_accounts

@Suite struct `Figures for Prometheus` {
    @Test func `answers are counted by operation and by the hundreds of their status`() {
        let metrics = Metrics()
        let observe = metrics.requestObserver
        observe("POST /v1/sign-in", 200, .milliseconds(20))
        observe("POST /v1/sign-in", 429, .milliseconds(5))
        observe("POST /v1/sign-in", 422, .microseconds(1))
        observe("unknown", 404, .zero)
        let lines = metrics.text.split(separator: "\n").map(String.init)
        for line in [
            #"seller_http_requests_total{operation="POST /v1/sign-in",status="2xx"} 1"#,
            #"seller_http_requests_total{operation="POST /v1/sign-in",status="4xx"} 2"#,
            #"seller_http_requests_total{operation="other",status="4xx"} 1"#,
            #"seller_http_request_seconds_sum{operation="POST /v1/sign-in"} 0.025001"#,
            #"seller_http_request_seconds_count{operation="POST /v1/sign-in"} 3"#,
        ] {
            #expect(lines.contains(line), "\(line) is not in \(lines)")
        }
        #expect(!metrics.text.contains("GET /v1/session"), "what never happened takes no line")
    }

    @Test func `the database client's round trips, waits and batches are counted`() {
        let metrics = Metrics()
        let observer = metrics.postgresObserver
        observer.exchange(.seconds(2))
        observer.wait(.milliseconds(1_500))
        observer.batch(7)
        observer.batch(3)
        observer.failure(.unavailable, nil)
        let text = metrics.text
        for line in [
            "seller_database_exchange_seconds_sum 2.000000",
            "seller_database_exchange_seconds_count 1",
            "seller_database_wait_seconds_sum 1.500000", "seller_database_batches_total 2",
            "seller_database_questions_total 10", "seller_database_failures_total 1",
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
    }

    @Test func `what is refused before any operation has its line, also when it never was`() {
        let lines = Metrics().text.split(separator: "\n").map(String.init)
        for line in [
            "# TYPE seller_http_connections gauge", "seller_http_connections 0",
            "# TYPE seller_http_requests_in_work gauge", "seller_http_requests_in_work 0",
            "# TYPE seller_http_refused_total counter",
            #"seller_http_refused_total{reason="slow_head"} 0"#,
            #"seller_http_refused_total{reason="connection_of_source"} 0"#,
        ] {
            #expect(lines.contains(line), "\(line) is not in \(lines)")
        }
    }
}
