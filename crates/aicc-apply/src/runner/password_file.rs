//! The file of made passwords: CSV with the columns of account and password, for its owner only.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{Language, PasswordMaker, PasswordMakerError, PasswordPolicy, Secret, Wording};
use csv::{ReaderBuilder, StringRecord, Writer};
use fs4::{FileExt, TryLockError};
use ring::rand::{SecureRandom, SystemRandom};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use crate::plan::Plan;
use crate::plan::password::SuppliedPassword;
use crate::plan::record::RecordState;
use crate::runner::folder::{folder_of, keep_name};

/// The file of made passwords. It keeps the passwords of earlier runs, and makes those that are missing.
///
/// It is locked until it is dropped: two processes do not add passwords at the same time. It has no password in its text form.
pub struct PasswordFile {
    path: PathBuf,
    /// The file as it was opened; `None` if there was none.
    file: Option<File>,
    content: Zeroizing<Vec<u8>>,
    /// By account in lower case.
    known: HashMap<Box<str>, Secret>,
    maker: PasswordMaker,
}

/// Why a file of made passwords cannot be used. It contains no password.
#[derive(Debug)]
#[non_exhaustive]
pub enum PasswordFileError {
    /// No password of the policy can be used.
    Policy(PasswordMakerError),
    /// Another process uses the file.
    Locked,
    /// The file was replaced while this process used it.
    Replaced,
    /// The system refuses the file.
    Io(io::Error),
    /// The path is not a regular file.
    NotAFile,
    /// Others than the owner can read or write the file.
    Exposed,
    /// The file does not begin with the columns of made passwords.
    Columns,
    /// A line is not an account with its password.
    Line {
        /// The number of the line, counted from 1.
        line: u64,
    },
    /// An earlier run sent an account without a password of its own, and the file does not have the password.
    Lost {
        /// The account.
        account: String,
    },
    /// A record has another password than the file.
    Different {
        /// The account.
        account: String,
    },
}

impl PasswordFile {
    /// Opens a file of made passwords. If there is none, none is created yet. New passwords meet the policy.
    ///
    /// # Errors
    ///
    /// Returns an error if the policy has no password that can be used, or if there is a file that is not such a file, that others than
    /// its owner can read, that cannot be read and written, or that another process uses.
    pub fn open(path: &Path, policy: &PasswordPolicy) -> Result<Self, PasswordFileError> {
        let maker = PasswordMaker::new(policy).map_err(PasswordFileError::Policy)?;
        let new =
            Self { path: path.to_owned(), file: None, content: Zeroizing::default(), known: HashMap::new(), maker };
        // A name that leads to nothing, such as a broken link, is not replaced.
        let path = match path.canonicalize() {
            Ok(path) => path,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(new),
            Err(error) => return Err(error.into()),
        };
        if !path.metadata()?.is_file() {
            return Err(PasswordFileError::NotAFile);
        }
        let file = OpenOptions::new().read(true).write(true).open(&path)?;
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(PasswordFileError::Locked),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        if is_exposed(&file)? {
            return Err(PasswordFileError::Exposed);
        }
        let content = read(&file)?;
        let known = accounts(&content)?;
        Ok(Self { path, file: Some(file), content, known, ..new })
    }

    /// Returns the password of an account, without regard to case, or makes one. What is made is not in the file yet.
    ///
    /// # Errors
    ///
    /// Returns an error if the system gives no random numbers.
    pub fn supply(&self, account: &str) -> io::Result<SuppliedPassword> {
        if let Some(secret) = self.known(account) {
            return Ok(SuppliedPassword { secret: secret.clone(), is_made: false });
        }
        let random = SystemRandom::new();
        let secret = self.maker.make(|bytes| random.fill(bytes));
        let secret = secret.map_err(|_| io::Error::other("the system gives no random numbers"))?;
        Ok(SuppliedPassword { secret, is_made: true })
    }

    /// Checks that the file is true for a plan: it has the password that an account was or will be created with.
    ///
    /// # Errors
    ///
    /// Returns an error if an earlier run sent an account, its outcome is not known, and the file does not have its password; or if a
    /// record has another password than the file.
    pub fn check(&self, plan: &Plan) -> Result<(), PasswordFileError> {
        for record in plan.records() {
            let account = || record.account.to_string();
            let is_uncertain = matches!(record.state, RecordState::Open | RecordState::Unknown);
            if is_uncertain && record.has_made_password && self.known(&record.account).is_none() {
                return Err(PasswordFileError::Lost { account: account() });
            }
            if let (Some(password), Some(known)) = (record.password(), self.known(&record.account))
                && password != known
            {
                return Err(PasswordFileError::Different { account: account() });
            }
        }
        Ok(())
    }

    /// Adds the passwords that were made for a plan, and waits until they are on the disk. The file is replaced at once by a complete one,
    /// which keeps every line; without made passwords, it stays as it is. The plan has no made passwords afterwards: they are known. Returns how
    /// many were added. Call this before the first request.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`check`](Self::check), and an error if the file cannot be written. It has not changed then.
    pub fn keep(mut self, plan: &mut Plan) -> Result<usize, PasswordFileError> {
        self.check(plan)?;
        let made = || plan.made_passwords().filter(|(account, _)| self.known(account).is_none());
        let count = made().count();
        if count == 0 {
            plan.set_kept();
            return Ok(0);
        }
        let file = self.complete(made())?;
        if self.is_replaced()? {
            return Err(PasswordFileError::Replaced);
        }
        let is_new = self.file.is_none();
        // Windows does not replace a file that is open. Elsewhere it stays locked.
        if cfg!(windows) {
            self.file = None;
        }
        let renamed = if is_new { file.persist_noclobber(&self.path) } else { file.persist(&self.path) };
        renamed.map_err(|error| error.error)?;
        keep_name(&self.path)?;
        plan.set_kept();
        Ok(count)
    }

    fn known(&self, account: &str) -> Option<&Secret> {
        self.known.get(account.to_ascii_lowercase().as_str())
    }

    /// Returns a temporary file with all passwords, on the disk. Only its owner can read it.
    fn complete<'m>(
        &self,
        made: impl Iterator<Item = (&'m str, &'m Secret)>,
    ) -> Result<NamedTempFile, PasswordFileError> {
        let mut file = tempfile::Builder::new().prefix(".aicc-").suffix(".tmp").tempfile_in(folder_of(&self.path))?;
        file.write_all(&self.content)?;
        if self.content.last().is_some_and(|byte| *byte != b'\n') {
            file.write_all(b"\n")?;
        }
        let mut rows = Writer::from_writer(file.as_file());
        if self.content.is_empty() {
            rows.write_record(columns()).map_err(io::Error::from)?;
        }
        for (account, password) in made {
            rows.write_record([account, password.expose()]).map_err(io::Error::from)?;
        }
        rows.flush()?;
        drop(rows);
        file.as_file().sync_all()?;
        Ok(file)
    }

    /// Returns whether the path has another file than the one that was opened.
    #[cfg(unix)]
    fn is_replaced(&self) -> io::Result<bool> {
        use std::os::unix::fs::MetadataExt;
        let Some(file) = &self.file else { return Ok(false) };
        let (opened, found) = (file.metadata()?, fs::metadata(&self.path)?);
        Ok((opened.dev(), opened.ino()) != (found.dev(), found.ino()))
    }

    /// Returns whether the path has another content than the file that was opened.
    #[cfg(not(unix))]
    fn is_replaced(&self) -> io::Result<bool> {
        Ok(self.file.is_some() && Zeroizing::new(fs::read(&self.path)?) != self.content)
    }
}

/// Without the passwords.
impl fmt::Debug for PasswordFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PasswordFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// The names of the columns: the members of the account and of the password.
fn columns() -> [&'static str; 2] {
    let password = AGENT_ACCOUNT_CREATE.password().map(|row| row.name);
    [AGENT_ACCOUNT_CREATE.unique, password].map(Option::unwrap_or_default)
}

/// Returns the content of a file, or its beginning if it has other columns. The memory is reserved at once: a buffer that grows leaves copies
/// of passwords.
fn read(mut file: &File) -> Result<Zeroizing<Vec<u8>>, PasswordFileError> {
    let heading = columns().join(",");
    let mut beginning = Vec::new();
    file.take(u64::try_from(heading.len()).unwrap_or_default()).read_to_end(&mut beginning)?;
    if beginning != heading.as_bytes() {
        return Err(PasswordFileError::Columns);
    }
    let length = usize::try_from(file.metadata()?.len()).unwrap_or_default();
    let mut content = Zeroizing::new(Vec::with_capacity(length.saturating_add(1)));
    content.extend_from_slice(&beginning);
    file.read_to_end(&mut content)?;
    Ok(content)
}

/// Returns the password of each account, by account in lower case.
fn accounts(content: &[u8]) -> Result<HashMap<Box<str>, Secret>, PasswordFileError> {
    let mut rows = ReaderBuilder::new().from_reader(content);
    if rows.headers().is_ok_and(|names| *names != *columns().as_slice()) {
        return Err(PasswordFileError::Columns);
    }
    let mut accounts = HashMap::new();
    let mut row = StringRecord::new();
    loop {
        let line = rows.position().line();
        let wrong = || PasswordFileError::Line { line };
        if !rows.read_record(&mut row).map_err(|_| wrong())? {
            return Ok(accounts);
        }
        let (Some(account), Some(password)) = (row.get(0), row.get(1)) else { return Err(wrong()) };
        let Entry::Vacant(place) = accounts.entry(account.to_ascii_lowercase().into_boxed_str()) else {
            return Err(wrong());
        };
        if account.is_empty() || password.is_empty() {
            return Err(wrong());
        }
        place.insert(password.into());
    }
}

/// Returns whether others than the owner can use a file.
#[cfg(unix)]
fn is_exposed(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

/// Only Unix has the permissions of others.
#[cfg(not(unix))]
fn is_exposed(_file: &File) -> io::Result<bool> {
    Ok(false)
}

impl From<io::Error> for PasswordFileError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for PasswordFileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for PasswordFileError {}

impl PasswordFileError {
    /// Returns what is wrong, and what to do, without a full stop. What the system says is in English.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let wording = match self {
            Self::Policy(error) => return error.message(language),
            Self::Io(error) => return error.to_string(),
            Self::Columns => {
                let [account, password] = columns();
                return COLUMNS.filled(&[("account", account), ("password", password)], language);
            }
            Self::Line { line } => return LINE.filled(&[("line", line)], language),
            Self::Lost { account } => return LOST.filled(&[("account", account)], language),
            Self::Different { account } => return DIFFERENT.filled(&[("account", account)], language),
            Self::Locked => LOCKED,
            Self::Replaced => REPLACED,
            Self::NotAFile => NOT_A_FILE,
            Self::Exposed => EXPOSED,
        };
        wording.in_language(language).to_owned()
    }
}

const LOCKED: Wording = Wording {
    english: "another process uses this file of passwords; wait until it ends",
    chinese: "另一个进程正在使用该密码文件；请等待其结束",
};
const REPLACED: Wording = Wording {
    english: "the file was replaced in the meantime; run the command again",
    chinese: "该文件在此期间已被替换；请再次运行该命令",
};
const NOT_A_FILE: Wording = Wording {
    english: "made passwords need a regular file, which can be read again; name another file",
    chinese: "生成的密码需要写入可再次读取的普通文件；请指定其他文件",
};
const EXPOSED: Wording = Wording {
    english: "other users can use this file; take their permissions away (chmod 600)",
    chinese: "其他用户可以访问该文件；请取消其权限（chmod 600）",
};
const COLUMNS: Wording = Wording {
    english: "this is not a file of made passwords, whose first line is {account},{password}; name another file",
    chinese: "这不是生成的密码文件（其第一行为 {account},{password}）；请指定其他文件",
};
const LINE: Wording = Wording {
    english: "line {line} is not an account with its password, once in the file; use the unchanged file of an earlier run, or name a new one",
    chinese: "第 {line} 行不是文件中唯一的账号及其密码；请使用此前运行生成的未经修改的文件，或指定新文件",
};
const LOST: Wording = Wording {
    english: "an earlier run sent the account {account} with a password that is not in this file; name the file of that run, or give the record its password",
    chinese: "此前的运行发送了账号 {account}，但此文件中没有其密码；请指定当时的文件，或在记录中填写密码",
};
const DIFFERENT: Wording = Wording {
    english: "the record of the account {account} has another password than this file; remove the password of the record, or name another file",
    chinese: "账号 {account} 的记录中的密码与此文件中的不同；请删除记录中的密码，或指定其他文件",
};
