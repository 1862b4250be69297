//! What UniFFI's Swift lacks.

use aicc_core::interfaces;

use super::defaults::with_choices;
use super::generic::PARTS;
use super::patch::{ONE, Places, Source};
use super::plain::holds_secrets;
use super::{HIDDEN_FUNCTIONS, HIDDEN_TYPES, camel};

/// A form for each interface. Nothing else is a native object.
const FORMS: Places = Places::Exactly(interfaces::ALL.len());

const PRIVATE: &str = "#if swift(>=5.8)\n@_documentation(visibility: private)\n#endif\n";
const PRIVATE_MEMBER: &str = "#if swift(>=5.8)\n    @_documentation(visibility: private)\n#endif\n";

pub(super) fn source(text: String) -> anyhow::Result<String> {
    let mut source = Source::new(text);
    with_choices(&mut source, "", "nil", |variant| format!(".{}", camel(variant)))?;
    with_lower_case_errors(&mut source)?;
    with_safe_forms(&mut source)?;
    with_hidden_machinery(&mut source)?;
    without_written_secrets(&mut source)?;
    Ok(source.into_text())
}

/// UniFFI writes the cases of errors, and of no other enum, with a capital.
fn with_lower_case_errors(source: &mut Source) -> anyhow::Result<()> {
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

/// A form crosses as the receiver of a call, and in no other position. It cannot be made without a form of the library.
fn with_safe_forms(source: &mut Source) -> anyhow::Result<()> {
    for interface in interfaces::ALL {
        let form = format!("{}Form", interface.request.object.name);
        source.cut(ONE, &format!("{PRIVATE}public struct FfiConverterType{form}: "), "\n}\n")?;
        for function in ["lift", "lower"] {
            source.cut(ONE, &format!("{PRIVATE}public func FfiConverterType{form}_{function}("), "\n}\n")?;
        }
        // All forms conform to `Form`, which is written by hand, in place of a protocol for each.
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

/// What an app must not touch is not public.
fn with_hidden_machinery(source: &mut Source) -> anyhow::Result<()> {
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
    // The handle of a form is cloned for its own calls alone.
    source.expect(Places::Exactly(0), "value.uniffiCloneHandle()")?;
    source.expect(Places::Exactly(0), "NoHandle")?;
    source.expect(Places::Exactly(0), "open class")
}

/// Of the records and enums, those are `Codable` that hold no secret.
fn without_written_secrets(source: &mut Source) -> anyhow::Result<()> {
    source.lines(Places::Some, "types that hold secrets", |line| {
        let declaration = line.trim_start_matches("public ");
        let declared = declaration.strip_prefix("struct ").or_else(|| declaration.strip_prefix("enum "))?;
        let (name, _) = declared.split_once(':')?;
        (line.contains(", Codable") && holds_secrets(name)).then(|| line.replace(", Codable", ""))
    })
}
