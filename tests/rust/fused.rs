//! The check written by hand, which the benchmark compares with aicc, finds the errors of the vectors.

use aicc_core::Profile;
use conformance::{Kind, Vector, judge, vectors};

const MEMBERS: [&str; 9] =
    ["userAccount", "userName", "password", "email", "agentType", "ccRoleId", "skills", "phone", ""];

#[test]
fn the_pass_by_hand_agrees_with_the_vectors() {
    let is_read = |vector: &Vector| vector.interface == "agentAccount/create" && vector.profile() == Profile::default();
    judge(vectors(Kind::Body).into_iter().filter(is_read).collect(), |judge, vector| {
        let broken = fused::check(&vector.body()).map(members).map_err(|_| "syntax");
        judge.compare("members", &broken, &expected(vector));
    });
}

fn members(broken: fused::Broken) -> Vec<&'static str> {
    let is_broken = |index: usize| broken >> index & 1 == 1;
    MEMBERS.into_iter().enumerate().filter(|(index, _)| is_broken(*index)).map(|(_, member)| member).collect()
}

/// Returns the top members in the order of the page, without a wrapper.
fn expected(vector: &Vector) -> Result<Vec<&'static str>, &'static str> {
    if vector.violations.iter().any(|violation| violation["rule"] == "syntax") {
        return Err("syntax");
    }
    let pointers = vector.violations.iter().filter_map(|violation| violation["pointer"].as_str());
    let names: Vec<&str> = pointers
        .map(|pointer| pointer.strip_prefix("/requestParam").unwrap_or(pointer))
        .map(|pointer| pointer.split('/').nth(1).unwrap_or_default())
        .collect();
    Ok(MEMBERS.into_iter().filter(|member| names.contains(member)).collect())
}
