//! The rules: one row each, with the code, the arguments and the sentences in every language.
//!
//! Codes never change, since programs match on them. If one sentence does not fit all arguments, the row has more sentences, each
//! for arguments that match the pattern after `when`. The module `sentence` explains braces and brackets.

use std::fmt;

use crate::json::Reason;
use crate::language::{Language, Wording};
use crate::spec::actual_type::ActualType;
use crate::spec::cell_damage::CellDamage;
use crate::spec::cell_fault::CellFault;
use crate::spec::param::{Param, RuleArgument};
use crate::spec::param_type::{ParamType, TypedArgument};
use crate::spec::sentence::sentence;
use crate::spec::{CharacterClass, Choice, JsonType, Labelled, Literal};

/// Whether a finding makes a message invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// A documented rule is broken: the message is invalid.
    Violation,
    /// The message is allowed, but may contain a mistake.
    Advice,
}

impl Severity {
    /// Returns `violation` or `advice`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::Advice => "advice",
        }
    }
}

/// Returns the address of the page of the documentation about a rule.
macro_rules! page_of {
    (Violation $code:literal) => {
        concat!(env!("CARGO_PKG_HOMEPAGE"), "/rules/", $code, "/")
    };
    (Advice $code:literal) => {
        concat!(env!("CARGO_PKG_HOMEPAGE"), "/advice/", $code, "/")
    };
}

macro_rules! rules {
    ($(
        $(#[doc = $doc:literal])+
        zh $meaning:literal
        $severity:ident $name:ident { $($(#[doc = $argument_doc:literal])+ $argument:ident: $kind:ty,)* } $code:literal
            en $english:literal
            zh $chinese:literal
            $(when $arguments:pat =>
                en $special_english:literal
                zh $special_chinese:literal)*;
    )+) => {
        /// A broken rule or a piece of advice, with the documented limit and what the message has. The variants are in the order
        /// in which findings of one place are reported.
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
            /// Returns the code.
            #[must_use]
            pub const fn code(&self) -> Code {
                match self { $(Self::$name { .. } => Code::$name,)+ }
            }

            /// Returns the arguments by name, in the order of the row.
            fn arguments(&self) -> Vec<(&'static str, &dyn RuleArgument)> {
                match self { $(Self::$name { $($argument),* } => vec![$((stringify!($argument), $argument)),*],)+ }
            }

            /// Returns the sentence for these arguments, before they are filled in.
            const fn template(&self) -> Wording {
                match self {
                    $($($arguments => Wording { english: $special_english, chinese: $special_chinese },)*
                    Self::$name { .. } => Code::$name.template(),)+
                }
            }
        }

        impl Code {
            /// Every code, in the order in which findings of one place are reported.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the code as text: `maxLength`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Returns the address of the page of the documentation about the rule: `https://aicc.dev/rules/maxLength/`. The page
            /// has an example and its correction, in English and Chinese.
            #[must_use]
            pub const fn url(self) -> &'static str {
                match self { $(Self::$name => page_of!($severity $code),)+ }
            }

            /// Returns the meaning of the code, in one line.
            #[must_use]
            pub const fn description(self) -> Wording {
                match self {
                    $(Self::$name => Wording { english: concat!($($doc),+).trim_ascii(), chinese: $meaning },)+
                }
            }

            /// Returns whether the rule makes a message invalid.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// Returns the names of the arguments.
            #[must_use]
            pub const fn param_names(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$(stringify!($argument)),*],)+ }
            }

            /// Returns the types of the arguments, in the order of their names.
            #[must_use]
            pub const fn param_types(self) -> &'static [ParamType] {
                match self { $(Self::$name => &[$(<$kind as TypedArgument>::TYPE),*],)+ }
            }

            /// Returns the meanings of the arguments, in the order of their names.
            #[must_use]
            pub const fn param_meanings(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$(concat!($($argument_doc),+)),*],)+ }
            }

            /// Returns the sentence, before arguments are filled in.
            #[must_use]
            pub const fn template(self) -> Wording {
                match self { $(Self::$name => Wording { english: $english, chinese: $chinese },)+ }
            }

            /// Returns all sentences of the row.
            #[cfg(test)]
            const fn templates(self) -> &'static [Wording] {
                match self {
                    $(Self::$name => &[
                        Wording { english: $english, chinese: $chinese },
                        $(Wording { english: $special_english, chinese: $special_chinese },)*
                    ],)+
                }
            }
        }
    };
}

rules! {
    /// The body is not one JSON value in UTF-8 (RFC 8259), begins with a byte order mark, is nested too deeply, or is larger than
    /// the size limit.
    zh "消息体不是单个 UTF-8 编码的 JSON 值（RFC 8259），或以字节顺序标记开头、嵌套过深、超过大小上限。"
    Violation Syntax {
        /// The byte where reading stopped, counted from 0, or the size limit; absent where the body did not come as bytes.
        offset: Option<usize>,
        /// Why reading stopped.
        reason: Reason,
    } "syntax"
        en "The body cannot be read as JSON: {reason}[ (byte {offset})]."
        zh "消息体不是有效的 JSON：{reason}[（字节偏移 {offset}）]。"
        when Rule::Syntax { offset: Some(_), reason: Reason::Size } =>
            en "The body is larger than the limit of {offset} {offset|byte|bytes}."
            zh "消息体超过大小上限（{offset} 字节）。"
        when Rule::Syntax { reason: Reason::ByteOrderMark, .. } =>
            en "The body begins with a byte order mark: remove it."
            zh "消息体以字节顺序标记（BOM）开头，请将其删除。"
        when Rule::Syntax { offset: None, reason: Reason::Surrogate } =>
            en "The body cannot be written as JSON: a text has an unpaired surrogate (\\uD800 to \\uDFFF)."
            zh "消息体无法写成 JSON：文本包含未配对的代理项（\\uD800–\\uDFFF）。";

    /// A documented member occurs twice in its object.
    zh "文档中的某个成员在其对象中重复出现。"
    Violation UniqueKeys {} "uniqueKeys"
        en "{field} is given more than once."
        zh "{field} 重复出现。";

    /// A mandatory member is absent or null.
    zh "必填成员缺失或为 null。"
    Violation Required {} "required"
        en "{field} is mandatory and is missing."
        zh "缺少必填项 {field}。";

    /// The JSON type is not the documented one.
    zh "JSON 类型与文档规定的类型不符。"
    Violation Type {
        /// The documented type.
        expected: JsonType,
        /// The type found: a JSON type, or the type name of an object without a JSON form.
        actual: ActualType,
        /// The text of the cell, in a table; absent elsewhere. Boxed, since findings are kept by the thousand.
        cell: Option<Box<Param>>,
    } "type"
        en "{field} must be of type {expected}, not {actual}."
        zh "{field} 的类型应为 {expected}，实际为 {actual}。"
        when Rule::Type { expected: JsonType::Integer, cell: Some(_), .. } =>
            en "{field} must be a 64-bit integer in plain digits, without leading zeros, fraction or exponent; the cell has {cell}."
            zh "{field} 应为只用数字书写的 64 位整数，没有前导零、小数和指数，单元格内容为 {cell}。"
        when Rule::Type { expected: JsonType::Boolean, cell: Some(_), .. } =>
            en "{field} must be true or false; the cell has {cell}."
            zh "{field} 应为 true 或 false，单元格内容为 {cell}。"
        when Rule::Type { expected: JsonType::Integer, actual: ActualType::TypedText, .. } =>
            en "{field} must be a 64-bit integer in plain digits, without leading zeros, fraction or exponent."
            zh "{field} 应为只用数字书写的 64 位整数，没有前导零、小数和指数。"
        when Rule::Type { expected: JsonType::Boolean, actual: ActualType::TypedText, .. } =>
            en "{field} must be true or false."
            zh "{field} 应为 true 或 false。"
        when Rule::Type { expected: JsonType::Integer, actual: ActualType::Json(JsonType::Number), .. } =>
            en "{field} must be an integer of at most 64 bits, without fraction or exponent."
            zh "{field} 的类型应为 {expected}，实际为 {actual}。";

    /// A cell of a workbook holds an error, or a formula without a stored value.
    zh "工作簿的单元格是错误值，或是没有存储结果的公式。"
    Violation Cell {
        /// Which of the two.
        reason: CellFault,
    } "cell"
        en "The cell of {field} holds a spreadsheet error, such as #N/A: correct the cell."
        zh "{field} 的单元格是电子表格错误值（如 #N/A），请修正该单元格。"
        when Rule::Cell { reason: CellFault::Formula } =>
            en "The cell of {field} holds a formula without a stored value: save the workbook in Excel."
            zh "{field} 的单元格是没有存储结果的公式，请用 Excel 保存该工作簿。";

    /// The text has fewer characters (Unicode code points) than documented.
    zh "文本的字符数（Unicode 码点）少于文档规定的最小值。"
    Violation MinLength {
        /// The documented minimum.
        minimum: usize,
        /// The number of characters found.
        actual: usize,
    } "minLength"
        en "{field} must have at least {minimum} characters; it has {actual}."
        zh "{field} 至少需要 {minimum} 个字符，实际为 {actual} 个。"
        when Rule::MinLength { minimum: 1, .. } =>
            en "{field} must not be empty."
            zh "{field} 不能为空。";

    /// The text has more characters (Unicode code points) than documented.
    zh "文本的字符数（Unicode 码点）多于文档规定的最大值。"
    Violation MaxLength {
        /// The documented maximum.
        maximum: usize,
        /// The number of characters found.
        actual: usize,
    } "maxLength"
        en "{field} can have at most {maximum} {maximum|character|characters}; it has {actual}."
        zh "{field} 最多 {maximum} 个字符，实际为 {actual} 个。";

    /// The text has a character outside the allowed set, or inside the forbidden set.
    zh "文本包含允许范围之外的字符，或包含禁止使用的字符。"
    Violation Characters {
        /// The distinct offending characters in order of appearance, at most 8; absent for a secret.
        found: Option<String>,
    } "characters"
        en "{field} contains characters that are not allowed[: {found}]."
        zh "{field} 包含不允许的字符[：{found}]。";

    /// The password has fewer kinds of characters (uppercase letters, lowercase letters, digits, special characters) than the
    /// policy asks for.
    zh "密码包含的字符种类（大写字母、小写字母、数字、特殊字符）少于密码策略的要求。"
    Violation CharacterClasses {
        /// The kinds that are absent.
        missing: Vec<CharacterClass>,
        /// How many of the four kinds the policy asks for.
        minimum: usize,
        /// How many are there.
        actual: usize,
    } "characterClasses"
        en "{field} needs {minimum} of the 4 kinds of characters; it has {actual} and lacks {missing|and}."
        zh "{field} 需要包含 4 类字符中的 {minimum} 类，实际为 {actual} 类，缺少 {missing}。"
        when Rule::CharacterClasses { minimum: 4, .. } =>
            en "{field} must also contain: {missing}."
            zh "{field} 还必须包含：{missing}。";

    /// The text does not have the documented form, such as that of an e-mail address or an IPv4 address.
    zh "文本不符合文档规定的格式，例如电子邮件地址或 IPv4 地址的格式。"
    Violation Format {
        /// The name of the documented shape.
        format: &'static str,
    } "format"
        en "{field} must be {format}."
        zh "{field} 不符合规定的格式，应为 {format}。";

    /// The part of an e-mail address before the @ is longer than documented.
    zh "电子邮件地址中 @ 之前的部分超过文档规定的长度。"
    Violation LocalPartLength {
        /// The documented maximum.
        maximum: usize,
        /// The number of characters found.
        actual: usize,
    } "localPartLength"
        en "The part of {field} before the @ can have at most {maximum} {maximum|character|characters}; it has {actual}."
        zh "{field} 中 @ 之前的部分最多 {maximum} 个字符，实际为 {actual} 个。";

    /// The part of an e-mail address after the @ is longer than documented.
    zh "电子邮件地址中 @ 之后的部分超过文档规定的长度。"
    Violation DomainPartLength {
        /// The documented maximum.
        maximum: usize,
        /// The number of characters found.
        actual: usize,
    } "domainPartLength"
        en "The part of {field} after the @ can have at most {maximum} {maximum|character|characters}; it has {actual}."
        zh "{field} 中 @ 之后的部分最多 {maximum} 个字符，实际为 {actual} 个。";

    /// A part between the dots of an e-mail domain is longer than documented.
    zh "电子邮件域名中以点分隔的某一部分超过文档规定的长度。"
    Violation LabelLength {
        /// The documented maximum.
        maximum: usize,
        /// The number of characters of the first part that is too long.
        actual: usize,
    } "labelLength"
        en "Each part between the dots of the domain of {field} can have at most {maximum} {maximum|character|characters}; one has {actual}."
        zh "{field} 的域名中每个以点分隔的部分最多 {maximum} 个字符，其中有一个为 {actual} 个字符。";

    /// The value is not one of the documented values.
    zh "取值不在文档列出的取值之中。"
    Violation Enum {
        /// The documented values.
        allowed: &'static [Choice],
        /// The value found; in a table, the text of a cell that is not a value of its row.
        actual: Param,
    } "enum"
        en "{field} must be {allowed|or}; it is {actual}."
        zh "{field} 只能是 {allowed} 之一，实际为 {actual}。"
        when Rule::Enum { allowed: [Choice { value: Literal::Integer(_), .. }, ..], actual: Param::Text(_) } =>
            en "{field} must be {allowed|or}; the cell has {actual}."
            zh "{field} 只能是 {allowed} 之一，单元格内容为 {actual}。";

    /// The number is below the documented range.
    zh "数值小于文档规定的范围。"
    Violation Minimum {
        /// The documented minimum.
        minimum: i64,
        /// The number found.
        actual: Param,
    } "minimum"
        en "{field} must be at least {minimum}; it is {actual}."
        zh "{field} 不能小于 {minimum}，实际为 {actual}。";

    /// The number is above the documented range.
    zh "数值大于文档规定的范围。"
    Violation Maximum {
        /// The documented maximum.
        maximum: i64,
        /// The number found; its digits as text where it does not fit 64 bits.
        actual: Param,
    } "maximum"
        en "{field} must be at most {maximum}; it is {actual}."
        zh "{field} 不能大于 {maximum}，实际为 {actual}。";

    /// The array has more elements than documented.
    zh "数组的元素多于文档规定的最大值。"
    Violation MaxItems {
        /// The documented maximum.
        maximum: usize,
        /// The number of elements found.
        actual: usize,
    } "maxItems"
        en "{field} can have at most {maximum} {maximum|element|elements}; it has {actual}."
        zh "{field} 最多 {maximum} 个元素，实际为 {actual} 个。";

    /// A skill queue's type differs from the agent's type (checked only against a table of queues that the caller supplies).
    zh "技能队列的类型与座席类型不一致（仅在调用方提供技能队列表时检查）。"
    Violation SkillQueueType {
        /// The agent's type.
        expected: Labelled,
        /// The type of the queue.
        actual: Labelled,
    } "skillQueueType"
        en "The queue of {field} is of type {actual}, but the agent is of type {expected}."
        zh "{field} 对应的技能队列类型为 {actual}，与座席类型 {expected} 不一致。";

    /// The document does not name the member.
    zh "文档中没有该成员。"
    Advice UnknownMember {} "unknownMember"
        en "Unknown field “{field}”: check the spelling. It may be ignored."
        zh "厂商文档中没有成员“{field}”，它可能会被忽略，请检查拼写。";

    /// One of two members that belong together is given without the other.
    zh "应同时提供的两个成员只提供了一个。"
    Advice DependentRequired {} "dependentRequired"
        en "{field} is missing: give the user name and the password together."
        zh "缺少 {field}：用户名与密码应同时提供。";

    /// Signing in to the MailM is requested, which the platform does not support at present.
    zh "请求签入 MailM，而平台目前不支持。"
    Advice MailmUnsupported {} "mailmUnsupported"
        en "{field} is true, but an agent cannot sign in to the MailM at present."
        zh "{field} 为 true，但目前座席无法签入 MailM。";

    /// A password or an e-mail address looks masked, as in a log: it holds three or more `*` in a row.
    zh "密码或电子邮件地址像是日志中经过掩码处理的值：包含三个或更多连续的“*”。"
    Advice MaskedValue {} "maskedValue"
        en "{field} may be masked, as in a log: check that it is the real value."
        zh "{field} 可能是经过掩码处理的值，请确认它是真实的值。";

    /// An earlier record of the same run has the same value, without regard to case, where the records should differ.
    zh "同一次运行中较早的一条记录具有相同的值（不区分大小写），而各条记录的该值应互不相同。"
    Advice DuplicateRecord {
        /// The number of the earlier record, counted from 1.
        record: u64,
    } "duplicateRecord"
        en "{field} is the same as in record {record}: check whether one of the two records is a duplicate."
        zh "{field} 与第 {record} 条记录相同，请确认其中一条是否重复。";

    /// The text of a cell looks damaged: a spreadsheet or a wrong encoding has changed it.
    zh "单元格的文本可能已损坏：被电子表格或错误的编码改变。"
    Advice DamagedCell {
        /// What the text looks like; absent for a secret.
        reason: Option<CellDamage>,
    } "damagedCell"
        en "The cell of {field} may be damaged: check that it is the real value."
        zh "{field} 的单元格可能已损坏，请确认它是真实的值。"
        when Rule::DamagedCell { reason: Some(CellDamage::Number) } =>
            en "A spreadsheet may have changed {field} into a number: enter it again in a cell with the format Text."
            zh "{field} 可能被电子表格改成了数字，请将单元格格式设为“文本”后重新输入。"
        when Rule::DamagedCell { reason: Some(CellDamage::Formula) } =>
            en "The cell of {field} holds the text of a formula (=\"…\"): enter the value alone."
            zh "{field} 的单元格是公式文本（=\"…\"），请只输入值本身。"
        when Rule::DamagedCell { reason: Some(CellDamage::Apostrophe) } =>
            en "{field} begins with an apostrophe, which may come from a spreadsheet: remove it if it is not part of the value."
            zh "{field} 以撇号（'）开头，可能来自电子表格，如非值的一部分，请删除。"
        when Rule::DamagedCell { reason: Some(CellDamage::Encoding) } =>
            en "{field} looks like a text that was read in a wrong encoding: enter it again."
            zh "{field} 像是用错误的编码读取的文本（乱码），请重新输入。";

    /// The text has a character that cannot be seen: a format character, or a space that is not U+0020.
    zh "文本包含不可见字符：格式字符，或 U+0020 以外的空格。"
    Advice InvisibleCharacter {
        /// The distinct invisible characters in order of appearance, at most 8; absent for a secret.
        found: Option<String>,
    } "invisibleCharacter"
        en "{field} contains invisible characters[: {found}]. Remove them if they are not intended."
        zh "{field} 包含不可见字符[：{found}]，如非有意输入，请删除。";

    /// The agent is not forced to change the password, which the vendor's page calls a security risk.
    zh "未强制座席修改密码，厂商页面认为存在安全风险。"
    Advice PasswordNotForced {} "passwordNotForced"
        en "The agent is not forced to change the password, which may be a security risk ({field})."
        zh "未强制座席修改密码，可能存在安全风险（{field}）。";

    /// The agent's password never expires, which the vendor's page calls a security risk.
    zh "座席密码永不过期，厂商页面认为存在安全风险。"
    Advice PasswordNeverExpires {} "passwordNeverExpires"
        en "The agent's password never expires, which may be a security risk ({field})."
        zh "座席密码永不过期，可能存在安全风险（{field}）。";

    /// A value of a reply is outside its documented set or shape.
    zh "响应中的取值不在文档列出的取值之中，或不符合文档规定的形式。"
    Advice UndocumentedValue {} "undocumentedValue"
        en "The vendor's document does not describe the value of {field}."
        zh "厂商文档中没有说明 {field} 的这个值。";
}

impl Rule {
    /// Returns the arguments by name, in the order of the row: the documented limit, and what the message has.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, Param)> {
        let params = self.arguments().into_iter().map(|(name, argument)| Some((name, argument.to_param()?)));
        params.flatten().collect()
    }

    /// Returns the sentence in a language, about a place with the name `field`.
    #[must_use]
    pub fn sentence(&self, field: &str, language: Language) -> String {
        sentence(self.template(), field, &self.arguments(), language)
    }
}

impl Rule {
    /// Returns the sentence for a person who types, without the types of JSON.
    pub(crate) fn everyday_sentence(&self, label: &str, language: Language) -> String {
        let template = match self {
            Self::Type { expected: JsonType::Integer, .. } => {
                Wording { english: "{field} must be a whole number.", chinese: "{field} 应为整数。" }
            }
            Self::Type { expected: JsonType::Boolean, .. } => {
                Wording { english: "{field} must be true or false.", chinese: "{field} 只能是 true 或 false。" }
            }
            _ => return self.sentence(label, language),
        };
        sentence(template, label, &[], language)
    }
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
    fn every_name_in_a_sentence_is_an_argument() {
        for code in Code::ALL {
            for wording in code.templates() {
                for part in [wording.english, wording.chinese].iter().flat_map(|sentence| sentence.split('{').skip(1)) {
                    let name = part.split(['}', '|']).next().unwrap();
                    assert!(name == "field" || code.param_names().contains(&name), "{code}: {name}");
                }
            }
        }
    }
}
