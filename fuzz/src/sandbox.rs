//! Properties of the sandbox: any requests get answers, the same ones get the same bytes, and a world can be written and read.

use aicc_sandbox::{Incoming, Seed, World, WorldSnapshot};
use conformance::fuzzing;
use httparse::{EMPTY_HEADER, Request, Status};

/// 2023-11-14T22:13:20Z.
const NOW: u64 = 1_700_000_000_000;

/// The choices that give the longest answers.
const SEED: &str = r#"{"random": 1, "choices": {"manner": "explain", "wrongPasswordsUntilLocked": 1}}"#;

/// Requests as they are sent, with a separator between them.
pub fn of_bytes(bytes: &[u8]) {
    let (mut world, mut same) = (world(), world());
    for request in fuzzing::wire(bytes) {
        is_answered(&mut world, &mut same, request);
    }
    let written = serde_json::to_string(&world.snapshot()).expect("a snapshot is JSON");
    let read: WorldSnapshot = serde_json::from_str(&written).expect("a snapshot that was written is read");
    assert_eq!(read, world.snapshot());
    assert_eq!(world.restore(read), Ok(()));
}

fn world() -> World {
    let seed: Seed = serde_json::from_str(SEED).expect("a seed");
    World::new(&seed).expect("the seed is right")
}

fn is_answered(world: &mut World, same: &mut World, bytes: &[u8]) {
    let mut headers = [EMPTY_HEADER; 16];
    let mut head = Request::new(&mut headers);
    let Ok(Status::Complete(length)) = head.parse(bytes) else { return };
    let headers = head.headers.iter().map(|field| Some((field.name, std::str::from_utf8(field.value).ok()?)));
    let (Some(method), Some(target), Some(headers)) = (head.method, head.path, headers.collect::<Option<Vec<_>>>())
    else {
        return;
    };
    let request = Incoming { method, target, headers: &headers, body: bytes.get(length..).unwrap_or_default() };
    let outgoing = world.answer(NOW, &request);
    assert!((200..600).contains(&outgoing.reply.status));
    let values = outgoing.reply.headers.iter().map(|(_, value)| value);
    assert!(values.into_iter().all(|value| value.bytes().all(|byte| (b' '..=b'~').contains(&byte))));
    assert_eq!(same.answer(NOW, &request), outgoing);
}
