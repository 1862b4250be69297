//! Compressed input: gzip and zstd.
//!
//! Both decoders are pure Rust (`flate2` with `zlib-rs`, and `ruzstd`), so that a build needs no C compiler. The thread
//! that reads also decompresses, while other threads check.

mod zstd;

use std::io::{self, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use self::zstd::ZstdFrames;

const GZIP: &[u8] = &[0x1F, 0x8B];
/// The first bytes of a zstd file.
pub(crate) const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
const BUFFER: usize = 128 << 10;

/// Returns a reader of the decompressed input. The first bytes of the input show whether it is gzip, zstd or neither; an
/// input that is neither is read unchanged. Several gzip members or zstd frames in a row are one text.
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
/// Returns an error if the first bytes cannot be read.
pub fn decompressed<'r>(mut input: impl Read + 'r) -> io::Result<Box<dyn Read + 'r>> {
    let mut head = Vec::with_capacity(ZSTD.len());
    input.by_ref().take(4).read_to_end(&mut head)?;
    let (is_gzip, is_zstd) = (head.starts_with(GZIP), head.starts_with(ZSTD));
    let input = Cursor::new(head).chain(input);
    Ok(match (is_gzip, is_zstd) {
        (true, _) => Box::new(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, input))),
        (_, true) => Box::new(ZstdFrames::new(BufReader::with_capacity(BUFFER, input))),
        _ => Box::new(input),
    })
}
