//! What many records cost.

use aicc_apply::{ApplyOptions, JournalState, Machine, Next, PlanBuilder};
use aicc_core::Profile;

use crate::driver::{KEY, body};

const RECORDS: u64 = 10_000;

/// 100,000 records must fit in 200 MB with everything else that a process holds: 1 kB for each leaves half of that.
#[test]
fn a_record_costs_less_than_a_kilobyte() {
    let memory = allocation_counter::measure(|| {
        let journal = JournalState::new(KEY);
        let mut builder = PlanBuilder::new(Profile::default(), &journal);
        for record in 1..=RECORDS {
            builder.add(record, Some(record), body(&format!("agent{record:06}")).as_bytes()).unwrap();
        }
        let mut machine = Machine::new(builder.finish(), ApplyOptions::default());
        assert!(matches!(machine.next(0), Next::Write(_)));
    });
    println!("{} bytes a record", memory.bytes_max / RECORDS);
    assert!(memory.bytes_max < RECORDS * 1000, "{} bytes a record", memory.bytes_max / RECORDS);
}
