// swift-tools-version: 6.0

import PackageDescription

// The package for work on its sources; apps take that of `release`. It links the library for this machine, which
// `cargo xtask bindings --library` puts into `native`.
let native = "\(Context.packageDirectory)/native"

let package = Package(
    name: "AICC",
    platforms: [.iOS(.v13), .macCatalyst(.v13), .macOS(.v10_15)],
    products: [.library(name: "AICC", targets: ["AICC"]), .library(name: "AICCSandbox", targets: ["AICCSandbox"])],
    targets: [
        .systemLibrary(name: "AICCFFI"),
        .target(
            name: "AICC",
            dependencies: ["AICCFFI"],
            resources: [.copy("PrivacyInfo.xcprivacy")],
            linkerSettings: [
                .unsafeFlags(["-L\(native)", "-Xlinker", "-rpath", "-Xlinker", native]), .linkedLibrary("aicc_ffi"),
            ]
        ),
        .target(name: "AICCSandbox"),
        .executableTarget(name: "Form", dependencies: ["AICC"], path: "Examples/Form"),
        .executableTarget(name: "SignIn", dependencies: ["AICC"], path: "Examples/SignIn"),
        .testTarget(name: "AICCTests", dependencies: ["AICC", "AICCSandbox", "Form", "SignIn"]),
    ]
)
