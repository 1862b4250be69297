//! Finds the encoding of a text by its first bytes.
//!
//! A text is UTF-8 if it is valid UTF-8, and UTF-16 if a byte order mark or the zero bytes of its Latin characters show it. Of any
//! other text, the lines that are not UTF-8 are evidence. They are dealt into groups, and `chardetng` guesses the encoding of each
//! group: a guess that most groups share is certain, if there is enough evidence. A few damaged lines change the guess of their groups
//! only. Between encodings of Latin letters, all groups must agree, or all these encodings read the same text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_8859_2, ISO_8859_4, KOI8_R, SHIFT_JIS, UTF_8, UTF_16BE,
    UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255,
    WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};
use memchr::memchr;

use super::sample::Sample;

/// The encodings that an unknown text may have, the most usual ones first.
const USUAL: &[&Encoding] = &[
    GB18030,
    BIG5,
    SHIFT_JIS,
    EUC_KR,
    EUC_JP,
    WINDOWS_1252,
    WINDOWS_1251,
    WINDOWS_1250,
    WINDOWS_1253,
    WINDOWS_1254,
    WINDOWS_1255,
    WINDOWS_1256,
    WINDOWS_1257,
    WINDOWS_1258,
    WINDOWS_874,
    KOI8_R,
    IBM866,
];

/// The maximum numbers of lines and of bytes in them that are evidence.
const MAXIMUM_LINES: usize = 1024;
const MAXIMUM_BYTES: usize = 64 << 10;

/// The maximum number of encodings that are named.
pub(crate) const MAXIMUM_CANDIDATES: usize = 4;

/// The number of groups of lines, and how many of them can have another guess.
const GROUPS: usize = 5;
const OTHER_GUESSES: usize = 1;

/// The number of bytes beyond ASCII that a certain guess of groups needs: in an encoding of one byte for each character, most of the
/// letters of a Latin text are ASCII.
const LEAST_EVIDENCE: usize = 48;
const LEAST_EVIDENCE_OF_SINGLE_BYTES: usize = 24;

/// The number of bytes beyond ASCII that a certain guess of all lines together needs, in an encoding of two bytes for a character: 16
/// characters. Most groups must share it. Of 3,000 tables with random names of people, the guess of none is wrong.
const LEAST_EVIDENCE_OF_ALL: usize = 32;

/// The encodings of Latin letters. Many letters have the same byte in two of them, and a guess between them is often wrong.
const LATIN: &[&Encoding] =
    &[WINDOWS_1252, WINDOWS_1250, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258, ISO_8859_2, ISO_8859_4];

/// The encodings that people know by another name than the one of the Encoding Standard.
const NAMES: &[(&Encoding, &str)] = &[(GB18030, "GB18030"), (SHIFT_JIS, "Shift-JIS")];

/// Returns the name of an encoding.
pub(crate) fn name_of(encoding: &'static Encoding) -> &'static str {
    NAMES.iter().find(|(known, _)| *known == encoding).map_or(encoding.name(), |(_, name)| name)
}

/// What the first bytes of a text say about its encoding.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Detected {
    /// The text has this encoding. Single lines that are not valid in it are damaged.
    Known(&'static Encoding),
    /// The text is neither UTF-8 nor UTF-16.
    Other(OtherEncoding),
}

/// The encoding of a text that is neither UTF-8 nor UTF-16.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OtherEncoding {
    /// The encoding, if the guess is certain.
    pub(crate) guess: Option<&'static Encoding>,
    /// The encodings that the text may have, the likeliest first. Each reads another text.
    pub(crate) candidates: Vec<&'static Encoding>,
    /// Whether more lines are ASCII than are not.
    pub(crate) is_mostly_ascii: bool,
}

impl Detected {
    /// Returns what the first bytes of a text say.
    pub(crate) fn of(sample: &Sample) -> Self {
        let bytes = sample.bytes.as_slice();
        if let Some((encoding, _)) = Encoding::for_bom(bytes) {
            return Self::Known(encoding);
        }
        if let Some(encoding) = utf_16_without_mark(bytes) {
            return Self::Known(encoding);
        }
        if is_utf_8(sample) {
            return Self::Known(UTF_8);
        }
        let lines = SampleLines::of(sample);
        if lines.utf_8 > lines.others { Self::Known(UTF_8) } else { Self::Other(OtherEncoding::of(&lines)) }
    }
}

/// Whether a sample is valid UTF-8. The last character may be incomplete.
fn is_utf_8(sample: &Sample) -> bool {
    match std::str::from_utf8(&sample.bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && !sample.is_whole,
    }
}

/// Returns the order of the bytes of UTF-16 without a byte order mark: many characters are printable ASCII, and so have a zero byte.
/// Of a text that is valid UTF-8, it must be half of the characters, otherwise one in eight. Few characters are ASCII in the other
/// order, such as `一` (U+4E00), and hardly any is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    memchr(0, bytes)?;
    let (mut little, mut big, mut zero, mut units) = (0_usize, 0_usize, 0_usize, 0_usize);
    for unit in bytes.chunks_exact(2) {
        units = units.saturating_add(1);
        match unit {
            [0, 0] => zero = zero.saturating_add(1),
            [0, ascii] if is_text(*ascii) => big = big.saturating_add(1),
            [ascii, 0] if is_text(*ascii) => little = little.saturating_add(1),
            _ => {}
        }
    }
    let (encoding, ascii) = if little > big { (UTF_16LE, little) } else { (UTF_16BE, big) };
    let least = if std::str::from_utf8(bytes).is_ok() { units / 2 } else { units / 8 };
    (ascii > least && little.min(big) <= ascii / 8 && zero <= units / 64).then_some(encoding)
}

/// Whether a byte is a character of an ASCII text.
const fn is_text(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

/// The lines of a sample.
struct SampleLines<'s> {
    /// The first lines that are not UTF-8.
    other: Vec<&'s [u8]>,
    /// How many lines are not UTF-8, how many are UTF-8 and not ASCII, and how many are ASCII and not blank.
    others: usize,
    utf_8: usize,
    ascii: usize,
}

impl<'s> SampleLines<'s> {
    fn of(sample: &'s Sample) -> Self {
        let mut lines = Self { other: Vec::new(), others: 0, utf_8: 0, ascii: 0 };
        let mut room = MAXIMUM_BYTES;
        let bytes = if sample.is_whole { sample.bytes.as_slice() } else { whole_characters(&sample.bytes) };
        for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')) {
            if line.trim_ascii().is_empty() {
                continue;
            }
            if std::str::from_utf8(line).is_ok() {
                let count = if line.is_ascii() { &mut lines.ascii } else { &mut lines.utf_8 };
                *count = count.saturating_add(1);
                continue;
            }
            lines.others = lines.others.saturating_add(1);
            if lines.other.len() < MAXIMUM_LINES {
                let line = line.get(..room).map_or(line, whole_characters);
                room = room.saturating_sub(line.len());
                lines.other.push(line);
            }
        }
        lines
    }
}

/// Returns the bytes up to the last one that is certainly a whole character: in no encoding is it a part of another one.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte < b'0').map_or(0, |last| last.saturating_add(1));
    bytes.get(..end).unwrap_or_default()
}

impl OtherEncoding {
    /// Returns the names of the encodings that the text may have: the one that is certain, or the likeliest ones.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let candidates = self.candidates.iter().copied().take(MAXIMUM_CANDIDATES);
        self.guess.map_or_else(|| candidates.map(name_of).collect(), |guess| vec![name_of(guess)])
    }

    fn of(lines: &SampleLines<'_>) -> Self {
        // No text has a zero byte, except UTF-16.
        let is_binary = lines.other.iter().any(|line| memchr(0, line).is_some());
        let guess = if is_binary { None } else { Guess::of(&lines.other) };
        let mut candidates: Vec<&'static Encoding> = guess.iter().map(|guess| guess.encoding).collect();
        for encoding in USUAL.iter().copied().filter(|_| !is_binary) {
            let is_new = !candidates.iter().any(|known| read_alike(known, encoding, &lines.other));
            if is_new && is_text_in(encoding, &lines.other) {
                candidates.push(encoding);
            }
        }
        Self {
            guess: guess.filter(|guess| guess.is_certain).map(|guess| guess.encoding),
            candidates,
            is_mostly_ascii: lines.ascii.saturating_add(lines.utf_8) > lines.others,
        }
    }
}

/// The guess of most groups of lines.
struct Guess {
    encoding: &'static Encoding,
    is_certain: bool,
}

impl Guess {
    fn of(lines: &[&[u8]]) -> Option<Self> {
        let groups = lines.len().min(GROUPS);
        let guesses: Vec<&'static Encoding> = (0..groups).filter_map(|group| guess_of(group, groups, lines)).collect();
        let votes = |encoding: &Encoding| guesses.iter().filter(|guess| **guess == encoding).count();
        let voted = guesses.iter().copied().max_by_key(|encoding| votes(encoding))?;
        let agree = guesses.iter().filter(|guess| read_alike(voted, guess, lines)).count();
        let are_agreed = agree >= GROUPS.saturating_sub(OTHER_GUESSES);
        let all = guess_of(0, 1, lines);
        let encoding = if are_agreed { voted } else { all.unwrap_or(voted) };
        let is_of_all = all == Some(encoding);
        let evidence: usize = lines.iter().map(|line| line.iter().filter(|byte| !byte.is_ascii()).count()).sum();
        let is_certain = match encoding {
            _ if LATIN.contains(&encoding) => {
                let is_shared = is_of_all && agree == GROUPS && evidence >= LEAST_EVIDENCE_OF_SINGLE_BYTES;
                is_shared || LATIN.iter().all(|latin| read_alike(encoding, latin, lines))
            }
            _ if encoding.is_single_byte() => are_agreed && evidence >= LEAST_EVIDENCE_OF_SINGLE_BYTES,
            _ if is_of_all && agree > GROUPS / 2 && evidence >= LEAST_EVIDENCE_OF_ALL => true,
            _ => are_agreed && evidence >= LEAST_EVIDENCE,
        };
        Some(Self { encoding, is_certain })
    }
}

/// Returns the guess of a group of lines, if they are text in this encoding.
fn guess_of(group: usize, groups: usize, lines: &[&[u8]]) -> Option<&'static Encoding> {
    let lines: Vec<&[u8]> = lines.iter().skip(group).step_by(groups).copied().collect();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for line in &lines {
        detector.feed(line, false);
        detector.feed(b"\n", false);
    }
    detector.feed(b"", true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // GB18030 is the whole of GBK.
    let guess = if guess == GBK { GB18030 } else { guess };
    is_text_in(guess, &lines).then_some(guess)
}

/// Whether two encodings read the same text.
fn read_alike(one: &'static Encoding, other: &'static Encoding, lines: &[&[u8]]) -> bool {
    one == other || lines.iter().all(|line| decoded(one, line) == decoded(other, line))
}

/// Whether lines are text in an encoding: each byte is a part of a character, and no character is a control character or one of
/// private use.
fn is_text_in(encoding: &'static Encoding, lines: &[&[u8]]) -> bool {
    let is_text = |character: char| !matches!(character, '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}');
    lines.iter().all(|line| decoded(encoding, line).is_some_and(|text| text.chars().all(is_text)))
}

fn decoded<'l>(encoding: &'static Encoding, line: &'l [u8]) -> Option<Cow<'l, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINESE: &[&str] = &[
        "王伟",
        "李秀英",
        "张敏",
        "刘洋",
        "陈静",
        "杨磊",
        "赵军",
        "黄丽",
        "周强",
        "吴霞",
        "徐杰",
        "孙艳",
        "上海",
        "何勇",
    ];
    const TRADITIONAL: &[&str] =
        &["陳怡君", "林志明", "黃雅婷", "張家豪", "李淑芬", "王建國", "吳美玲", "劉俊傑", "蔡佩珊", "楊宗翰", "許惠雯"];
    const JAPANESE: &[&str] =
        &["佐藤 健", "鈴木 花子", "高橋 美咲", "田中 太郎", "伊藤 さくら", "渡辺 ケン", "山本 由美", "中村 あや"];
    const KOREAN: &[&str] = &["김민수", "이서연", "박지훈", "최유진", "정하은", "강도윤", "조예린", "윤서준", "장미경"];
    const RUSSIAN: &[&str] = &["Иванов Сергей", "Петрова Анна", "Сидоров Олег", "Кузнецова Мария", "Смирнов Павел"];
    const GREEK: &[&str] = &["Γιώργος Παπαδόπουλος", "Μαρία Νικολάου", "Κώστας Δημητρίου", "Ελένη Γεωργίου", "Νίκος"];
    const WESTERN: &[&str] = &[
        "José García",
        "François Dupré",
        "Günther Groß",
        "Inês Conceição",
        "Jürgen Müller",
        "Zoë Lefèvre",
        "Søren Åkesson",
        "Martín Peña",
        "João Simões",
        "Begoña Ibáñez",
        "Benoît Gaël",
        "Verónica Núñez",
        "Mädchen Schön",
        "André Côté",
    ];
    const POLISH: &[&str] = &[
        "Łukasz Wójcik",
        "Małgorzata Żak",
        "Paweł Dąbrowski",
        "Zofia Śliwińska",
        "Jędrzej Kozłowski",
        "Grażyna Mączka",
        "Bożena Piątek",
        "Michał Głąb",
        "Elżbieta Źródło",
        "Stanisław Kędziora",
        "Agnieszka Łęcka",
        "Błażej Gołąb",
    ];

    fn sample(bytes: Vec<u8>) -> Sample {
        Sample { bytes, is_whole: true }
    }

    /// Returns a table with a name in each row.
    fn table(names: &[&str]) -> String {
        let rows =
            names.iter().enumerate().map(|(index, name)| format!("agent{index:03},{name},a{index}@example.com\n"));
        format!("userAccount,userName,email\n{}", rows.collect::<String>())
    }

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        if encoding == UTF_16LE || encoding == UTF_16BE {
            let units = text.encode_utf16();
            let bytes = units.map(|unit| if encoding == UTF_16LE { unit.to_le_bytes() } else { unit.to_be_bytes() });
            return bytes.flatten().collect();
        }
        let (bytes, _, is_lossy) = encoding.encode(text);
        assert!(!is_lossy, "{text} is not in {}", encoding.name());
        bytes.into_owned()
    }

    fn guess(bytes: Vec<u8>) -> Option<&'static Encoding> {
        match Detected::of(&sample(bytes)) {
            Detected::Known(encoding) => Some(encoding),
            Detected::Other(other) => other.guess,
        }
    }

    #[test]
    fn the_encoding_of_a_table_of_names_is_found() {
        let samples: &[(&'static Encoding, &[&str])] = &[
            (GB18030, CHINESE),
            (BIG5, TRADITIONAL),
            (SHIFT_JIS, JAPANESE),
            (EUC_JP, JAPANESE),
            (EUC_KR, KOREAN),
            (WINDOWS_1251, RUSSIAN),
            (WINDOWS_1253, GREEK),
            (WINDOWS_1252, WESTERN),
        ];
        for (encoding, names) in samples {
            let bytes = encoded(&table(names), encoding);
            let found = guess(bytes.clone()).map(|found| decoded(found, &bytes));
            assert_eq!(found, Some(decoded(encoding, &bytes)), "{}", encoding.name());
        }
    }

    #[test]
    fn unicode_is_certain_with_and_without_a_mark() {
        for names in [CHINESE, KOREAN, WESTERN, &["Li"], &[]] {
            let text = table(names);
            for encoding in [UTF_8, UTF_16LE, UTF_16BE] {
                let (bytes, mark) = (encoded(&text, encoding), encoded("\u{FEFF}", encoding));
                assert_eq!(guess(bytes.clone()), Some(encoding));
                assert_eq!(guess([mark, bytes].concat()), Some(encoding));
            }
        }
        assert_eq!(guess(b"a,\0\nb,c\n".to_vec()), Some(UTF_8));
    }

    #[test]
    fn a_character_with_a_zero_byte_does_not_hide_utf_16() {
        let names: Vec<String> = CHINESE.iter().map(|name| format!("{name}一最")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for text in [table(&names), table(&names) + "agent100,\0,a@example.com\n"] {
            for encoding in [UTF_16LE, UTF_16BE] {
                assert_eq!(guess(encoded(&text, encoding)), Some(encoding));
            }
        }
        let utf_32 = table(WESTERN).chars().flat_map(|character| u32::from(character).to_le_bytes()).collect();
        assert_eq!(guess(utf_32), None);
    }

    #[test]
    fn a_short_text_is_not_certain_and_has_candidates() {
        let Detected::Other(other) = Detected::of(&sample(encoded(&table(&["王伟"]), GB18030))) else { panic!() };
        assert_eq!(other.guess, None);
        assert!(other.candidates.contains(&GB18030) && other.candidates.contains(&BIG5), "{:?}", other.candidates);
    }

    #[test]
    fn few_names_of_two_bytes_for_a_character_are_enough() {
        let samples: &[(&'static Encoding, &[&str])] =
            &[(GB18030, CHINESE), (BIG5, TRADITIONAL), (SHIFT_JIS, JAPANESE), (EUC_KR, KOREAN)];
        for (encoding, names) in samples {
            let few = table(&names[..8]);
            assert_eq!(guess(encoded(&few, encoding)), Some(*encoding));
            // A single line can lead to a wrong guess, whatever its length.
            assert_eq!(guess(encoded(&table(&[&names.concat()]), encoding)), None);
        }
    }

    #[test]
    fn letters_that_are_the_same_in_all_latin_encodings_are_certain() {
        let bytes = encoded(&table(&["Jürgen Müller"]), WINDOWS_1252);
        let found = guess(bytes.clone()).map(|found| decoded(found, &bytes));
        assert_eq!(found, Some(decoded(WINDOWS_1252, &bytes)));
        // A letter of Spanish, or one of Polish.
        assert_eq!(guess(encoded(&table(&["Martín Peña"]), WINDOWS_1252)), None);
        let Detected::Other(other) = Detected::of(&sample(encoded(&table(POLISH), WINDOWS_1250))) else { panic!() };
        assert_eq!(other.guess, None);
        assert!(other.candidates.contains(&WINDOWS_1250), "{:?}", other.candidates);
    }

    #[test]
    fn damaged_lines_do_not_change_the_encoding() {
        // A program cut a name in the middle of a character.
        let mut bytes = encoded(&table(CHINESE), GB18030);
        bytes.extend(b"agent099,\xCD\xF5\xCE,a@example.com\n");
        assert_eq!(guess(bytes), Some(GB18030));
        let mut bytes = table(CHINESE).into_bytes();
        bytes.extend(b"agent099,\xCD\xF5\xCE,a@example.com\n");
        assert_eq!(guess(bytes), Some(UTF_8));
    }

    #[test]
    fn bytes_that_are_not_text_have_no_candidates() {
        let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
        let Detected::Other(other) = Detected::of(&sample(bytes)) else { panic!() };
        assert_eq!((other.guess, other.candidates), (None, Vec::new()));
    }

    #[test]
    fn a_sample_can_end_in_the_middle_of_a_character() {
        for encoding in [UTF_8, GB18030, UTF_16LE] {
            let bytes = encoded(&table(CHINESE), encoding);
            for length in bytes.len().saturating_sub(40)..bytes.len() {
                let sample = Sample { bytes: bytes.get(..length).unwrap_or_default().to_vec(), is_whole: false };
                let found = match Detected::of(&sample) {
                    Detected::Known(encoding) => Some(encoding),
                    Detected::Other(other) => other.guess,
                };
                assert_eq!(found, Some(encoding), "{length}");
            }
        }
    }
}
