import Foundation
import Testing

/// What scripts/bench says of its figures, and with which exit code it ends.
@Suite struct `Verdicts of the bench` {
    private func said(_ script: String) async throws -> [String] {
        let command = try RunningCommand(
            URL(filePath: "/bin/bash"),
            ["-euc", ". scripts/lib/bench/verdict.sh; . scripts/lib/bench/pairs.sh; \(script)"],
            settings: ["PATH": "/usr/bin:/bin"]
        )
        let done = try await command.finish()
        #expect(done.status == 0, "\(done.complaints)")
        return done.output.split(separator: "\n").map(String.init)
    }

    @Test func `the middle and the spread are of the five values, in whatever order`() async throws
    {
        let lines = try await said("median 5 1 4 2 3; spread 5 1 4 2 3; echo; median 0.5 0.25 10")
        #expect(lines == ["3", "0.6667", "0.5"])
    }

    @Test(arguments: [
        ("0.7", "least", "steady", "goal", "0"), ("0.5", "least", "steady", "floor", "0"),
        ("0.39", "least", "steady", "fell", "1"), ("0.39", "least", "unsteady", "unsteady", "75"),
        ("0.3", "most", "steady", "goal", "0"), ("0.41", "most", "steady", "fell", "1"),
    ])
    func `a figure is judged by its floor and its goal`(
        value: String,
        sense: String,
        steady: String,
        verdict: String,
        code: String
    ) async throws {
        let (floor, goal) = sense == "least" ? ("0.40", "0.70") : ("0.40", "0.35")
        let figure = "conclude P1 figure \(value) \(sense) \(floor) \(goal) \(steady) more"
        let lines = try await said(
            "json=yes; \(figure) | jq -r .verdict; \(figure) >/dev/null; echo $worst"
        )
        #expect(lines == [verdict, code])
    }

    @Test func `a floor that fell outweighs figures that are unsteady`() async throws {
        let lines = try await said(
            """
            json=no
            conclude P1 a 0.1 least 0.4 0.7 steady - >/dev/null
            conclude P3 b 0.1 least 0.4 0.7 unsteady - >/dev/null
            echo $worst
            """
        )
        #expect(lines == ["1"])
    }

    @Test func `figures that jump are taken again, twice at most, and then are unsteady`()
        async throws
    {
        let lines = try await said(
            """
            tries=0
            ours() { tries=$((tries + 1)); figure=$(((tries % 5) * 10 + 10)); }
            anchor() { figure=10; }
            run_pairs ours anchor
            echo $tries $steady
            ours() { tries=$((tries + 1)); figure=20; detail=7; }
            tries=0
            run_pairs ours anchor
            echo $tries $steady $ratio $detail
            """
        )
        #expect(lines == ["15 unsteady", "5 steady 2.0000 7"])
    }
}
