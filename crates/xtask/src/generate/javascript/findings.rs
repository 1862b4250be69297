//! The findings: a union that `rule` discriminates.

use aicc_core::spec::{ParamKind, ParamType};
use aicc_core::{Code, Severity};

use super::typescript::{HEADER, documentation};

/// Returns the whole file.
pub(super) fn file() -> String {
    let params: String = Code::ALL.iter().map(|code| rule(*code)).collect();
    let of = |severity: Severity| -> String {
        let codes = Code::ALL.iter().filter(|code| code.severity() == severity);
        codes.map(|code| format!("\n    | {:?}", code.as_str())).collect()
    };
    format!(
        "{HEADER}
/** The parameters of each rule: the documented limit, and what the message has. They never contain the value of a secret. */
export interface RuleParams {{
{params}}}

/** The code of a rule. Codes never change. */
export type RuleCode = keyof RuleParams;

/** The code of a rule that makes a message invalid. */
export type ViolationCode ={};

/** The code of a rule that does not make a message invalid. */
export type AdviceCode ={};

/** A broken rule, or a piece of advice, with its place. It never contains the value of a secret. */
export interface FindingOf<Rule extends RuleCode> {{
    /** The part of the request. */
    readonly location: \"path\" | \"header\" | \"body\";
    /** The place in that part, as a JSON Pointer (RFC 6901): `/skills/0/agentWeight`. The pointer of the body itself is empty. */
    readonly pointer: string;
    /** The code of the rule: `maxLength`. Codes never change. */
    readonly rule: Rule;
    /** The documented limit and what the message has, by name. */
    readonly params: RuleParams[Rule];
    /** The interface, and the row of the vendor's page: `agentAccount/create 1.7.2`. */
    readonly reference: string;
    /** The address of the page of the documentation about the rule: `https://aicc.dev/rules/maxLength/`. */
    readonly url: string;
    /** A sentence for a person. It names the field by its wire name; in a form it names the field by its label. */
    readonly sentence: string;
}}

/** A finding of any rule. `rule` says which one it is, and so the type of `params`. */
export type Finding = {{ [Rule in RuleCode]: FindingOf<Rule> }}[RuleCode];
",
        of(Severity::Violation),
        of(Severity::Advice),
    )
}

fn rule(code: Code) -> String {
    let params = code.param_names().iter().zip(code.param_types()).zip(code.param_meanings());
    let params: String = params.map(|((name, param_type), meaning)| param(name, *param_type, meaning)).collect();
    let members = if params.is_empty() { "{}".to_owned() } else { format!("{{\n{params}    }}") };
    format!("{}    readonly {}: {members};\n", documentation(&[code.description().english], "    "), code.as_str())
}

fn param(name: &str, param_type: ParamType, meaning: &str) -> String {
    let kind = match param_type.kind {
        ParamKind::Integer => "number",
        ParamKind::Text => "string",
        ParamKind::Value => "string | number | bigint | boolean",
        ParamKind::Names => "readonly string[]",
        ParamKind::Values => "readonly (string | number)[]",
    };
    let optional = if param_type.optional { "?" } else { "" };
    format!("{}        readonly {name}{optional}: {kind};\n", documentation(&[meaning], "        "))
}
