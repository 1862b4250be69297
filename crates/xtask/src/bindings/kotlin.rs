//! Changes to the Kotlin source of UniFFI.

use aicc_core::interfaces;

use super::defaults::with_choices;
use super::hidden::{HIDDEN_FUNCTIONS, HIDDEN_TYPES, PARTS, camel};
use super::patch::{GeneratedSource, ONE, Places};
use super::plain::holds_secrets;

/// One for each form. Only forms are native objects.
const FORMS: Places = Places::Exactly(interfaces::ALL.len());

/// The converters of numbers and booleans, whose results own no memory of the library.
const PLAIN_CONVERTERS: &[&str] = &["FfiConverterInt.", "FfiConverterLong.", "FfiConverterBoolean."];

/// Declarations of UniFFI that only the package uses.
const MACHINERY: &[&str] = &[
    "class RustBuffer",
    "interface FfiConverter<",
    "interface FfiConverterRustBuffer<",
    "interface UniffiCleaner",
    "interface UniffiRustCallStatusErrorHandler<",
    "object UniffiNullRustCallStatusErrorHandler",
    "object UniffiWithHandle",
    "fun uniffiEnsureInitialized(",
];

pub(super) fn source(text: String) -> anyhow::Result<String> {
    let mut source = GeneratedSource::new(text);
    with_choices(&mut source, "`", "null", variant_name)?;
    with_method_defaults(&mut source)?;
    for_java(&mut source)?;
    with_call_memory(&mut source)?;
    with_loaded_library(&mut source)?;
    with_any_text(&mut source)?;
    with_own_secret(&mut source)?;
    with_safe_forms(&mut source)?;
    with_one_interface(&mut source)?;
    with_kept_arguments(&mut source)?;
    with_hidden_machinery(&mut source)?;
    with_serializable(&mut source)?;
    only_forms_are_objects(&source)?;
    Ok(source.into_text())
}

/// `WrapUp` as `{}.WRAP_UP`.
fn variant_name(variant: &str) -> String {
    let mut name = "{}.".to_owned();
    for (index, letter) in variant.chars().enumerate() {
        if index > 0 && letter.is_uppercase() {
            name.push('_');
        }
        name.extend(letter.to_uppercase());
    }
    name
}

/// Adds the default arguments of methods of records and enums, which UniFFI omits in Kotlin.
fn with_method_defaults(source: &mut GeneratedSource) -> anyhow::Result<()> {
    source.lines(Places::Some, "methods with defaults", |line| {
        if !line.contains(" fun `") || line.contains("override ") {
            return None;
        }
        let new = line.replace("`profile`: Profile,", "`profile`: Profile = Profile(),");
        let new = new.replace("`wrapped`: kotlin.Boolean,", "`wrapped`: kotlin.Boolean = false,");
        let new = new.replace("`language`: Language?)", "`language`: Language? = null)");
        (new != line).then_some(new)
    })
}

/// Adds overloads for Java, which has no default arguments, and names the class of the functions `Aicc`.
fn for_java(source: &mut GeneratedSource) -> anyhow::Result<()> {
    source.replace(ONE, "\npackage ", "\n@file:JvmName(\"Aicc\")\n\npackage ")?;
    let has_default = |code: &str| code.contains(" = Profile()") || code.contains("? = ");
    // The constructor of a data class starts in the line of the name. Its parameters follow, one a line.
    let mut with_defaults = Vec::new();
    let mut class = None;
    source.lines(Places::Some, "data classes", |line| {
        let code = line.trim_start();
        if let Some(name) = code.strip_prefix("data class ") {
            class = Some(name.to_owned());
        } else if code.starts_with("val `") && has_default(code) {
            with_defaults.extend(class.take());
        }
        Some(line.to_owned())
    })?;
    for name in &with_defaults {
        let constructor = name.replace(" (", " @JvmOverloads constructor(");
        source.replace(ONE, &format!("data class {name}"), &format!("data class {constructor}"))?;
    }
    source.lines(Places::Some, "functions with defaults", |line| {
        let code = line.trim_start();
        let starts = ["fun `", "*/ fun `", "constructor(`"];
        if !has_default(code) || !starts.iter().any(|start| code.starts_with(start)) {
            return None;
        }
        Some(match code.strip_prefix("*/ ") {
            Some(function) => format!("*/ @JvmOverloads {function}"),
            None => format!("@JvmOverloads {code}"),
        })
    })
}

/// Gives the structures that calls pass slices of a larger block of memory. `CallMemory.kt` explains why.
fn with_call_memory(source: &mut GeneratedSource) -> anyhow::Result<()> {
    const MEMORY: &str = "    override fun autoAllocate(size: Int): com.sun.jna.Memory = CallMemory.slice(size)\n\n";
    for head in ["open class RustBuffer : Structure() {\n", "open class UniffiRustCallStatus : Structure() {\n"] {
        source.replace(ONE, head, &format!("{head}{MEMORY}"))?;
    }
    Ok(())
}

/// Reports at each call why the library cannot be loaded. `LoadedLibrary.kt` explains how.
fn with_loaded_library(source: &mut GeneratedSource) -> anyhow::Result<()> {
    const STATUS: &str = "    var status = UniffiRustCallStatus()\n    val return_value = callback(status)\n";
    source.replace(ONE, STATUS, &format!("    LoadedLibrary.require()\n{STATUS}"))
}

/// Encodes texts with `Text.kt`, which writes U+FFFD for half of a surrogate pair. UniFFI's function throws.
fn with_any_text(source: &mut GeneratedSource) -> anyhow::Result<()> {
    source.cut(ONE, "    fun toUtf8(value: String): ByteBuffer {\n", "        }\n    }\n\n")?;
    source.replace(Places::Exactly(2), "val byteBuf = toUtf8(value)\n", "val byteBuf = utf8(value)\n")
}

/// Removes UniFFI's converter of secrets. `Secret.kt` has one that copies the value under the lock of the secret.
fn with_own_secret(source: &mut GeneratedSource) -> anyhow::Result<()> {
    source.cut(
        ONE,
        "/**\n * @suppress\n */\npublic object FfiConverterTypeSecret: FfiConverter<Secret, RustBuffer.ByValue> {\n",
        "\n}\n",
    )
}

/// Allows a form to cross only as the receiver of a call, and refuses a closed form at once.
fn with_safe_forms(source: &mut GeneratedSource) -> anyhow::Result<()> {
    for interface in interfaces::ALL {
        let form = format!("{}Form", interface.request.object.name);
        source.cut(
            ONE,
            &format!("/**\n * @suppress\n */\npublic object FfiConverterType{form}: FfiConverter<{form}, Long> {{\n"),
            "\n}\n",
        )?;
        source.replace(
            ONE,
            &format!("open class {form}: Disposable, AutoCloseable, {form}Interface\n"),
            &format!("class {form}: AutoCloseable, {form}Interface\n"),
        )?;
    }
    source.cut(
        ONE,
        "// Interface implemented by anything that can contain an object reference.\n",
        "/** \n * Placeholder",
    )?;
    source.replace(ONE, " object used to signal that we're", "/**\n * Placeholder object used to signal that we're")?;
    source.cut(ONE, "/** \n * Used to instantiate an interface without an actual pointer", "object NoHandle\n")?;
    source.cut(
        FORMS,
        "    /**\n     * @suppress\n     *\n     * This constructor can be used to instantiate a fake object.",
        "        this.cleanable = null\n    }\n",
    )?;
    source.cut(FORMS, "            if (handle == 0.toLong()) {\n", "            }\n")?;
    source.cut(FORMS, "        if (handle == 0.toLong()) {\n", "        }\n")?;
    source.replace(FORMS, "    constructor(withHandle: ", "    private constructor(withHandle: ")?;
    source.replace(FORMS, "    protected val handle: Long\n", "    private val handle: Long\n")?;
    source.replace(FORMS, "    protected val cleanable: ", "    private val cleanable: ")?;
    source.replace(FORMS, "    val uniffiIsDestroyed: ", "    private val uniffiIsDestroyed: ")?;
    source.replace(FORMS, "    override fun destroy() {\n", "    private fun destroy() {\n")?;
    source.replace(FORMS, "    fun uniffiCloneHandle(): Long {\n", "    private fun uniffiCloneHandle(): Long {\n")?;
    source.replace(FORMS, "internal inline fun <R> callWithHandle(", "private inline fun <R> callWithHandle(")?;
    source.replace(FORMS, "            if (c == 0L) {\n", "            if (c == 0L || uniffiIsDestroyed) {\n")?;
    source.replace(FORMS, "object has already been destroyed\")", "is closed: make a new one\")")?;
    source.replace(
        FORMS,
        "    @Synchronized\n    override fun close() {\n",
        "    /** Wipes the texts and frees the form. Every later call throws an [IllegalStateException]. A second `close` does nothing. */\n    override fun close() {\n",
    )?;
    source.replace(
        FORMS,
        "    private val handle: Long\n",
        "    /** Creates an empty form, whose sentences, labels and descriptions are in [language]. */\n    constructor(language: Language) : this(Profile(), language)\n\n    private val handle: Long\n",
    )
}

/// Lets all forms implement the hand-written `Form`, in place of an interface for each form.
fn with_one_interface(source: &mut GeneratedSource) -> anyhow::Result<()> {
    for interface in interfaces::ALL {
        let form = format!("{}Form", interface.request.object.name);
        source.cut(ONE, &format!("public interface {form}Interface {{\n"), "\n}\n")?;
        source.replace(ONE, &format!("AutoCloseable, {form}Interface\n"), "Form\n")?;
    }
    // `Form` does not have it, because the type of the server differs.
    source.replace(FORMS, "override fun `request`(", "fun `request`(")
}

/// Frees the prepared arguments of a call if a later argument throws. `CallArguments.kt` explains why.
fn with_kept_arguments(source: &mut GeneratedSource) -> anyhow::Result<()> {
    let calls = Places::Exactly(source.count("{ _status ->\n"));
    source.replace(calls, "{ _status ->\n", "{ _status -> withArguments { _arguments ->\n")?;
    source.replace(calls, "_status)\n}\n", "_status) }\n}\n")?;
    let mut function = String::new();
    source.lines(Places::Some, "arguments", |line| {
        let code = line.trim_start();
        if let Some(name) = code.strip_prefix("UniffiLib.").and_then(|rest| rest.split('(').next()) {
            function = name.to_owned();
        }
        if code == "it," {
            // `uniffi_aicc_ffi_fn_method_signinform_edit` is a method of `signinform`.
            let form = function.strip_prefix("uniffi_aicc_ffi_fn_method_")?.split('_').next()?;
            return Some(format!("_arguments.keep(it, UniffiLib::uniffi_aicc_ffi_fn_free_{form}),"));
        }
        kept(line)
    })?;
    source.expect(Places::Exactly(0), "\n        it,\n")
}

/// Returns the line with `_arguments.keep(FfiConverterString.lower(…))` in place of `FfiConverterString.lower(…)`.
fn kept(line: &str) -> Option<String> {
    let ends = ["`),_status) }", "`),", "(this),_status) }", "(this),"];
    let end = ends.iter().find(|end| line.ends_with(*end))?;
    let start = line.find("FfiConverter").filter(|_| line.contains(".lower("))?;
    let (head, tail) = (line.get(..start)?, line.get(start..)?);
    if PLAIN_CONVERTERS.iter().any(|plain| tail.starts_with(plain)) {
        return None;
    }
    let rest = end.split_once("),").map_or("", |(_, rest)| rest);
    let argument = tail.strip_suffix(&format!(",{rest}"))?;
    Some(format!("{head}_arguments.keep({argument}),{rest}"))
}

/// Makes everything internal that apps must not use.
fn with_hidden_machinery(source: &mut GeneratedSource) -> anyhow::Result<()> {
    source.replace(Places::Some, "\npublic object FfiConverter", "\ninternal object FfiConverter")?;
    source.replace(
        Places::Some,
        "    companion object ErrorHandler :",
        "    internal companion object ErrorHandler :",
    )?;
    source.lines(Places::Exactly(MACHINERY.len()), "machinery", |line| {
        let code = line.strip_prefix("public ").unwrap_or(line);
        let code_of_class = code.strip_prefix("open ").unwrap_or(code);
        MACHINERY.iter().any(|name| code_of_class.starts_with(name)).then(|| format!("internal {code}"))
    })?;
    source.lines(Places::Exactly(HIDDEN_TYPES), "types that apps do not see", |line| {
        let rest = line.strip_prefix("data class ").or_else(|| line.strip_prefix("sealed class "))?;
        rest.split(' ').next()?.ends_with(PARTS).then(|| format!("internal {line}"))
    })?;
    for function in HIDDEN_FUNCTIONS {
        let declaration = format!(" fun `{}`(", camel(function));
        source.replace(ONE, &declaration, &format!(" @JvmSynthetic internal{declaration}"))?;
    }
    Ok(())
}

/// Makes records and sealed classes without secrets `Serializable`, as a `Bundle` needs.
fn with_serializable(source: &mut GeneratedSource) -> anyhow::Result<()> {
    // Deserialization returns the one object that exists.
    source.replace(Places::Some, "\n    object ", "\n    data object ")?;
    let mut record = false;
    source.lines(Places::Some, "types without secrets", |line| {
        if let Some(rest) = line.strip_prefix("data class ") {
            record = rest.split(' ').next().is_some_and(|name| !holds_secrets(name));
            return None;
        }
        if line == "){" && record {
            record = false;
            return Some("): java.io.Serializable {".to_owned());
        }
        let name = line.strip_prefix("sealed class ")?.strip_suffix(" {")?;
        (!name.contains(':') && !holds_secrets(name)).then(|| format!("sealed class {name}: java.io.Serializable {{"))
    })
}

/// Fails if something other than a form is a native object, or if the handle of a form is read outside `callWithHandle`, which
/// checks whether the form is closed.
fn only_forms_are_objects(source: &GeneratedSource) -> anyhow::Result<()> {
    source.expect(FORMS, ": Form\n")?;
    source.expect(Places::Exactly(0), "AutoCloseable")?;
    source.expect(FORMS, "return block(this.uniffiCloneHandle())\n")?;
    source.expect(Places::Exactly(2 * interfaces::ALL.len()), "uniffiCloneHandle()")?;
    for trace in ["Disposable", "NoHandle,", "FfiConverter<Any", "value.uniffiCloneHandle"] {
        source.expect(Places::Exactly(0), trace)?;
    }
    Ok(())
}
