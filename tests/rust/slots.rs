//! Slots, which hold the value of a row, ignore calls with a value of another type.

use std::borrow::Cow;

use aicc_core::{
    AgentAccountCreateBuilder, AgentEvent, AgentInfo, AgentSignInBuilder, AgentType, CallType, MediaServers, Member,
    PasswordValidity, Profile, ReplyField, ReplyValue, Scalar, Secret, SignInTime, Skill, Slot, View,
};

fn text(text: &str) -> Scalar<'_> {
    Scalar::Text(Cow::Borrowed(text))
}

/// Returns the value of a slot, for comparing.
fn held(view: &View<'_>) -> String {
    match view {
        View::Absent => "absent".to_owned(),
        View::Scalar(Scalar::Text(text)) => format!("text {text}"),
        View::Scalar(Scalar::Integer(number)) => format!("integer {number}"),
        View::Scalar(Scalar::Boolean(truth)) => format!("boolean {truth}"),
        View::Array(count, _) => format!("array of {count}"),
        View::Object(object, _) => format!("object {}", object.name),
    }
}

/// Asserts that a slot takes `fitting`, ignores `others`, and is blank after it is cleared.
fn check_scalar<T: Member>(fitting: Scalar<'_>, expected: &str, others: &[Scalar<'_>]) {
    let mut slot = T::blank();
    let blank = held(&slot.view());
    slot.set(fitting.clone());
    assert_eq!(held(&slot.view()), expected);
    for other in others {
        slot.set(other.clone());
        assert_eq!(held(&slot.view()), expected);
    }
    assert!(slot.element().is_none() && slot.member(0).is_none());
    assert_eq!(held(&slot.view_at(0)), "absent");
    let empty: [fn(&mut T); 2] = [Slot::clear, Slot::begin];
    for empty in empty {
        slot.set(fitting.clone());
        empty(&mut slot);
        assert_eq!(held(&slot.view()), blank);
    }
}

#[test]
fn scalars_take_their_own_type() {
    let (number, truth) = (Scalar::Integer(7), Scalar::Boolean(true));
    check_scalar::<String>(text("a"), "text a", &[number.clone(), truth.clone()]);
    check_scalar::<Secret>(text("a"), "text a", &[number.clone(), truth.clone()]);
    check_scalar::<i64>(number.clone(), "integer 7", &[text("8"), truth.clone()]);
    check_scalar::<bool>(truth.clone(), "boolean true", &[text("false"), number.clone()]);
    check_scalar::<AgentType>(Scalar::Integer(99), "integer 99", &[text("4"), truth.clone(), Scalar::Integer(98)]);
    check_scalar::<CallType>(text("2"), "text 2", &[number, truth, text("3")]);
}

#[test]
fn an_open_value_takes_every_scalar() {
    for (scalar, expected) in
        [(text("8"), "text 8"), (Scalar::Integer(8), "integer 8"), (Scalar::Boolean(true), "text true")]
    {
        check_scalar::<ReplyField<i64>>(scalar, expected, &[]);
    }
    for (scalar, expected) in
        [(text("false"), "text false"), (Scalar::Integer(8), "text 8"), (Scalar::Boolean(true), "text true")]
    {
        check_scalar::<ReplyField<bool>>(scalar, expected, &[]);
    }
}

#[test]
fn an_open_value_is_the_documented_one_or_another() {
    let open = |scalar| {
        let mut open = ReplyField::<bool>::blank();
        open.set(scalar);
        open
    };
    assert_eq!(open(text("true")), ReplyField::Known(true));
    assert_eq!(open(text("true")).known(), Some(&true));
    assert_eq!(open(text("TRUE")), ReplyField::Other("TRUE".to_owned()));
    assert_eq!(open(text("TRUE")).known(), None);
    assert_eq!(open(Scalar::Boolean(true)), ReplyField::Other("true".to_owned()), "the row documents a string");
}

#[test]
fn a_reply_value_reads_its_documented_type_only() {
    assert_eq!(i64::read(&Scalar::Integer(7)), Some(7));
    assert_eq!(i64::read(&text("7")), None);
    assert_eq!(bool::read(&text("false")), Some(false));
    assert_eq!(bool::read(&Scalar::Boolean(false)), None);
    assert_eq!(SignInTime::read(&Scalar::Integer(1)), None);
    assert_eq!(PasswordValidity::read(&Scalar::Integer(1)), None);
    assert_eq!(MediaServers::read(&Scalar::Boolean(true)), None);
}

#[test]
fn a_list_takes_elements() {
    let mut list = Some(Vec::<String>::blank());
    list.set(text("ignored"));
    assert_eq!(list, Some(Vec::new()));
    for element in ["a", "b"] {
        list.element().unwrap().set(text(element));
    }
    assert!(list.member(0).is_none());
    assert_eq!(held(&list.view()), "array of 2");
    assert_eq!([held(&list.view_at(1)), held(&list.view_at(2))], ["text b", "absent"]);
    Slot::clear(list.as_mut().unwrap());
    assert_eq!(list, Some(Vec::new()));
}

#[test]
fn an_object_takes_members() {
    let mut skill = Skill::blank();
    skill.set(Scalar::Integer(1));
    assert_eq!(skill, Skill { skill_id: None, agent_weight: None, skill_weight: None });
    skill.member(1).unwrap().set(Scalar::Integer(5));
    assert!(skill.member(3).is_none() && skill.element().is_none());
    assert_eq!(
        [held(&skill.view_at(0)), held(&skill.view_at(1)), held(&skill.view_at(3))],
        ["absent", "integer 5", "absent"]
    );
    assert_eq!(held(&skill.view()), "object Skill");
    skill.clear();
    assert_eq!(skill, Skill::blank());
}

#[test]
fn a_member_that_can_be_left_out_is_there_or_not() {
    let mut info = None::<AgentInfo>;
    assert!(info.element().is_none() && info.member(0).is_none());
    assert_eq!([held(&info.view()), held(&info.view_at(0))], ["absent", "absent"]);
    info.begin();
    info.member(2).unwrap().set(text("0"));
    assert_eq!([held(&info.view()), held(&info.view_at(2))], ["object AgentInfo", "text 0"]);
    info.begin();
    assert_eq!(info, Some(AgentInfo::blank()), "begun anew");
    info.clear();
    assert_eq!(info, None);
}

#[test]
fn a_builder_is_an_object_that_is_only_looked_at() {
    let mut builder = AgentSignInBuilder::default().password("p").autoanswer(true);
    builder.set(text("ignored"));
    assert!(builder.member(0).is_none());
    assert_eq!(held(&builder.view()), "object AgentSignIn");
    let members = [0, 2, 3, 14].map(|position| held(&builder.view_at(position)));
    assert_eq!(members, ["text p", "boolean true", "absent", "absent"]);
    let message = builder.clone().build(&Profile::default()).unwrap();
    assert_eq!((message.autoanswer, message.to_json().as_str()), (Some(true), r#"{"password":"p","autoanswer":true}"#));
    builder.clear();
    assert_eq!(held(&builder.view_at(0)), "absent");
    assert_eq!(held(&AgentAccountCreateBuilder::default().view_at(0)), "absent");
}

#[test]
fn an_event_is_its_name() {
    let mut event = AgentEvent::blank();
    event.set(text("AgentState_Work"));
    assert_eq!(event, AgentEvent::StateWork);
    event.set(text("AgentState_Walk"));
    assert_eq!(event, AgentEvent::StateWork);
}
