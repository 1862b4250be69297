//! Secrets compare and convert like texts, and a masked value shows everything except its secrets.

use aicc_core::{AgentInfoQuery, AgentSignIn, Cloud, Gateway, Profile, Secret};

#[test]
fn a_secret_is_equal_to_the_same_text_only() {
    let secret = Secret::from("Aa1!");
    assert_eq!(secret, Secret::from("Aa1!".to_owned()));
    assert_eq!(Secret::default(), Secret::from(""));
    for other in ["", "Aa1", "Aa1!!", "Aa1?", "ba1!", "aA1!", "AA1!", "!1aA"] {
        assert_ne!(secret, Secret::from(other), "{other}");
        assert_ne!(Secret::from(other), secret, "{other}");
    }
    // The differences of two characters must not cancel each other.
    assert_ne!(Secret::from("aa"), Secret::from("bb"));
}

#[test]
fn a_secret_shows_by_expose_alone() {
    let secret = Secret::from("Aa1!");
    assert_eq!(secret.expose(), "Aa1!");
    assert_eq!(secret.clone().expose(), "Aa1!");
    assert_eq!(format!("{secret} {secret:?} {:?}", Some(&secret)), "*** *** Some(***)");
}

#[test]
fn a_masked_request_hides_its_secrets_and_nothing_else() {
    let sign_in = AgentSignIn::builder().password("p").phonenum("40038").build(&Profile::default()).unwrap();
    let request = sign_in.request(&Gateway::new("10.0.0.5").unwrap(), "291").unwrap();
    let masked = request.masked();
    assert_eq!((masked.method, &masked.url, &masked.headers), (request.method, &request.url, &request.headers));
    assert_eq!(masked.body, r#"{"password":"***","phonenum":"40038"}"#);
    assert_eq!(masked.masked(), masked);
    assert_eq!(
        format!("{request:?}"),
        r#"Request { method: "PUT", url: "https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex", headers: [("Content-Type", "application/json; charset=UTF-8")], body: "{\"password\":\"***\",\"phonenum\":\"40038\"}" }"#
    );

    let query = AgentInfoQuery::builder().account_code("a").build(&Profile::default()).unwrap();
    let request = query.request(&Cloud::new("a").unwrap().token("t").app_key("k")).unwrap();
    let masked = [("Content-Type", "application/json"), ("X-APP-Key", "***"), ("Authorization", "***")];
    assert_eq!(request.masked().headers, masked.map(|(name, value)| (name, value.to_owned())));
    assert_eq!(request.masked().body, request.body);
}
