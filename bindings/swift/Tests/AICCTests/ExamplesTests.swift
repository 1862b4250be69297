import Foundation
import XCTest

/// The programs in `examples/swift`.
final class ExamplesTests: XCTestCase {
    func testTheFormPrintsWhatItsCommentShows() throws {
        try assertPrints("Form")
    }

    func testTheSignInPrintsWhatItsCommentShows() throws {
        try assertPrints("SignIn")
    }

    /// The folder of the built programs.
    private var products: URL {
        #if os(Linux)
            Bundle.main.bundleURL
        #else
            Bundle(for: Self.self).bundleURL.deletingLastPathComponent()
        #endif
    }

    private func assertPrints(_ name: String) throws {
        let source = String(decoding: try repositoryFile("examples/swift/\(name)/main.swift"), as: UTF8.self)
        let shown = source.components(separatedBy: "\n").filter { $0.hasPrefix("//     ") }.map { $0.dropFirst(7) }
        let (process, output) = (Process(), Pipe())
        process.executableURL = products.appendingPathComponent(name)
        process.standardOutput = output
        try process.run()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        XCTAssertEqual(printed, shown.joined(separator: "\n") + "\n")
        XCTAssertEqual(process.terminationStatus, 0)
    }
}
