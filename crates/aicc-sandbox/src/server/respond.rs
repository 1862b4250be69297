//! A request on a connection becomes a response, or the end of the connection.

use std::fmt;
use std::sync::Arc;

use hyper::body::Incoming as Body;
use hyper::{Request, Response};
use tokio::time::sleep;

use super::admin;
use super::body::OutgoingBody;
use super::reply::{refused, response};
use super::request::receive;
use super::responder::Responder;
use super::socket::Ending;
use crate::world::wire::Delivery;

/// The connection ends without a reply.
#[derive(Debug)]
pub(super) struct NoReply;

impl fmt::Display for NoReply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a fault resets the connection")
    }
}

impl std::error::Error for NoReply {}

/// Returns the response to a request.
///
/// # Errors
///
/// Returns an error if the answer is that the connection is reset.
pub(super) async fn respond(
    responder: Arc<Responder>,
    ending: Arc<Ending>,
    request: Request<Body>,
) -> Result<Response<OutgoingBody>, NoReply> {
    let limits = &responder.limits;
    let body_bytes = limits.body_bytes.saturating_mul(admin::body_factor(request.uri().path()));
    let received = match receive(request, body_bytes, limits.body_time).await {
        Ok(received) => received,
        Err(status) => return Ok(refused(status)),
    };
    if admin::is_admin(&received.target) {
        let reply = received.borrowed(|request| admin::answer(&responder, request));
        return Ok(response(reply, &Delivery::Whole));
    }
    let answer = responder.answer(&received).await;
    if !answer.delay.is_zero() {
        sleep(answer.delay).await;
    }
    if matches!(answer.delivery, Delivery::Reset) {
        ending.reset();
        return Err(NoReply);
    }
    Ok(response(answer.reply, &answer.delivery))
}
