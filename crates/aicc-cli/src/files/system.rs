//! The errors of the system, in every language.

use std::io::{self, ErrorKind};

use aicc_core::{Language, Wording, escape_controls};

/// The number of the error of a closed stream, on every Unix: `EBADF`.
pub(crate) const CLOSED: i32 = 9;

/// Returns what the system says is wrong: `No such file or directory`. An error that has no wording here keeps the text of the
/// system, in any language.
pub(crate) fn system_sentence(error: &io::Error, language: Language) -> String {
    if error.raw_os_error() == Some(CLOSED) {
        return Wording { english: "it is closed", chinese: "已关闭" }.in_language(language).to_owned();
    }
    match wording(error.kind()) {
        Some(wording) => wording.in_language(language).to_owned(),
        None => escape_controls(without_number(&error.to_string())),
    }
}

/// Returns the text of an error without the number that Rust adds: ` (os error 2)`.
fn without_number(text: &str) -> &str {
    text.rsplit_once(" (os error ").map_or(text, |(sentence, _)| sentence)
}

const fn wording(kind: ErrorKind) -> Option<Wording> {
    let (english, chinese) = match kind {
        ErrorKind::NotFound => ("No such file or directory", "没有该文件或目录"),
        ErrorKind::PermissionDenied => ("Permission denied", "权限不足"),
        ErrorKind::IsADirectory => ("Is a directory", "这是一个目录"),
        ErrorKind::NotADirectory => ("Not a directory", "这不是目录"),
        ErrorKind::StorageFull => ("No space left on device", "磁盘空间不足"),
        ErrorKind::QuotaExceeded => ("Disk quota exceeded", "超出磁盘配额"),
        ErrorKind::FileTooLarge => ("File too large", "文件过大"),
        ErrorKind::ReadOnlyFilesystem => ("Read-only file system", "文件系统是只读的"),
        ErrorKind::InvalidFilename => ("File name too long", "文件名过长"),
        ErrorKind::BrokenPipe => ("Broken pipe", "管道已断开"),
        ErrorKind::ResourceBusy => ("Device or resource busy", "设备或资源正忙"),
        ErrorKind::UnexpectedEof => ("Unexpected end of file", "文件意外结束"),
        ErrorKind::OutOfMemory => ("Cannot allocate memory", "内存不足"),
        _ => return None,
    };
    Some(Wording { english, chinese })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_error_is_in_the_language() {
        let error = io::Error::from(ErrorKind::NotFound);
        assert_eq!(system_sentence(&error, Language::English), "No such file or directory");
        assert_eq!(system_sentence(&error, Language::Chinese), "没有该文件或目录");
    }

    #[cfg(unix)]
    #[test]
    fn the_wording_is_the_text_of_the_system() {
        for number in [2, 13, 20, 21, 28, 30, 32, 36] {
            let error = io::Error::from_raw_os_error(number);
            assert!(wording(error.kind()).is_some());
            assert_eq!(system_sentence(&error, Language::English), without_number(&error.to_string()));
        }
    }

    #[test]
    fn another_error_keeps_its_text_without_its_number_and_controls() {
        let error = io::Error::other("Level 3\u{1b} halted (os error 46)");
        assert_eq!(system_sentence(&error, Language::Chinese), r"Level 3\u{1b} halted");
    }
}
