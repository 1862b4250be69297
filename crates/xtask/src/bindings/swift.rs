//! Changes to the Swift source of UniFFI.

use aicc_core::interfaces;

use super::defaults::with_choices;
use super::hidden::{HIDDEN_FUNCTIONS, HIDDEN_TYPES, PARTS, camel};
use super::patch::{GeneratedSource, ONE, Places};
use super::plain::holds_secrets;

/// One for each form. Only forms are native objects.
const FORMS: Places = Places::Exactly(interfaces::ALL.len());

const PRIVATE: &str = "#if swift(>=5.8)\n@_documentation(visibility: private)\n#endif\n";
const PRIVATE_MEMBER: &str = "#if swift(>=5.8)\n    @_documentation(visibility: private)\n#endif\n";

pub(super) fn source(text: String) -> anyhow::Result<String> {
    let mut source = GeneratedSource::new(text);
    with_choices(&mut source, "", "nil", |variant| format!(".{}", camel(variant)))?;
    with_lower_case_errors(&mut source)?;
    with_safe_forms(&mut source)?;
    with_hidden_machinery(&mut source)?;
    without_written_secrets(&mut source)?;
    Ok(source.into_text())
}

/// Writes the cases of errors in lower case, as Swift does. UniFFI writes those of other enums so.
fn with_lower_case_errors(source: &mut GeneratedSource) -> anyhow::Result<()> {
    let mut names = Vec::new();
    source.lines(Places::Some, "cases of errors", |line| {
        let name = line.strip_prefix("    case ")?.strip_suffix("(message: String)")?;
        names.push(name.to_owned());
        Some(format!("    case {}(message: String)", camel(name)))
    })?;
    for name in names {
        for (before, after) in [(": return .", "(\n"), ("case .", "(_ /* message")] {
            source.replace(ONE, &format!("{before}{name}{after}"), &format!("{before}{}{after}", camel(&name)))?;
        }
    }
    Ok(())
}

/// Allows a form to cross only as the receiver of a call, and removes the initializers of forms without a native object.
fn with_safe_forms(source: &mut GeneratedSource) -> anyhow::Result<()> {
    for interface in interfaces::ALL {
        let form = format!("{}Form", interface.request.object.name);
        source.cut(ONE, &format!("{PRIVATE}public struct FfiConverterType{form}: "), "\n}\n")?;
        for function in ["lift", "lower"] {
            source.cut(ONE, &format!("{PRIVATE}public func FfiConverterType{form}_{function}("), "\n}\n")?;
        }
        // All forms conform to the hand-written `Form`, in place of a protocol for each form.
        source.cut(ONE, &format!("public protocol {form}Protocol: "), "\n}\n")?;
        source.replace(
            ONE,
            &format!("open class {form}: {form}Protocol, "),
            &format!("public final class {form}: Form, "),
        )?;
    }
    let fake = "    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.\n";
    source.cut(FORMS, fake, "public init() {}\n    }\n")?;
    source.cut(
        FORMS,
        "    // This constructor can be used to instantiate a fake object.\n",
        "self.handle = 0\n    }\n",
    )?;
    source.cut(FORMS, "    // TODO: We'd like this to be `private` but for Swifty reasons,\n", "`public`.\n")?;
    source.replace(
        FORMS,
        &format!("{PRIVATE_MEMBER}    required public init(unsafeFromHandle "),
        "    private init(unsafeFromHandle ",
    )?;
    source.replace(
        FORMS,
        &format!("{PRIVATE_MEMBER}    public func uniffiCloneHandle("),
        "    private func uniffiCloneHandle(",
    )?;
    source.replace(Places::Some, "\nopen func ", "\npublic func ")
}

/// Makes everything internal that apps must not use.
fn with_hidden_machinery(source: &mut GeneratedSource) -> anyhow::Result<()> {
    for kind in ["struct", "func"] {
        let before = format!("{PRIVATE}public {kind} FfiConverter");
        source.replace(Places::Some, &before, &format!("{kind} FfiConverter"))?;
    }
    source.replace(ONE, "public func uniffiEnsure", "func uniffiEnsure")?;
    source.lines(Places::Exactly(HIDDEN_TYPES), "types that apps do not see", |line| {
        let declaration =
            line.strip_prefix("public ").filter(|code| code.starts_with("struct ") || code.starts_with("enum "))?;
        declaration.split(':').next()?.ends_with(PARTS).then(|| declaration.to_owned())
    })?;
    for function in HIDDEN_FUNCTIONS {
        let declaration = format!("func {}(", camel(function));
        source.replace(ONE, &format!("public {declaration}"), &declaration)?;
    }
    // Only the calls of a form clone its handle.
    source.expect(Places::Exactly(0), "value.uniffiCloneHandle()")?;
    source.expect(Places::Exactly(0), "NoHandle")?;
    source.expect(Places::Exactly(0), "open class")
}

/// Removes `Codable` from records and enums that contain a secret.
fn without_written_secrets(source: &mut GeneratedSource) -> anyhow::Result<()> {
    source.lines(Places::Some, "types that hold secrets", |line| {
        let declaration = line.trim_start_matches("public ");
        let declared = declaration.strip_prefix("struct ").or_else(|| declaration.strip_prefix("enum "))?;
        let (name, _) = declared.split_once(':')?;
        (line.contains(", Codable") && holds_secrets(name)).then(|| line.replace(", Codable", ""))
    })
}
