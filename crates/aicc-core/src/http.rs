//! Messages to and from HTTP, as plain data.

mod endpoint;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod server;

pub use endpoint::{Endpoint, EndpointError};
pub use reply::{Answer, KeptBody, Outcome, ReplyBody, UNDOCUMENTED_CODE, UNDOCUMENTED_STATUS, read_reply};
pub use request::{Request, check_server};
pub use server::{Cloud, Gateway, Server};
