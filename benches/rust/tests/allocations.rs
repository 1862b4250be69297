//! `check` does not allocate on the heap for a valid record of any interface.

use aicc_core::{Interface, Profile, check, interfaces};

const EXAMPLES: [(&Interface, &[u8]); 4] = [
    (&interfaces::AGENT_ACCOUNT_CREATE, include_bytes!("../../../examples/agent-account-create.json")),
    (&interfaces::AGENT_INFO_QUERY, include_bytes!("../../../examples/agent-info-query.json")),
    (&interfaces::AGENT_SETTINGS_CREATE, include_bytes!("../../../examples/agent-settings-create.json")),
    (&interfaces::AGENT_SIGN_IN, include_bytes!("../../../examples/agent-sign-in.json")),
];

#[test]
fn a_valid_record_is_checked_without_the_heap() {
    let profile = Profile::default();
    for (interface, body) in EXAMPLES {
        // The first call makes what later calls share.
        assert!(check(interface, body, &profile).is_valid(), "{}", interface.name);
        let counted = allocation_counter::measure(|| assert!(check(interface, body, &profile).is_valid()));
        assert_eq!(counted.count_total, 0, "{}", interface.name);
    }
}

#[test]
fn the_counter_counts() {
    let profile = Profile::default();
    let counted =
        allocation_counter::measure(|| assert!(!check(&interfaces::AGENT_SIGN_IN, b"{}", &profile).is_valid()));
    assert!(counted.count_total > 0);
}
