//! Finds values in a JSON text by their JSON Pointers.

use std::collections::HashMap;
use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Deserializer;

/// Returns the bytes of the values with these JSON Pointers (RFC 6901), in their order; `None` for a value that the text does
/// not have. Of members with the same name the first counts. The text is read once, up to its end or to an error.
pub(crate) fn ranges_of(text: &[u8], pointers: &[String]) -> Vec<Option<Range<usize>>> {
    let mut finder = ValueFinder { text, at: 0, found: vec![None; pointers.len()] };
    // What was found before an error is kept.
    finder.value(pointers.iter().map(String::as_str).enumerate().collect()).unwrap_or_default();
    finder.found
}

/// The wanted values in a value: the index of each pointer, and the rest of the pointer.
type Wanted<'p> = Vec<(usize, &'p str)>;

struct ValueFinder<'t> {
    text: &'t [u8],
    at: usize,
    found: Vec<Option<Range<usize>>>,
}

impl ValueFinder<'_> {
    /// Moves past the next value; `None` if it is not JSON.
    fn value(&mut self, wanted: Wanted<'_>) -> Option<()> {
        let first = self.next_token();
        let start = self.at;
        let (here, inside): (Wanted<'_>, Wanted<'_>) = wanted.into_iter().partition(|(_, rest)| rest.is_empty());
        match first {
            Some(b'{') if !inside.is_empty() => self.members(by_token(inside))?,
            Some(b'[') if !inside.is_empty() => self.elements(by_token(inside))?,
            _ => self.read::<IgnoredAny>().map(drop)?,
        }
        for (index, _) in here {
            if let Some(found) = self.found.get_mut(index) {
                *found = Some(start..self.at);
            }
        }
        Some(())
    }

    fn members(&mut self, mut wanted: HashMap<String, Wanted<'_>>) -> Option<()> {
        self.skip();
        loop {
            match self.next_token()? {
                b'}' => {
                    self.skip();
                    return Some(());
                }
                b',' => self.skip(),
                _ => {
                    let name: String = self.read()?;
                    self.next_token().filter(|byte| *byte == b':')?;
                    self.skip();
                    self.value(wanted.remove(&name).unwrap_or_default())?;
                }
            }
        }
    }

    fn elements(&mut self, mut wanted: HashMap<String, Wanted<'_>>) -> Option<()> {
        self.skip();
        let mut index = 0_usize;
        loop {
            match self.next_token()? {
                b']' => {
                    self.skip();
                    return Some(());
                }
                b',' => self.skip(),
                _ => {
                    self.value(wanted.remove(&index.to_string()).unwrap_or_default())?;
                    index = index.saturating_add(1);
                }
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Moves past white space and returns the next byte.
    fn next_token(&mut self) -> Option<u8> {
        let space = self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.at = self.at.saturating_add(space);
        self.rest().first().copied()
    }

    const fn skip(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// Reads the next value.
    fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        let mut values = Deserializer::from_slice(self.rest()).into_iter();
        let value = values.next()?.ok()?;
        self.at = self.at.saturating_add(values.byte_offset());
        Some(value)
    }
}

/// Groups wanted values by the first token of their pointers.
fn by_token(wanted: Wanted<'_>) -> HashMap<String, Wanted<'_>> {
    let mut groups: HashMap<String, Wanted<'_>> = HashMap::new();
    for (index, pointer) in wanted {
        let path = pointer.strip_prefix('/').unwrap_or(pointer);
        let (token, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
        groups.entry(token.replace("~1", "/").replace("~0", "~")).or_default().push((index, rest));
    }
    groups
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::ranges_of;

    fn found_in(text: &[u8], pointers: &[&str]) -> Vec<Option<Range<usize>>> {
        ranges_of(text, &pointers.iter().map(|pointer| (*pointer).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_value_is_found_by_its_pointer() {
        let text = r#" {"a" : [ {"b/~c" : "\"é]" }, -1.5e3,true ] , "d\u0065":null,"a":2, "":{"":[]}}"#;
        let found = |pointers: &[&str]| -> Vec<Option<&str>> {
            found_in(text.as_bytes(), pointers).into_iter().map(|range| text.get(range?)).collect()
        };
        let pointers =
            ["/a/0/b~1~0c", "/a/1", "/a/2", "/de", "", "/a/0", "/a/3", "/a/01", "/x", "/de/x", "/", "//", "/a/1"];
        let expected = [
            Some(r#""\"é]""#),
            Some("-1.5e3"),
            Some("true"),
            Some("null"),
            Some(text.trim()),
            Some(r#"{"b/~c" : "\"é]" }"#),
            None,
            None,
            None,
            None,
            Some(r#"{"":[]}"#),
            Some("[]"),
            Some("-1.5e3"),
        ];
        assert_eq!(found(&pointers), expected);
        assert_eq!(found(&["/a"]), [Some(r#"[ {"b/~c" : "\"é]" }, -1.5e3,true ]"#)]);
    }

    #[test]
    fn values_before_an_error_are_found() {
        let found = found_in(br#"{"a": 1, "b": [2, }"#, &["/b/0", "/a", "", "/b"]);
        assert_eq!(found, [Some(15..16), Some(6..7), None, None]);
        for text in ["", "{", "[", "{\"a\"", "{\"a\":", "{1:2}", "nul"] {
            assert_eq!(found_in(text.as_bytes(), &["/a", ""]), [None, None], "{text}");
        }
    }
}
