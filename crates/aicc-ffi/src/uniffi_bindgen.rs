//! The generator of the Kotlin and Swift sources. It has the same version of UniFFI as the library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
