//! Signs an agent in, keeps the session, and handles a refusal.
//!
//! Two made-up replies stand for the platform, so that the example needs no network. Run it with
//! `cargo run -p examples --bin sign_in`. It prints:
//!
//! ```text
//! PUT https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex
//! signed in; the session is ***
//! refused: the agent has already signed in; sign in by force, or sign out first
//! ```

use std::error::Error;

use aicc_core::{AgentSignIn, AgentSignInReply, Gateway, Outcome, Profile, SignInStatus, read_reply};

fn main() -> Result<(), Box<dyn Error>> {
    let profile = Profile::default();
    let sign_in = AgentSignIn::builder().password("").phonenum("40038").status(SignInStatus::Busy).build(&profile)?;
    let request = sign_in.request(&Gateway::new("10.0.0.5")?, "291")?;
    println!("{} {}", request.method.as_str(), request.url);

    // What an HTTP client returns: the headers and the body of a reply with status 200.
    let signed_in: (&[(&str, &str)], &str) = (&[("Set-GUID", "JSESSIONID=4f0c")], r#"{"message": "", "retcode": "0"}"#);
    let already_signed_in: (&[(&str, &str)], &str) = (&[], r#"{"message": "", "retcode": "100-002"}"#);

    for (headers, body) in [signed_in, already_signed_in] {
        match read_reply::<AgentSignInReply>(200, headers, body.as_bytes(), &profile) {
            // `expose` returns the value that authenticates the agent's later calls.
            Outcome::Success(reply) => println!("signed in; the session is {:?}", reply.session.ok_or("no session")?),
            Outcome::Refusal(reply) => {
                let action = reply.action.map_or("", |action| action.english);
                println!("refused: {}; {action}", reply.meaning.english);
            }
            other => println!("no reply of the gateway: {other:?}"),
        }
    }
    Ok(())
}
