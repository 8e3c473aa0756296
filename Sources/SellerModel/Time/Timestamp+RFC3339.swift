extension Timestamp {
    /// RFC 3339 in UTC with `Z`, to the second, as every answer gives time.
    public var rfc3339: String {
        var bytes: [UInt8] = []
        writeRFC3339(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text of `rfc3339` to a buffer.
    public func writeRFC3339(into bytes: inout [UInt8]) {
        let (days, second) = Self.floorDivide(unixSeconds, 86_400)
        let (year, month, day) = Self.civil(fromDays: days)
        Self.write(year, digits: 4, into: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.write(month, digits: 2, into: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.write(day, digits: 2, into: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Self.writeClock(second, into: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// The moment as HTTP headers give it, as `Sun, 06 Nov 1994 08:49:37 GMT`.
    ///
    /// Source: RFC 9110 §5.6.7, IMF-fixdate.
    public var httpDate: String {
        let (days, second) = Self.floorDivide(unixSeconds, 86_400)
        let (year, month, day) = Self.civil(fromDays: days)
        // 1970-01-01 was a Thursday.
        let weekday = Self.weekdays[Int(Self.floorDivide(days + 4, 7).1)]
        var bytes = Array("\(weekday), ".utf8)
        Self.write(day, digits: 2, into: &bytes)
        bytes.append(contentsOf: " \(Self.months[Int(month) - 1]) ".utf8)
        Self.write(year, digits: 4, into: &bytes)
        bytes.append(UInt8(ascii: " "))
        Self.writeClock(second, into: &bytes)
        bytes.append(contentsOf: " GMT".utf8)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func writeClock(_ second: Int64, into bytes: inout [UInt8]) {
        write(second / 3_600, digits: 2, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        write(second / 60 % 60, digits: 2, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        write(second % 60, digits: 2, into: &bytes)
    }

    /// At least so many digits; more where the number has more.
    private static func write(_ value: Int64, digits: Int, into bytes: inout [UInt8]) {
        guard digits > 0 || value > 0 else { return }
        write(value / 10, digits: digits - 1, into: &bytes)
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: abs(value % 10)))
    }

    /// Reads RFC 3339 with `Z`, with or without a fraction; nil for anything else.
    ///
    /// Only UTC is taken, as the contract says; a fraction is kept to the microsecond.
    public init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 27, bytes.last == UInt8(ascii: "Z") else {
            return nil
        }
        let separators: [(Int, UInt8)] = [
            (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")),
            (13, UInt8(ascii: ":")), (16, UInt8(ascii: ":")),
        ]
        guard separators.allSatisfy({ bytes[$0.0] == $0.1 }),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
            (1...12).contains(month), hour < 24, minute < 60, second < 60,
            let fraction = Self.fraction(bytes[19..<(bytes.count - 1)])
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        guard day >= 1, Self.civil(fromDays: days) == (year, month, day) else { return nil }
        let total = days * 86_400 + hour * 3_600 + minute * 60 + second
        self.init(microseconds: total * 1_000_000 + fraction)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func fraction(_ bytes: ArraySlice<UInt8>) -> Int64? {
        if bytes.isEmpty { return 0 }
        guard bytes.first == UInt8(ascii: "."), bytes.count > 1,
            var value = number(bytes.dropFirst())
        else { return nil }
        for _ in bytes.count..<7 { value *= 10 }
        return value
    }

    private static func floorDivide(_ value: Int64, _ by: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: by)
        return remainder < 0 ? (quotient - 1, remainder + by) : (quotient, remainder)
    }

    /// Days since 1970 of a proleptic Gregorian date. Source: Howard Hinnant, `days_from_civil`.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floorDivide(shifted, 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(fromDays days: Int64) -> (Int64, Int64, Int64) {
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let leaps = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
