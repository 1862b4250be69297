import Foundation

/// An HTTP server on a loopback address, which replies to one request and keeps it.
final class LoopbackServer: @unchecked Sendable {
    let port: Int32
    private let listener: Int32
    private let done = DispatchSemaphore(value: 0)
    private var text = ""

    init(reply: Data) throws {
        #if os(Linux)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let listener = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) + getsockname(listener, $0, &size) }
        }
        guard bound == 0, listen(listener, 1) == 0 else { throw POSIXError(.EADDRINUSE) }
        self.listener = listener
        port = Int32(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in serve(reply) }
    }

    /// Returns the text of the request. It waits until the server has replied.
    func received() -> String {
        done.wait()
        return text
    }

    private func serve(_ reply: Data) {
        let connection = accept(listener, nil, nil)
        var bytes = Data()
        while !isWhole(bytes) {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(connection, &buffer, buffer.count, 0)
            if count <= 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        text = String(decoding: bytes, as: UTF8.self)
        let head = "HTTP/1.1 200 OK\r\nContent-Length: \(reply.count)\r\nConnection: close\r\n\r\n"
        let answer = [UInt8](Data(head.utf8) + reply)
        _ = send(connection, answer, answer.count, 0)
        close(connection)
        close(listener)
        done.signal()
    }

    private func isWhole(_ bytes: Data) -> Bool {
        guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).lowercased()
        let length = head.components(separatedBy: "\r\n").first { $0.hasPrefix("content-length:") }
        let count = length.flatMap { Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces)) } ?? 0
        return bytes.count >= end.upperBound + count
    }
}
