//! A typed parse of `agentAccount/create` that borrows from the text and checks no rule.

use serde::Deserialize;

/// The body.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are those of the page")]
pub struct Account<'a> {
    pub user_account: &'a str,
    pub user_name: &'a str,
    pub password: &'a str,
    pub email: &'a str,
    pub agent_type: i64,
    pub cc_role_id: i64,
    pub skills: Option<Vec<Skill>>,
    pub phone: Option<&'a str>,
}

/// One skill.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are those of the page")]
pub struct Skill {
    pub skill_id: Option<i64>,
    pub agent_weight: Option<i64>,
    pub skill_weight: Option<i64>,
}
