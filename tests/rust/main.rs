//! All runners in one binary, which is linked once.

mod columns;
mod fused;
mod laws;
mod requests;
mod secrets;
mod strategies;
mod transcription;
mod vectors;
