import CLibPQ

/// A warning or a remark of the server, without its words: they may hold data.
package struct Notice: Sendable, Equatable {
    /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`, in no other language.
    package let severity: String
    /// Five characters that say its kind; empty for a remark of libpq itself.
    package let sqlState: String
}

/// Takes the notices of one connection, on the connection's thread.
final class NoticeReceiver: Sendable {
    private let receive: @Sendable (Notice) -> Void

    init(_ receive: @escaping @Sendable (Notice) -> Void) {
        self.receive = receive
    }

    /// Takes the connection's notices from now on; must live as long as the connection.
    func install(on connection: OpaquePointer) {
        _ = unsafe PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context = unsafe context else { return }
                let receiver = unsafe Unmanaged<NoticeReceiver>.fromOpaque(context)
                unsafe receiver.takeUnretainedValue().take(result)
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    private func take(_ result: OpaquePointer?) {
        // The codes V and C of postgres_ext.h, which Swift does not import: character macros.
        let severity = unsafe text(PQresultErrorField(result, 0x56))
        let sqlState = unsafe text(PQresultErrorField(result, 0x43))
        receive(Notice(severity: severity, sqlState: sqlState))
    }

    private func text(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text = unsafe text else { return "" }
        return unsafe String(cString: text)
    }
}
