import SellerModel
import Testing

@Suite struct `RFC 3339 in UTC` {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        (1_709_208_000, "2024-02-29T12:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (4_102_444_799, "2099-12-31T23:59:59Z"), (-2_203_891_200, "1900-03-01T00:00:00Z"),
    ])
    func `A moment is written and read back`(seconds: Int64, text: String) {
        #expect(Timestamp(unixSeconds: seconds).rfc3339 == text)
        #expect(Timestamp(rfc3339: text) == Timestamp(unixSeconds: seconds))
    }

    @Test func `Fractions are kept to the microsecond`() {
        let read = Timestamp(rfc3339: "1970-01-01T00:00:00.25Z")
        #expect(read == Timestamp(microseconds: 250_000))
    }

    @Test(arguments: [
        "", "1970-01-01", "1970-01-01T00:00:00", "1970-01-01T00:00:00+00:00",
        "2023-02-29T00:00:00Z", "2023-13-01T00:00:00Z", "2023-00-01T00:00:00Z",
        "2023-01-00T00:00:00Z", "2023-01-32T00:00:00Z", "2023-01-01T24:00:00Z",
        "2023-01-01T00:60:00Z", "2023-01-01T00:00:00.Z", "2023-01-01T00:00:00.1234567Z",
        "２０２３-01-01T00:00:00Z", "2023-01-01t00:00:00Z",
    ])
    func `Anything else is no moment`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }
}
