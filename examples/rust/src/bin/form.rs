//! Checks a form after each keystroke, and sends it when it is complete.
//!
//! Run it with `cargo run -p examples --bin form`. It prints:
//!
//! ```text
//! /agentid     29     Incomplete  agentid must be at least 101; it is 29.
//! /agentid     291    Acceptable
//! /autoanswer  fals   Incomplete  autoanswer must be true or false.
//! /autoanswer  false  Acceptable
//! PUT https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex
//! ```

use std::error::Error;

use aicc_core::{AgentSignIn, Form, Gateway, Language, Profile, interfaces};

fn main() -> Result<(), Box<dyn Error>> {
    let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
    for (pointer, text) in [("/agentid", "29"), ("/agentid", "291"), ("/autoanswer", "fals"), ("/autoanswer", "false")]
    {
        let field = form.edit(pointer, text)?;
        let sentence = field.findings.first().map(|finding| finding.message(Language::English)).unwrap_or_default();
        let line = format!("{pointer:<12} {text:<6} {:<11} {sentence}", format!("{:?}", field.state));
        println!("{}", line.trim_end());
    }

    let message = form.message::<AgentSignIn>()?;
    let request = message.request(&Gateway::new("10.0.0.5")?, form.path_parameter("agentid"))?;
    println!("{} {}", request.method.as_str(), request.url);
    Ok(())
}
