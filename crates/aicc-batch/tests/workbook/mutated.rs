//! Bytes of any kind end in a result, in bounded memory.

use std::io::{Cursor, Read};
use std::path::Path;

use aicc_batch::{Settings, Workbook};
use aicc_core::{Profile, interfaces};
use zip::ZipArchive;

use crate::common::settings;
use crate::common::workbook::archive;

/// How often each workbook is mutated.
const ROUNDS: usize = 60;

/// The memory for any of the mutated workbooks, which are small.
const MOST: u64 = 24 << 20;

/// Numbers that look random, and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    /// Changes some bytes: to any value, to an extreme one, to one nearby, or away.
    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let (place, value) = (self.below(bytes.len()), self.below(256));
            let Some(byte) = bytes.get_mut(place) else { return };
            match self.below(5) {
                0 => *byte = u8::try_from(value).unwrap(),
                1 => *byte = if value % 2 == 0 { 0xFF } else { 0 },
                2 => *byte = byte.wrapping_add(1),
                3 => bytes.truncate(place),
                _ => {
                    let part = bytes[place..].iter().take(value).copied().collect::<Vec<_>>();
                    bytes.splice(place..place, part);
                }
            }
        }
    }
}

/// The parts of an archive, or the bytes of another file.
enum Original {
    Parts(Vec<(String, Vec<u8>)>),
    Bytes(Vec<u8>),
}

fn original(name: &str) -> Original {
    let file = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks").join(name)).unwrap();
    let Ok(mut parts) = ZipArchive::new(Cursor::new(file.clone())) else { return Original::Bytes(file) };
    let count = parts.len();
    let read = |index| {
        let mut part = parts.by_index(index).unwrap();
        let (name, mut content) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut content).unwrap();
        (name, content)
    };
    Original::Parts((0..count).map(read).collect())
}

fn mutated(original: &Original, numbers: &mut Numbers) -> Vec<u8> {
    match original {
        Original::Bytes(bytes) => {
            let mut bytes = bytes.clone();
            numbers.mutate(&mut bytes);
            bytes
        }
        Original::Parts(parts) => {
            let mut parts = parts.clone();
            let index = numbers.below(parts.len());
            numbers.mutate(&mut parts[index].1);
            archive(parts.iter().map(|(name, part)| (name.as_str(), Box::new(part.as_slice()) as Box<dyn Read>)))
        }
    }
}

#[test]
fn mutated_workbooks_end_in_a_result() {
    let profile = Profile { maximum_size: 1 << 16, ..Profile::default() };
    let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings(&profile, 1, 1 << 16) };
    for name in
        ["sheetjs.xlsx", "sheetjs.xlsb", "sheetjs.xls", "sheetjs-biff5.xls", "sheetjs.ods", "xlwt.xls", "odfpy.ods"]
    {
        let (original, mut numbers) = (original(name), Numbers(name.len() as u64));
        for round in 0..ROUNDS {
            let workbook = mutated(&original, &mut numbers);
            let counted = allocation_counter::measure(|| {
                let ended = Workbook::read(workbook.as_slice()).map(|mut book| {
                    book.rows(&settings).and_then(|rows| settings.check(rows).map_err(Into::into)).is_ok()
                });
                drop(ended);
            });
            assert!(counted.bytes_max <= MOST, "{name}, round {round}: {} bytes held", counted.bytes_max);
        }
    }
}
