//! Builds a message, sends it with the HTTP client that you have, and reads the reply.
//!
//! A made-up platform replies here, so that the example needs no network. Run it with
//! `cargo run -p examples --bin create_account`. It prints:
//!
//! ```text
//! the message is wrong:
//!   /email: email must be an e-mail address (name@domain).
//! POST https://service.besclouds.com/apiaccess/rest/cc-management/v1/agentAccount/create
//! created: agent 108
//! ```

use std::error::Error;

use aicc_core::{
    AgentAccountCreate, AgentAccountCreateReply, AgentRole, AgentType, Cloud, Language, Outcome, Profile, Report,
    Request, Valid, read_reply,
};

fn main() -> Result<(), Box<dyn Error>> {
    if let Err(report) = new_agent("li.na") {
        println!("the message is wrong:");
        for violation in report.violations() {
            println!("  {}: {}", violation.pointer(), violation.message(Language::English));
        }
    }

    let cloud = Cloud::new("service.besclouds.com")?.token("mF_9.B5f-4.1JqM").app_key("0f1e2d");
    let request = new_agent("li.na@example.com")?.request(&cloud)?;
    println!("{} {}", request.method.as_str(), request.url);

    let (status, body) = send(&request);
    match read_reply::<AgentAccountCreateReply>(status, &[], &body, &Profile::default()) {
        Outcome::Success(reply) => {
            let number = reply.body.work_no.as_ref().and_then(|number| number.known());
            println!("created: agent {}", number.ok_or("the reply has no agent number")?);
        }
        other => println!("not created: {other:?}"),
    }
    Ok(())
}

/// Builds the message.
///
/// # Errors
///
/// A report of every rule that the message breaks.
fn new_agent(email: &str) -> Result<Valid<AgentAccountCreate>, Report> {
    AgentAccountCreate::builder()
        .user_account("test123456")
        .user_name("Li Na")
        .password("Te****34")
        .email(email)
        .agent_type(AgentType::Video)
        .cc_role_id(AgentRole::Agent)
        .build(&Profile::default())
}

/// Stands for your HTTP client: it would send the method, the URL, the headers and the body, and return the status and
/// the body of the reply.
fn send(request: &Request) -> (u16, Vec<u8>) {
    assert!(request.headers.iter().any(|(name, _)| *name == "Authorization"));
    (200, br#"{"resultCode": "0", "resultMessage": "ok", "workNo": 108}"#.to_vec())
}
