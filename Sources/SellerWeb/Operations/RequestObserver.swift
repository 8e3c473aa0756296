/// Who is told of every answer: the operation as its method and path pattern, or `unknown`; the
/// status; how long it took until the head of the answer was made.
package typealias RequestObserver = @Sendable (String, Int, Duration) -> Void
