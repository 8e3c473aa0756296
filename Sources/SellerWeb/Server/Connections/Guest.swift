import NIOCore
import Synchronization

/// One open connection, as those see it who count them all.
final class Guest: Sendable {
    let channel: any Channel
    let source: SourceLoad
    /// Since when it only takes up room, in nanoseconds of the machine's uptime; 0 while a whole
    /// request of it is in work.
    let idleSince: Atomic<UInt64>
    /// Whether its last answer was made, so that what follows is not taken for a request any more.
    let isDone = Atomic<Bool>(false)
    /// Whether it was asked to make room and has not answered yet.
    let isAsked = Atomic<Bool>(false)

    init(_ channel: any Channel, _ source: SourceLoad) {
        self.channel = channel
        self.source = source
        idleSince = Atomic(NIODeadline.now().uptimeNanoseconds)
    }

    /// The connection that the current task answers; nil outside of one.
    @TaskLocal static var current: Guest?
}

/// Asks a connection to end if no whole request of it is in work: others wait for its place.
struct MakeRoom: Sendable {}
