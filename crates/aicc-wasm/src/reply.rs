//! Replies.

use aicc_core::{Answer, AnyReply, Language, Outcome, Wording};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::body::with_body;
use crate::finding::{write_findings, write_report};
use crate::lines::LineWriter;
use crate::misuse::Misuse;
use crate::names::{NamedTexts, interface_at};
use crate::options::CallOptions;

/// Reads a reply by its status, header fields and the body in the room, and returns the outcome: an object with its `kind`.
#[wasm_bindgen]
pub fn read_reply(interface: u32, status: u16, headers: &str, length: usize, options: &str) -> Result<String, Misuse> {
    with_body(length, false, |body| {
        let (interface, options) = (interface_at(interface), CallOptions::read(options)?);
        let headers = NamedTexts::read(headers);
        let outcome = AnyReply::read(interface, status, &headers.as_pairs(), body.json(), &options.profile);
        Ok(outcome_lines(&outcome, status, options.language))
    })
}

fn outcome_lines(outcome: &Outcome<AnyReply>, status: u16, language: Language) -> String {
    LineWriter::object(|lines| {
        lines.name("kind").text(outcome.name());
        match outcome {
            Outcome::Success(answer) | Outcome::Refusal(answer) => write_answer(lines, answer, language),
            Outcome::DocumentedStatus(..) | Outcome::UndocumentedStatus(..) => lines.name("status").number(status),
            Outcome::Unreadable(report, _) => write_report(lines.name("report"), report, language.into()),
        }
        lines.name("meaning").text(outcome.meaning().in_language(language));
        write_optional(lines, "action", outcome.action(), language);
    })
}

fn write_answer(lines: &mut LineWriter, answer: &Answer<AnyReply>, language: Language) {
    lines.name("reply").view(&answer.body.view(), false);
    lines.name("code").text(&answer.code);
    write_findings(lines.name("advice"), &answer.advice, language.into());
    if let Some(session) = &answer.session {
        lines.name("session").secret(session.expose());
    }
}

fn write_optional(lines: &mut LineWriter, name: &str, wording: Option<Wording>, language: Language) {
    if let Some(wording) = wording {
        lines.name(name).text(wording.in_language(language));
    }
}
