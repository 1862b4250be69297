//! Makes passwords by the policy of a tenant.

use std::fmt;

use zeroize::Zeroizing;

use crate::interfaces::{AGENT_ACCOUNT_CREATE, find};
use crate::language::{Language, Wording};
use crate::message::secret::Secret;
use crate::profile::PasswordPolicy;
use crate::spec::{CharacterClass, Field, LinkedValue, Text};

/// The length of a password, unless the policy decides otherwise.
const LENGTH: usize = 16;

/// The characters that nobody confuses when they read or type a password: no `0`, `O`, `1`, `l` and `I`. Of the special characters,
/// those that every keyboard has, and that neither mask a password nor make a spreadsheet read it as a number, a date or a formula.
const EASY: &str = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!#$%?";

/// The number of values of a byte.
const BYTES: usize = 1 << u8::BITS;

/// The number of random bytes for one password: more than any password has characters, since some bytes are not used.
const DRAWN: usize = 64;

/// Makes passwords for agent accounts by the policy of a tenant (row 1.3 of `agentAccount/create`, reading R8).
///
/// A password has 16 characters, or the number next to it that the policy allows, and at most as many as a sign-in takes. It has
/// characters of all four classes, or of as many as fit. Characters that look alike, such as `0` and `O`, are left out. Each password of
/// this kind is made with the same probability.
///
/// ```
/// use aicc_core::{PasswordMaker, PasswordPolicy};
/// let maker = PasswordMaker::new(&PasswordPolicy::new(8, 12, 3, 90)?).unwrap();
/// let mut number = 0_u8;
/// // Take the bytes from the operating system, not from a counter.
/// let password = maker.make(|bytes| {
///     bytes.iter_mut().for_each(|byte| { number = number.wrapping_mul(5).wrapping_add(17); *byte = number });
///     Ok::<(), std::io::Error>(())
/// })?;
/// assert_eq!(password.expose().len(), 12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordMaker {
    length: usize,
    /// How many classes of characters each password has.
    classes: usize,
    alphabet: Vec<char>,
}

impl PasswordMaker {
    /// Returns the maker for a policy.
    ///
    /// # Errors
    ///
    /// Returns an error if every password of the policy is longer than a sign-in takes.
    pub fn new(policy: &PasswordPolicy) -> Result<Self, PasswordMakerError> {
        let row = AGENT_ACCOUNT_CREATE.password();
        let longest = row.and_then(longest_of_use).unwrap_or(usize::MAX);
        let minimum = policy.minimum();
        if minimum > longest {
            return Err(PasswordMakerError::TooLong { minimum, maximum: longest });
        }
        let length = LENGTH.min(policy.maximum()).min(longest).max(minimum);
        let text = row.and_then(Field::text).unwrap_or(&Text::ANY);
        let classes: Vec<Vec<char>> = CharacterClass::ALL.iter().map(|class| characters(*class, text)).collect();
        let known = classes.iter().filter(|characters| !characters.is_empty()).count();
        Ok(Self { length, classes: known.min(length), alphabet: classes.concat() })
    }

    /// Returns a new password. `random` fills a slice with bytes from a secure source of random numbers; it is called again until the
    /// bytes are a password, which takes a few calls at most policies.
    ///
    /// # Errors
    ///
    /// Returns an error if `random` does.
    pub fn make<E>(&self, mut random: impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<Secret, E> {
        let mut bytes = Zeroizing::new([0; DRAWN]);
        loop {
            random(bytes.as_mut_slice())?;
            let password = self.password_of(bytes.as_slice());
            if self.is_complete(password.expose()) {
                return Ok(password);
            }
        }
    }

    /// Returns the characters that bytes stand for. A byte that would make some characters more probable than others is skipped.
    fn password_of(&self, bytes: &[u8]) -> Secret {
        let count = self.alphabet.len();
        let used = BYTES.saturating_sub(BYTES.checked_rem(count).unwrap_or(BYTES));
        let numbers = bytes.iter().map(|byte| usize::from(*byte)).filter(|number| *number < used);
        let characters = numbers.filter_map(|number| self.alphabet.get(number.checked_rem(count)?));
        // A text that grows would leave copies of the password in memory.
        let mut password = String::with_capacity(bytes.len());
        password.extend(characters.take(self.length));
        password.into()
    }

    fn is_complete(&self, password: &str) -> bool {
        let has = |class| password.chars().any(|character| CharacterClass::of_character(character) == class);
        let classes = CharacterClass::ALL.iter().filter(|class| has(**class)).count();
        password.len() == self.length && classes >= self.classes
    }
}

/// Returns the ASCII characters of a class that a text can contain: the easy ones, if there are any.
fn characters(class: CharacterClass, text: &Text) -> Vec<char> {
    let is_allowed = |character: &char| text.characters.is_none_or(|characters| characters.allow(*character));
    let of_class = |character: &char| CharacterClass::of_character(*character) == class && is_allowed(character);
    let easy: Vec<char> = EASY.chars().filter(of_class).collect();
    if easy.is_empty() { ('!'..='~').filter(of_class).collect() } else { easy }
}

/// Returns the maximum length of the value of a row where other interfaces use it, such as the sign-in; `None` if there is no maximum.
fn longest_of_use(row: &Field) -> Option<usize> {
    let pointer = format!("/{}", row.name);
    let links = AGENT_ACCOUNT_CREATE.links.iter().filter_map(|link| Some((find(link.to)?, link.values)));
    let uses = links.flat_map(|(interface, values)| values.iter().map(move |value| (interface, value)));
    let uses = uses.filter(|(_, (_, value))| matches!(value, LinkedValue::OfRequest(used) if *used == pointer));
    let rows = uses.filter_map(|(interface, (name, _))| interface.request.object.find(name));
    rows.filter_map(|(_, row)| row.text()?.maximum).min()
}

/// Why no passwords can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordMakerError {
    /// Nobody could sign in with the passwords of the policy.
    TooLong {
        /// The minimum length of the policy.
        minimum: usize,
        /// The maximum length that a sign-in takes.
        maximum: usize,
    },
}

const TOO_LONG: Wording = Wording {
    english: "the policy asks for passwords with at least {minimum} characters, and a sign-in takes at most {maximum}: lower the minimum",
    chinese: "密码策略要求密码至少有 {minimum} 个字符，而签入时最多接受 {maximum} 个字符：请调小最小长度",
};

impl PasswordMakerError {
    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let Self::TooLong { minimum, maximum } = self;
        TOO_LONG.filled(&[("minimum", minimum), ("maximum", maximum)], language)
    }
}

/// The sentence in English.
impl fmt::Display for PasswordMakerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for PasswordMakerError {}
