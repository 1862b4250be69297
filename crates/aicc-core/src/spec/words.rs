//! The words that sentences use for the names of the vocabulary.

use crate::language::{Language, Wording};

/// Returns the word for a name; the name itself if there is no word for it.
pub(crate) fn word_for(name: &'static str, language: Language) -> &'static str {
    wording_of(name).map_or(name, |wording| wording.in_language(language))
}

/// Returns the wording for a name; `None` if there is no word for it.
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
    "number"        en "number"                             zh "小数、指数形式或超出 64 位的数字";
    "boolean"       en "boolean"                            zh "布尔值";
    "array"         en "array"                              zh "数组";
    "object"        en "object"                             zh "对象";
    "null"          en "null"                               zh "null";
    "NaN"           en "NaN (not a JSON number)"            zh "NaN（不是 JSON 数字）";
    "secret"        en "a secret"                           zh "保密信息";
    "uppercase"     en "uppercase letters"                  zh "大写字母";
    "lowercase"     en "lowercase letters"                  zh "小写字母";
    "digit"         en "digits"                             zh "数字";
    "special"       en "special characters"                 zh "特殊字符";
    "email"         en "an e-mail address (name@domain)"    zh "电子邮件地址（name@domain）";
    "ipv4"          en "an IPv4 address (such as 10.0.0.5)" zh "IPv4 地址（例如 10.0.0.5）";
    "bearer"        en "“Bearer”, one space and the access token" zh "“Bearer”加一个空格再加访问令牌";
    "appKey"        en "one or more visible ASCII characters" zh "一个或多个可见 ASCII 字符";
    "contentType"   en "application/json, without a charset or with charset UTF-8" zh "application/json，不带字符集，或字符集为 UTF-8";
    "decimal"       en "a decimal number without sign or leading zeros" zh "不带正负号、没有前导零的十进制整数";
    "size"          en "it is larger than the size limit"   zh "超过大小上限";
    "encoding"      en "it is not UTF-8"                    zh "不是 UTF-8 编码";
    "depth"         en "it is nested too deeply"            zh "嵌套过深";
    "surrogate"     en "it has an unpaired surrogate escape (\\uD800 to \\uDFFF)" zh "包含未配对的代理项转义（\\uD800–\\uDFFF）";
    "unexpectedEnd" en "it ends too early"                  zh "内容不完整";
    "grammar"       en "it breaks the grammar of JSON"      zh "不符合 JSON 语法";
}
