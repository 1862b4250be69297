//! All runners in one binary, so that it is linked once.

mod columns;
mod descriptions;
mod deserializers;
mod endpoints;
mod findings;
mod forms;
mod fused;
mod headings;
mod languages;
mod laws;
mod passwords;
mod profiles;
mod received;
mod replies;
mod requests;
mod secret_values;
mod secrets;
mod slots;
mod strategies;
mod syntax;
mod transcription;
mod typing;
mod vectors;
mod vocabulary;
