import NIOCore

/// How long the messages of a connection may take, and how much is read of a body that nobody wants.
struct MessageRules: Sendable {
    /// From the first byte of a head to its last, and from the connection's begin to its first head.
    var headTime: TimeAmount
    /// From the head to the end of the body.
    var bodyTime: TimeAmount
    /// Between two requests.
    var idleTime: TimeAmount
    /// How much of a body is read behind its refusal, so that the connection lives on: less than a
    /// new connection costs.
    var unwantedBytes = 256 * 1_024
    /// How long a connection lingers that ends before its request: an answer crosses the sea and
    /// back meanwhile. Closed at once, unread bytes would throw the answer away (RFC 9112 §9.6).
    var lingerTime = TimeAmount.seconds(1)
    let figures: ServingFigures
}
