//! Outcomes of replies, and their values that are not plain text.

use aicc_core::spec::ResultCodes;
use aicc_core::{
    AgentInfoQueryReply, AgentSettingsCreateReply, AgentSignInReply, AgentSignInResult, AnyReply, MediaServers,
    Outcome, PasswordValidity, Profile, ReplyBody, ReplyField, ReplyValue, SignInTime, UNDOCUMENTED_CODE,
    UNDOCUMENTED_STATUS, View, interfaces, read_reply,
};

fn sign_in(status: u16, body: &str) -> Outcome<AgentSignInReply> {
    read_reply(status, &[], body.as_bytes(), &Profile::default())
}

#[test]
fn each_outcome_has_a_name_a_meaning_and_an_action() {
    let described = |outcome: &Outcome<AgentSignInReply>| {
        let action = outcome.action().map(|action| action.english);
        (outcome.name(), outcome.is_success(), outcome.meaning().english, action)
    };
    assert_eq!(described(&sign_in(200, r#"{"retcode": "0"}"#)), ("success", true, "success", None));
    assert_eq!(
        described(&sign_in(200, r#"{"retcode": "110-016"}"#)),
        ("refusal", false, "the account is locked", Some("ask the administrator"))
    );
    assert_eq!(described(&sign_in(200, r#"{"retcode": "7"}"#)), ("refusal", false, "undocumented code", None));
    assert_eq!(described(&sign_in(500, "")), ("undocumentedStatus", false, "undocumented status", None));
    assert_eq!(described(&sign_in(200, "{}")), ("unreadable", false, "unreadable reply", None));
    assert_eq!(sign_in(200, "{}").meaning().chinese, "无法解析的响应");
    assert_eq!((UNDOCUMENTED_CODE.chinese, UNDOCUMENTED_STATUS.chinese), ("文档未说明的结果码", "文档未说明的状态码"));

    let unauthorized = read_reply::<AgentInfoQueryReply>(401, &[], b"", &Profile::default());
    assert_eq!((unauthorized.name(), unauthorized.is_success()), ("documentedStatus", false));
    assert_eq!(unauthorized.meaning().english, "unauthorized operation");
    assert!(unauthorized.action().unwrap().english.starts_with("check whether you have purchased"));
    let Outcome::DocumentedStatus(status, _) = unauthorized else { panic!() };
    assert_eq!(status.status, 401);
}

/// The codes that the vendor's pages say to retry, typed once more.
#[test]
fn a_refusal_is_temporary_where_the_vendor_says_to_retry() {
    let temporary = ["100-003", "100-007", "000-004"];
    let codes = interfaces::AGENT_SIGN_IN.result_codes;
    for known in codes.known.iter().chain(codes.further) {
        let outcome = sign_in(200, &format!(r#"{{"retcode": "{}"}}"#, known.code));
        let is_temporary = temporary.contains(&known.code);
        assert_eq!(known.is_temporary(), is_temporary, "{}", known.code);
        assert_eq!(outcome.is_temporary(), is_temporary, "{}", known.code);
        assert_eq!(outcome.answer().unwrap().is_temporary(), is_temporary, "{}", known.code);
    }
    for outcome in [sign_in(200, r#"{"retcode": "7"}"#), sign_in(503, ""), sign_in(200, "{}")] {
        assert!(!outcome.is_temporary());
    }
}

/// A body that was not read is kept. It prints as its length, because a server may echo secrets of the request.
#[test]
fn a_body_that_was_not_read_is_kept() {
    for (status, body) in [(500, "secret"), (204, ""), (200, "no JSON")] {
        let outcome = sign_in(status, body);
        let kept = outcome.kept_body().unwrap();
        assert_eq!(kept.as_bytes(), body.as_bytes());
        assert_eq!(format!("{kept:?}"), format!("{} bytes", body.len()));
        assert_eq!(outcome.answer(), None);
    }
    assert_eq!(
        read_reply::<AgentInfoQueryReply>(404, &[], b"page", &Profile::default()).kept_body().unwrap().as_bytes(),
        b"page"
    );
    for body in [r#"{"retcode": "0"}"#, r#"{"retcode": "1"}"#] {
        let outcome = sign_in(200, body);
        assert_eq!(outcome.kept_body(), None);
        assert_eq!(outcome.answer().unwrap().body.to_json(), body.replace(' ', ""));
    }
}

#[test]
fn the_body_of_an_outcome_can_be_changed() {
    let name = |outcome: Outcome<AgentSignInReply>| {
        let changed = outcome.clone().map(|body| body.retcode);
        assert_eq!(
            changed.answer().map(|answer| answer.body.clone()),
            outcome.answer().map(|answer| answer.code.clone())
        );
        assert_eq!((changed.meaning(), changed.action()), (outcome.meaning(), outcome.action()));
        assert_eq!(changed.kept_body(), outcome.kept_body());
        changed.name()
    };
    assert_eq!(name(sign_in(200, r#"{"retcode": "0"}"#)), "success");
    assert_eq!(name(sign_in(200, r#"{"retcode": "100-002"}"#)), "refusal");
    assert_eq!(name(sign_in(302, "")), "undocumentedStatus");
    assert_eq!(name(sign_in(200, "")), "unreadable");
    let documented = read_reply::<AgentInfoQueryReply>(403, &[], b"", &Profile::default()).map(|_| ());
    assert_eq!((documented.name(), documented.meaning().english), ("documentedStatus", "authentication fails"));
}

#[test]
fn a_code_is_explained() {
    let explained = |codes: &ResultCodes, code: &str| {
        let (meaning, action) = codes.explain(code);
        (meaning.english, action.map(|action| action.english))
    };
    let sign_in = &interfaces::AGENT_SIGN_IN.result_codes;
    assert_eq!(explained(sign_in, "0"), ("success", None));
    assert_eq!(
        explained(sign_in, "100-015"),
        (
            "already signed in and cannot be forced out",
            Some("sign out where the agent is signed in, or ask the administrator")
        )
    );
    assert_eq!(explained(sign_in, "100"), ("undocumented code", None));
    let settings = &interfaces::AGENT_SETTINGS_CREATE.result_codes;
    assert_eq!(explained(settings, "17"), ("failure", None), "other values: failure");
    let advice = |outcome: &Outcome<AgentSettingsCreateReply>| outcome.answer().unwrap().advice.len();
    assert_eq!(
        advice(&read_reply(200, &[], br#"{"returnCode": "17"}"#, &Profile::default())),
        0,
        "none is undocumented"
    );
    let outcome = read_reply::<AgentInfoQueryReply>(200, &[], br#"{"returnCode": "17"}"#, &Profile::default());
    assert_eq!(outcome.answer().unwrap().advice[0].to_string(), {
        "body/returnCode: The vendor's document does not describe the value of returnCode. [undocumentedValue]"
    });
}

/// A mandatory text of a reply may be empty; that of a request must not.
#[test]
fn an_empty_description_is_as_good_as_any() {
    let outcome = AnyReply::read(
        &interfaces::AGENT_INFO_QUERY,
        200,
        &[],
        br#"{"returnCode": "0", "description": ""}"#,
        &Profile::default(),
    );
    assert_eq!(outcome.answer().unwrap().advice, []);
}

/// Returns the example of the page, with its `vdnid` as a number.
const SIGNED_IN: &str = r#"{"message": "success", "retcode": "0", "result": {"vdnid": 1, "workno": "291", "mediatype": "TFF", "loginTime": "1471916922000", "isForceChange": "true", "serverName": "CC-Gateway", "timeRemaining": "180"}}"#;

#[test]
fn the_values_of_a_sign_in_are_typed() {
    let outcome = sign_in(200, SIGNED_IN);
    let Outcome::Success(answer) = &outcome else { panic!("{outcome:?}") };
    assert_eq!(answer.advice, []);
    let result = answer.body.result.as_ref().unwrap();
    assert_eq!((result.vdnid.as_deref(), result.workno.as_deref()), (Some("1"), Some("291")));
    let servers = MediaServers { cti_server: true, webm: false, mailm: false };
    assert_eq!(result.mediatype, Some(ReplyField::Known(servers)));
    assert_eq!(result.is_force_change, Some(ReplyField::Known(true)));
    assert_eq!(result.time_remaining, Some(ReplyField::Known(PasswordValidity::Days(180))));
    let time = result.login_time.as_ref().and_then(ReplyField::known).unwrap();
    assert_eq!((time.as_str(), time.milliseconds()), ("1471916922000", Some(1_471_916_922_000)));
    assert_eq!(
        outcome.answer().unwrap().body.to_json(),
        SIGNED_IN.replace(": 1,", ": \"1\",").replace(": ", ":").replace(", ", ",")
    );
}

fn result_of(member: &str, text: &str) -> AgentSignInResult {
    let body = format!(r#"{{"retcode": "0", "result": {{"{member}": "{text}"}}}}"#);
    let Outcome::Success(answer) = sign_in(200, &body) else { panic!("{body}") };
    answer.body.result.unwrap()
}

/// Reading R18: the last occurrence counts, and the findings on an earlier one are dropped.
#[test]
fn of_a_member_given_twice_the_last_one_counts() {
    let read = |body: &str| {
        let Outcome::Success(answer) = sign_in(200, body) else { panic!("{body}") };
        (answer.body.to_json(), answer.advice.iter().map(|advice| advice.pointer()).collect::<Vec<_>>())
    };
    let (json, advice) = read(
        r#"{"retcode": "0", "result": {"mediatype": "X", "timeRemaining": "", "timeRemaining": "6", "isForceChange": "no"}}"#,
    );
    assert_eq!(json, r#"{"retcode":"0","result":{"mediatype":"X","isForceChange":"no","timeRemaining":"6"}}"#);
    assert_eq!(advice, ["/result/mediatype", "/result/isForceChange"]);

    let (json, advice) = read(
        r#"{"result": {"mediatype": "X", "vdnid": "1"}, "retcode": "7", "retcode": "0", "result": {"workno": "2"}}"#,
    );
    assert_eq!(json, r#"{"retcode":"0","result":{"workno":"2"}}"#);
    assert_eq!(advice, [""; 0]);

    let (json, _) = read(r#"{"retcode": "0", "message": "m", "message": null, "result": {}, "result": null}"#);
    assert_eq!(json, r#"{"retcode":"0"}"#);
}

/// Readings R3 and R18.
#[test]
fn a_code_that_is_null_at_last_is_missing() {
    let outcome = sign_in(200, r#"{"retcode": "0", "message": "m", "retcode": null}"#);
    let Outcome::Unreadable(report, _) = &outcome else { panic!("{outcome:?}") };
    assert_eq!(report.violations()[0].to_string(), "body/retcode: retcode is mandatory and is missing. [required]");
    assert!(sign_in(200, r#"{"retcode": null, "retcode": "0"}"#).is_success());
}

#[test]
fn a_time_may_be_later_than_64_bits_can_say() {
    let digits = "9".repeat(20);
    let time = result_of("loginTime", &digits).login_time.unwrap();
    let time: &SignInTime = time.known().unwrap();
    assert_eq!((time.as_str(), time.milliseconds()), (&*digits, None));
    assert_eq!(result_of("loginTime", "-1").login_time, Some(ReplyField::Other("-1".to_owned())));
    assert_eq!(result_of("loginTime", "").login_time, Some(ReplyField::Other(String::new())));
}

#[test]
fn a_password_is_valid_for_days_or_for_ever() {
    let validity = |text: &str| result_of("timeRemaining", text).time_remaining.unwrap();
    for (text, expected) in [
        ("0", PasswordValidity::Days(0)),
        ("9", PasswordValidity::Days(9)),
        ("10", PasswordValidity::Days(10)),
        ("180", PasswordValidity::Days(180)),
        ("", PasswordValidity::NeverExpires),
    ] {
        assert_eq!(validity(text), ReplyField::Known(expected));
        assert!(expected.write() == aicc_core::Scalar::Text(text.into()));
    }
    for text in ["181", "-1", "01", "1.5", "x"] {
        assert_eq!(validity(text), ReplyField::Other(text.to_owned()));
    }
}

#[test]
fn media_servers_are_three_letters() {
    for (text, cti_server, webm, mailm) in
        [("TTT", true, true, true), ("FTF", false, true, false), ("FFT", false, false, true)]
    {
        let servers = MediaServers { cti_server, webm, mailm };
        assert_eq!(result_of("mediatype", text).mediatype, Some(ReplyField::Known(servers)));
        assert!(servers.write() == aicc_core::Scalar::Text(text.into()));
    }
    for text in ["", "TT", "TTTT", "tTT", "TXT", "TTX"] {
        assert_eq!(result_of("mediatype", text).mediatype, Some(ReplyField::Other(text.to_owned())));
    }
}

#[test]
fn a_reply_of_any_interface_is_written_as_the_platform_would() {
    for (interface, body) in [
        (&interfaces::AGENT_ACCOUNT_CREATE, r#"{"resultCode":"0","resultMessage":"m","workNo":108}"#),
        (
            &interfaces::AGENT_INFO_QUERY,
            r#"{"returnCode":"0","description":"d","data":{"workNo":1,"agentType":4,"agentStatus":"0"}}"#,
        ),
        (&interfaces::AGENT_SETTINGS_CREATE, r#"{"id":"1","returnCode":"0","returnDesc":"d"}"#),
        (&interfaces::AGENT_SIGN_IN, r#"{"message":"m","retcode":"0"}"#),
    ] {
        let outcome = AnyReply::read(interface, 200, &[], body.as_bytes(), &Profile::default());
        let reply = &outcome.answer().unwrap().body;
        assert_eq!(reply.to_json(), body);
        assert!(matches!(reply.view(), View::Object(object, _) if object.name == interface.reply.object.name));
    }
}

/// Reading R13: `msg` stands for a `message` that is missing or null.
#[test]
fn a_null_does_not_drop_the_value_under_the_other_name() {
    for body in [
        r#"{"retcode":"0","message":null,"msg":"y","message":null}"#,
        r#"{"retcode":"0","msg":"y","message":null,"message":null}"#,
    ] {
        let Outcome::Success(reply) = sign_in(200, body) else { panic!("{body}") };
        assert_eq!(reply.body.message.as_deref(), Some("y"), "{body}");
    }
}
