//! The rule codes: one row each, with the wire name, the arguments and the sentence in every language.
//!
//! Codes are stable for ever: programs match on them. In a sentence, `{field}` is the wire name of the place (the last
//! part of its JSON Pointer) and every other name in braces an argument of the row; `{name|one|many}` chooses by its
//! number, and what stands in brackets is left out where its argument must not be told.

use std::fmt;

use crate::cell::CellFault;
use crate::found::Found;
use crate::json::Reason;
use crate::language::{Language, Wording};
use crate::param::{Argument, Param};
use crate::spec::{CharacterClass, Choice, JsonType};
use crate::visible::visible;

/// Whether a finding makes a message invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// A documented rule is broken.
    Violation,
    /// The message is allowed, and a document or a reading warns about it.
    Advice,
}

impl Severity {
    /// `violation` or `advice`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::Advice => "advice",
        }
    }
}

macro_rules! rules {
    ($(
        $(#[doc = $doc:literal])+
        $severity:ident $name:ident { $($(#[doc = $argument_doc:literal])+ $argument:ident: $kind:ty,)* } $code:literal
            en $english:literal
            zh $chinese:literal;
    )+) => {
        /// A broken rule or a piece of advice, with the documented bound and what was found. Rows stand in the
        /// order in which findings of one place are reported.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Rule {
            $($(#[doc = $doc])+ $name { $($(#[doc = $argument_doc])+ $argument: $kind,)* },)+
        }

        /// The code of a [`Rule`] without its arguments.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Rule {
            /// The code of this rule.
            #[must_use]
            pub const fn code(&self) -> Code {
                match self { $(Self::$name { .. } => Code::$name,)+ }
            }

            /// The documented bound and what was found, by name, in the order of the row.
            #[must_use]
            pub fn params(&self) -> Vec<(&'static str, Param)> {
                match self { $(Self::$name { $($argument),* } => {
                    let params: Vec<(&'static str, Option<Param>)> =
                        vec![$((stringify!($argument), $argument.to_param())),*];
                    params.into_iter().filter_map(|(name, param)| Some((name, param?))).collect()
                })+ }
            }
        }

        impl Code {
            /// Every code, in the order in which findings of one place are reported.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as it is written: `maxLength`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// What the code means, in one English line.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii(),)+ }
            }

            /// Whether it makes a message invalid.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// The names of its arguments.
            #[must_use]
            pub const fn param_names(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$(stringify!($argument)),*],)+ }
            }

            /// The sentence before its arguments are filled in.
            #[must_use]
            pub const fn template(self) -> Wording {
                match self { $(Self::$name => Wording { english: $english, chinese: $chinese },)+ }
            }
        }
    };
}

rules! {
    /// The body is not one JSON value in UTF-8 (RFC 8259), is nested too deep, or is larger than the size limit.
    Violation Syntax {
        /// Where it stops being one: a byte, counted from 0; absent where the body did not come as bytes.
        offset: Option<usize>,
        /// Why it is none.
        reason: Reason,
    } "syntax"
        en "The body cannot be read as JSON: {reason}[ (byte {offset})]."
        zh "消息体无法按 JSON 读取：{reason}[（字节 {offset}）]。";

    /// A documented member occurs twice in its object.
    Violation UniqueKeys {} "uniqueKeys"
        en "{field} is given more than once."
        zh "{field} 重复出现。";

    /// A mandatory member is absent or null.
    Violation Required {} "required"
        en "{field} is mandatory and is missing."
        zh "缺少必填项 {field}。";

    /// The JSON type is not the documented one.
    Violation Type {
        /// The documented type.
        expected: JsonType,
        /// The type found: one of JSON, or the name of that of an object without a JSON form.
        actual: Found,
        /// The text of the cell, in a table; absent elsewhere.
        cell: Option<String>,
    } "type"
        en "{field} must be of type {expected}, not {actual}."
        zh "{field} 的类型应为{expected}，实际为{actual}。";

    /// A cell of a workbook holds an error, or a formula without a stored value.
    Violation Cell {
        /// Which of the two.
        reason: CellFault,
    } "cell"
        en "The cell of {field} holds a spreadsheet error or a formula without a stored value."
        zh "{field} 的单元格是电子表格错误值，或没有存储结果的公式。";

    /// Fewer characters (Unicode code points) than documented.
    Violation MinLength {
        /// The documented minimum.
        minimum: usize,
        /// The characters found.
        actual: usize,
    } "minLength"
        en "{field} must have at least {minimum} {minimum|character|characters}; it has {actual}."
        zh "{field} 至少需要 {minimum} 个字符，实际为 {actual} 个。";

    /// More characters (Unicode code points) than documented.
    Violation MaxLength {
        /// The documented maximum.
        maximum: usize,
        /// The characters found.
        actual: usize,
    } "maxLength"
        en "{field} can have at most {maximum} {maximum|character|characters}; it has {actual}."
        zh "{field} 最多 {maximum} 个字符，实际为 {actual} 个。";

    /// A character outside the allowed set, or inside the forbidden set.
    Violation Characters {
        /// The distinct offending characters in order of appearance, at most 8; absent for a secret.
        found: Option<String>,
    } "characters"
        en "{field} contains characters that are not allowed[: “{found}”]."
        zh "{field} 包含不允许的字符[：“{found}”]。";

    /// A required class of characters is not there.
    Violation CharacterClasses {
        /// The classes that are absent.
        missing: Vec<CharacterClass>,
    } "characterClasses"
        en "{field} lacks these kinds of characters: {missing}."
        zh "{field} 缺少以下字符类型：{missing}。";

    /// Not an e-mail address, not an IPv4 address, not the documented shape.
    Violation Format {
        /// The name of the documented shape.
        format: &'static str,
    } "format"
        en "{field} does not have the documented form: {format}."
        zh "{field} 不符合规定的格式：{format}。";

    /// The part of an e-mail address before the @ is longer than documented.
    Violation LocalPartLength {
        /// The documented maximum.
        maximum: usize,
        /// The characters found.
        actual: usize,
    } "localPartLength"
        en "The part of {field} before the @ can have at most {maximum} {maximum|character|characters}; it has {actual}."
        zh "{field} 中 @ 之前的部分最多 {maximum} 个字符，实际为 {actual} 个。";

    /// The part of an e-mail address after the @ is longer than documented.
    Violation DomainPartLength {
        /// The documented maximum.
        maximum: usize,
        /// The characters found.
        actual: usize,
    } "domainPartLength"
        en "The part of {field} after the @ can have at most {maximum} {maximum|character|characters}; it has {actual}."
        zh "{field} 中 @ 之后的部分最多 {maximum} 个字符，实际为 {actual} 个。";

    /// A part between the dots of an e-mail domain is longer than documented.
    Violation LabelLength {
        /// The documented maximum.
        maximum: usize,
        /// The characters of the first one that is too long.
        actual: usize,
    } "labelLength"
        en "Each part between the dots of the domain of {field} can have at most {maximum} {maximum|character|characters}; one has {actual}."
        zh "{field} 的域名中每个以点分隔的部分最多 {maximum} 个字符，其中一个有 {actual} 个。";

    /// Not one of the documented values.
    Violation Enum {
        /// The documented values.
        allowed: &'static [Choice],
        /// The value found.
        actual: Param,
    } "enum"
        en "{field} must be one of {allowed}; it is {actual}."
        zh "{field} 只能是 {allowed} 之一，实际为 {actual}。";

    /// A number below the documented range.
    Violation Minimum {
        /// The documented minimum.
        minimum: i64,
        /// The number found.
        actual: Param,
    } "minimum"
        en "{field} must be at least {minimum}; it is {actual}."
        zh "{field} 不能小于 {minimum}，实际为 {actual}。";

    /// A number above the documented range.
    Violation Maximum {
        /// The documented maximum.
        maximum: i64,
        /// The number found; its digits as text where it does not fit 64 bits.
        actual: Param,
    } "maximum"
        en "{field} must be at most {maximum}; it is {actual}."
        zh "{field} 不能大于 {maximum}，实际为 {actual}。";

    /// More array elements than documented.
    Violation MaxItems {
        /// The documented maximum.
        maximum: usize,
        /// The elements found.
        actual: usize,
    } "maxItems"
        en "{field} can have at most {maximum} {maximum|element|elements}; it has {actual}."
        zh "{field} 最多 {maximum} 个元素，实际为 {actual} 个。";

    /// A skill queue's type differs from the agent's type (checked only against a table of queues that the caller supplies).
    Violation SkillQueueType {
        /// The agent's type.
        expected: i64,
        /// The type of the queue.
        actual: i64,
    } "skillQueueType"
        en "The queue of {field} is of type {actual}, but the agent is of type {expected}."
        zh "{field} 对应的技能队列类型为 {actual}，与座席类型 {expected} 不一致。";

    /// A member that the document does not name.
    Advice UnknownMember {} "unknownMember"
        en "{field} is not in the vendor's document and may be ignored: check its spelling."
        zh "厂商文档中没有 {field}，可能被忽略，请检查拼写。";

    /// One of two members that belong together is given without the other.
    Advice DependentRequired {} "dependentRequired"
        en "{field} is missing: the user name and the password are meant to be given together."
        zh "缺少 {field}：用户名与密码应同时提供。";

    /// Signing in to the MailM is requested, which the platform does not support at present.
    Advice MailmUnsupported {} "mailmUnsupported"
        en "{field} is true, but an agent cannot sign in to the MailM at present."
        zh "{field} 为 true，但目前座席无法签入 MailM。";

    /// A password or an e-mail address that looks masked, as in a log: it holds three or more `*` in a row.
    Advice MaskedValue {} "maskedValue"
        en "{field} may be masked, as in a log: check that it is the real value."
        zh "{field} 可能是经过掩码处理的值，请确认它是真实的值。";

    /// A character that cannot be seen: a format character, or a space that is not U+0020.
    Advice InvisibleCharacter {
        /// The distinct invisible characters in order of appearance, at most 8; absent for a secret.
        found: Option<String>,
    } "invisibleCharacter"
        en "{field} contains invisible characters[: “{found}”]. Remove them if they are not intended."
        zh "{field} 包含不可见字符[：“{found}”]，如非有意输入，请删除。";

    /// The agent is not forced to change the password, which the vendor's page calls a security risk.
    Advice PasswordNotForced {} "passwordNotForced"
        en "The agent is not forced to change the password, which may be a security risk ({field})."
        zh "未强制座席修改密码，可能存在安全风险（{field}）。";

    /// The agent's password never expires, which the vendor's page calls a security risk.
    Advice PasswordNeverExpires {} "passwordNeverExpires"
        en "The agent's password never expires, which may be a security risk ({field})."
        zh "座席密码永不过期，可能存在安全风险（{field}）。";

    /// A reply's value outside its documented set or shape.
    Advice UndocumentedValue {} "undocumentedValue"
        en "The value of {field} is not one that the vendor's document describes."
        zh "{field} 的值不在厂商文档说明的范围内。";
}

impl Rule {
    /// The sentence for a person, in `language`, about the place called `field`.
    #[must_use]
    pub fn sentence(&self, field: &str, language: Language) -> String {
        let params = self.params();
        let template = self.code().template().in_language(language);
        let Some((before, optional, after)) = optional_part(template) else {
            return filled(template, field, &params, language);
        };
        let is_told = optional.split('{').skip(1).all(|place| params.iter().any(|(name, _)| names(place, name)));
        let optional = if is_told { optional } else { "" };
        filled(&[before, optional, after].concat(), field, &params, language)
    }
}

/// Whether a place in braces, after its first one, is that of an argument.
fn names(place: &str, argument: &str) -> bool {
    place.strip_prefix(argument).is_some_and(|rest| rest.starts_with(['}', '|']))
}

/// What stands before, in and after brackets.
fn optional_part(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('[')?;
    let (optional, after) = rest.split_once(']')?;
    Some((before, optional, after))
}

fn filled(template: &str, field: &str, params: &[(&'static str, Param)], language: Language) -> String {
    let mut sentence = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let (place, remainder) = after.split_once('}').unwrap_or((after, ""));
        sentence.push_str(&visible(&fill(place, field, params, language)));
        // A Chinese word is not set apart from the Chinese words after it.
        let follows_chinese = language == Language::Chinese && sentence.ends_with(|last: char| !last.is_ascii());
        rest = if follows_chinese { remainder.trim_start_matches(' ') } else { remainder };
    }
    sentence + rest
}

fn fill(place: &str, field: &str, params: &[(&'static str, Param)], language: Language) -> String {
    let mut parts = place.split('|');
    let name = parts.next().unwrap_or_default();
    let param = params.iter().find(|(known, _)| *known == name).map(|(_, param)| param);
    match (param, parts.next(), parts.next()) {
        (Some(Param::Integer(1)), Some(one), _) => one.to_owned(),
        (Some(_), Some(_), Some(many)) => many.to_owned(),
        (Some(param), ..) => localised(param, language),
        (None, ..) => field.to_owned(),
    }
}

fn localised(param: &Param, language: Language) -> String {
    match param {
        Param::Name(name) => word_for(name, language).to_owned(),
        Param::List(items) => {
            let separator = match language {
                Language::English => ", ",
                Language::Chinese => "、",
            };
            let words: Vec<String> = items.iter().map(|item| localised(item, language)).collect();
            words.join(separator)
        }
        other => other.to_string(),
    }
}

fn word_for(name: &'static str, language: Language) -> &'static str {
    wording_of(name).map_or(name, |wording| wording.in_language(language))
}

/// What a person calls a name of the vocabulary.
pub(crate) fn wording_of(name: &str) -> Option<Wording> {
    WORDS.iter().find(|(known, _)| *known == name).map(|(_, wording)| *wording)
}

macro_rules! words {
    ($($name:literal en $english:literal zh $chinese:literal;)+) => {
        const WORDS: &[(&str, Wording)] = &[$(($name, Wording { english: $english, chinese: $chinese })),+];
    };
}

words! {
    "string"        en "string"                             zh "字符串";
    "integer"       en "integer"                            zh "整数";
    "number"        en "number (not a 64-bit integer)"      zh "数字（非 64 位整数）";
    "boolean"       en "boolean"                            zh "布尔值";
    "array"         en "array"                              zh "数组";
    "object"        en "object"                             zh "对象";
    "null"          en "null"                               zh "null";
    "NaN"           en "NaN (not a JSON number)"            zh "NaN（不是 JSON 数字）";
    "secret"        en "a secret"                           zh "密钥";
    "uppercase"     en "uppercase letters"                  zh "大写字母";
    "lowercase"     en "lowercase letters"                  zh "小写字母";
    "digit"         en "digits"                             zh "数字";
    "special"       en "special characters"                 zh "特殊字符";
    "email"         en "an e-mail address (name@domain)"    zh "电子邮件地址（name@domain）";
    "ipv4"          en "an IPv4 address (such as 10.0.0.5)" zh "IPv4 地址（例如 10.0.0.5）";
    "bearer"        en "Bearer, one space and the access token" zh "Bearer、一个空格和访问令牌";
    "appKey"        en "one or more visible ASCII characters" zh "一个或多个可见 ASCII 字符";
    "contentType"   en "application/json, with no other charset than UTF-8" zh "application/json，字符集只能是 UTF-8";
    "decimal"       en "a decimal number without sign or leading zeros" zh "不带符号和前导零的十进制数";
    "size"          en "it is larger than the size limit"   zh "超过大小上限";
    "encoding"      en "it is not UTF-8"                    zh "不是 UTF-8 编码";
    "depth"         en "it is nested too deep"              zh "嵌套层数过多";
    "surrogate"     en "it has a \\u escape of half a character" zh "包含不完整的 \\u 代理项转义";
    "unexpectedEnd" en "it ends too early"                  zh "内容不完整";
    "grammar"       en "it breaks the grammar of JSON"      zh "不符合 JSON 语法";
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_in_a_sentence_names_an_argument() {
        for code in Code::ALL {
            for language in [Language::English, Language::Chinese] {
                for part in code.template().in_language(language).split('{').skip(1) {
                    let name = part.split(['}', '|']).next().unwrap();
                    assert!(name == "field" || code.param_names().contains(&name), "{code}: {name}");
                }
            }
        }
    }
}
