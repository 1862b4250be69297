//! The pages that list the rules and the interfaces.

use std::fmt::Write as _;

use aicc_batch::Malformed;
use aicc_core::{Code, Language, Severity, interfaces};

use super::markdown::{code_link, plain, push_anchored, push_table};
use super::page::Page;
use super::{code, rule, words};

/// Returns the list of the rules, the advice, and the rules of files.
pub(super) fn rules(language: Language) -> Page {
    let mut page = head(words::ALL_RULES.in_language(language), words::ALL_RULES_ABOUT.in_language(language));
    let header = [words::CODE, words::MEANING].map(|word| word.in_language(language));
    for (severity, anchor, title) in
        [(Severity::Violation, "violations", words::VIOLATIONS), (Severity::Advice, "advice", words::ADVICE)]
    {
        push_anchored(&mut page, anchor, &format!("## {}", title.in_language(language)));
        let codes = Code::ALL.iter().filter(|code| code.severity() == severity);
        let rows = codes.map(|code| [rule::link(*code), plain(code.description().in_language(language))]);
        push_table(&mut page, header, rows);
    }
    push_anchored(&mut page, "files", &format!("## {}", words::OF_FILES.in_language(language)));
    let rows = Malformed::RULES
        .iter()
        .map(|(code, meaning)| [code_link(code, &format!("/rules/{code}")), plain(meaning.in_language(language))]);
    push_table(&mut page, header, rows);
    Page { address: "rules".to_owned(), text: page }
}

/// Returns the list of the interfaces, with the result codes of each.
pub(super) fn interfaces(language: Language) -> Page {
    let mut page = head(words::ALL_INTERFACES.in_language(language), words::ALL_INTERFACES_ABOUT.in_language(language));
    for interface in interfaces::ALL {
        let name = interface.name;
        // A String takes every write.
        let _ = writeln!(page, "\n## {name}\n\n{}", plain(interface.document.summary.in_language(language)));
        let _ = writeln!(page, "\n**{}**", code_link(name, &format!("/interfaces/{name}")));
        let title = words::RESULT_CODES_OF.filled(&[("interface", name)], language);
        let anchor = format!("result-codes-of-{}", name.replace('/', "").to_lowercase());
        push_anchored(&mut page, &anchor, &format!("### {title}"));
        code::push_codes(&mut page, interface, language);
    }
    Page { address: "interfaces".to_owned(), text: page }
}

fn head(title: &str, about: &str) -> String {
    format!("# {title}\n\n{about}\n")
}
