// swift-tools-version: 6.0

import Foundation
import PackageDescription

// Apps take the XCFramework that `build-xcframework.sh` makes. Where there is none, as on Linux, the package links the
// library that `cargo xtask bindings --library` puts into `native`.
let package = Context.packageDirectory
let hasFramework = FileManager.default.fileExists(atPath: "\(package)/AICCFFI.xcframework")
let native = "\(package)/native"

let core: Target =
    hasFramework
    ? .binaryTarget(name: "AICCFFI", path: "AICCFFI.xcframework")
    : .systemLibrary(name: "AICCFFI")

let linking: [LinkerSetting] =
    hasFramework
    ? []
    : [.unsafeFlags(["-L\(native)", "-Xlinker", "-rpath", "-Xlinker", native]), .linkedLibrary("aicc_ffi")]

let aicc = Package(
    name: "AICC",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    products: [.library(name: "AICC", targets: ["AICC"])],
    targets: [
        core,
        .target(name: "AICC", dependencies: ["AICCFFI"], linkerSettings: linking),
        .testTarget(name: "AICCTests", dependencies: ["AICC"]),
    ]
)
