#if os(macOS) || os(Linux)
    import Foundation

    #if canImport(FoundationNetworking)
        import FoundationNetworking
    #endif

    /// The platform's four interfaces on this machine: `aicc sandbox` in a process of its own.
    ///
    /// The command is the one that the environment variable `AICC_COMMAND` names, else `aicc` on the path.
    ///
    /// ```swift
    /// let sandbox = try Sandbox(arguments: ["--seed", "agents.json"])
    /// addTeardownBlock { sandbox.stop() }
    /// ```
    @available(macOS 12, *)
    public final class Sandbox: @unchecked Sendable {
        /// Where it listens, such as `http://127.0.0.1:41773`.
        public let url: URL
        /// The file of the certificate that a client must trust, or nil without TLS.
        public let certificate: URL?
        private let process: Process

        /// Starts a sandbox on a free port, and returns when it listens.
        ///
        /// - Parameters:
        ///   - tls: whether it speaks HTTPS; its ``certificate`` is then in a file
        ///   - arguments: further options of `aicc sandbox`, such as `--seed` and a file
        /// - Throws: ``SandboxError`` if the command ends before it listens; it says why on standard error
        public init(tls: Bool = false, arguments: [String] = []) throws {
            let process = Process()
            let output = Pipe()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            let command = ProcessInfo.processInfo.environment["AICC_COMMAND"] ?? "aicc"
            process.arguments = [command, "sandbox"] + (tls ? ["--tls"] : []) + arguments
            process.standardOutput = output
            try Self.withoutBlockedSignals { try process.run() }
            let lines = Self.lines(tls ? 2 : 1, from: output.fileHandleForReading)
            guard lines.count == (tls ? 2 : 1), let url = URL(string: lines[0]) else {
                process.waitUntilExit()
                throw SandboxError(reason: "`\(command) sandbox` ended with exit status \(process.terminationStatus)")
            }
            self.process = process
            self.url = url
            certificate = tls ? URL(fileURLWithPath: lines[1]) : nil
        }

        deinit { stop() }

        /// Returns the world to its start: the accounts of the seed, no sessions, no faults of a test.
        public func reset() async throws { _ = try await administer("POST", "reset") }

        /// Replaces the faults by those of `rules`: a JSON array, see `docs/how-to/sandbox.md`.
        ///
        /// - Throws: ``SandboxError`` with the reason if a rule is wrong
        public func faults(_ rules: String) async throws { _ = try await administer("PUT", "faults", rules) }

        /// Advances the clock of the world by this many seconds.
        public func advance(seconds: Int) async throws { _ = try await administer("POST", "clock", #"{"advance": \#(seconds)}"#) }

        /// Returns the accounts as a JSON array, without a secret.
        public func accounts() async throws -> Data { try await administer("GET", "accounts") }

        /// Returns why the last request was refused, as JSON.
        public func explain() async throws -> Data { try await administer("GET", "explain") }

        /// Ends the process, and waits for its end.
        public func stop() {
            guard process.isRunning else { return }
            process.terminate()
            process.waitUntilExit()
        }

        private func administer(_ method: String, _ route: String, _ body: String = "") async throws -> Data {
            var request = URLRequest(url: url.appendingPathComponent("_aicc/\(route)"))
            request.httpMethod = method
            if !body.isEmpty { request.httpBody = Data(body.utf8) }
            let (data, response) = try await URLSession.shared.data(for: request)
            guard let status = (response as? HTTPURLResponse)?.statusCode, status < 400 else {
                throw SandboxError(reason: "\(method) /_aicc/\(route): \(String(decoding: data, as: UTF8.self))")
            }
            return data
        }

        /// A process starts with the signals blocked that the thread of its parent blocks: in a task these are all, and the sandbox could
        /// not be ended.
        private static func withoutBlockedSignals<T>(_ body: () throws -> T) rethrows -> T {
            var none = sigset_t()
            var before = sigset_t()
            sigemptyset(&none)
            pthread_sigmask(SIG_SETMASK, &none, &before)
            defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
            return try body()
        }

        private static func lines(_ count: Int, from file: FileHandle) -> [String] {
            var text = Data()
            while text.filter({ $0 == UInt8(ascii: "\n") }).count < count {
                let more = file.availableData
                if more.isEmpty { break }
                text.append(more)
            }
            return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }

    /// A sandbox that does not start, or an administration route that refuses a request.
    public struct SandboxError: Error, CustomStringConvertible {
        /// What went wrong.
        public let reason: String

        public var description: String { reason }
    }
#endif
