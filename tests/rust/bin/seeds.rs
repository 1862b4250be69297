//! Writes the seeds of the fuzz targets, which come from the vectors: `seeds FOLDER`.

use std::path::PathBuf;
use std::{env, fs, io};

use conformance::fuzzing;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).ok_or_else(|| io::Error::other("usage: seeds FOLDER"))?);
    for seed in fuzzing::seeds() {
        let target = folder.join(seed.target);
        fs::create_dir_all(&target)?;
        fs::write(target.join(seed.name), seed.bytes)?;
    }
    Ok(())
}
