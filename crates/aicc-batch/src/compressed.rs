//! Compressed input: gzip and zstd.
//!
//! Both are read by pure Rust: `flate2` over `zlib-rs`, and `ruzstd`, so that no C compiler is needed wherever the
//! package is built. Decompression runs on the thread that reads, beside those that check.

mod zstd;

use std::io::{self, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use zstd::Zstd;

const GZIP: &[u8] = &[0x1F, 0x8B];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
const BUFFER: usize = 128 << 10;

/// Reads an input that may be compressed, as its first bytes tell: gzip, zstd, or neither, which is read as it is.
/// Several gzip members or zstd frames that follow each other are one text.
///
/// ```
/// use std::io::Read;
/// let mut text = String::new();
/// aicc_batch::decompressed(b"{}\n".as_slice())?.read_to_string(&mut text)?;
/// assert_eq!(text, "{}\n");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// When the first bytes cannot be read.
pub fn decompressed<'r>(mut input: impl Read + 'r) -> io::Result<Box<dyn Read + 'r>> {
    let mut head = Vec::with_capacity(ZSTD.len());
    input.by_ref().take(4).read_to_end(&mut head)?;
    let (is_gzip, is_zstd) = (head.starts_with(GZIP), head.starts_with(ZSTD));
    let input = Cursor::new(head).chain(input);
    Ok(match (is_gzip, is_zstd) {
        (true, _) => Box::new(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, input))),
        (_, true) => Box::new(Zstd::new(BufReader::with_capacity(BUFFER, input))),
        _ => Box::new(input),
    })
}
