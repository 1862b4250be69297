//! The routes that administer a sandbox, under `/_aicc/`. Each acts on the world of the request.

use std::time::Duration;

use aicc_core::Language;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::reply::json_reply;
use super::responder::{Responder, now};
use crate::world::World;
use crate::world::account::AccountView;
use crate::world::fault::FaultRule;
use crate::world::wire::{Incoming, Reply};

/// What the paths begin with.
const PREFIX: &str = "/_aicc/";

/// How many times as large as that of another request the body of a request to these routes may be: snapshots and faults are large.
const BODY_FACTOR: usize = 64;

/// Returns whether a target is that of a route of this module.
pub(super) fn is_admin(target: &str) -> bool {
    target.starts_with(PREFIX)
}

/// Returns how many times the usual maximum the body of a request may have.
pub(super) fn body_factor(target: &str) -> usize {
    if is_admin(target) { BODY_FACTOR } else { 1 }
}

/// A route: what it does to a world, at a time and with a body.
struct AdminRoute {
    method: &'static str,
    path: &'static str,
    act: fn(&mut World, u64, &[u8]) -> Result<Value, AdminRefusal>,
}

/// Why a request is refused: the status and the sentence.
struct AdminRefusal(u16, String);

const RESTORE: AdminRoute = AdminRoute {
    method: "PUT",
    path: "/_aicc/snapshot",
    act: |world, _, body| {
        world.restore(read(body)?).map_err(|error| invalid(error.message(Language::English)))?;
        Ok(json!({}))
    },
};

const ROUTES: [AdminRoute; 11] = [
    AdminRoute {
        method: "POST",
        path: "/_aicc/reset",
        act: |world, _, _| {
            world.reset();
            Ok(json!({}))
        },
    },
    AdminRoute { method: "GET", path: RESTORE.path, act: |world, _, _| written(&world.snapshot()) },
    RESTORE,
    AdminRoute {
        method: "GET",
        path: "/_aicc/accounts",
        act: |world, time, _| written(&world.accounts(time).collect::<Vec<AccountView>>()),
    },
    AdminRoute {
        method: "POST",
        path: "/_aicc/unlock",
        act: |world, _, body| {
            let Unlock { account } = read(body)?;
            if world.unlock(&account) {
                Ok(json!({}))
            } else {
                Err(AdminRefusal(404, "there is no such account".to_owned()))
            }
        },
    },
    AdminRoute {
        method: "GET",
        path: "/_aicc/faults",
        act: |world, _, _| written(&world.faults().collect::<Vec<&FaultRule>>()),
    },
    AdminRoute {
        method: "PUT",
        path: "/_aicc/faults",
        act: |world, _, body| {
            world.set_faults(read(body)?).map_err(|error| invalid(error.message(Language::English)))?;
            Ok(json!({}))
        },
    },
    AdminRoute {
        method: "DELETE",
        path: "/_aicc/faults",
        act: |world, _, _| {
            world.set_faults(Vec::new()).map_err(|error| invalid(error.message(Language::English)))?;
            Ok(json!({}))
        },
    },
    AdminRoute { method: "GET", path: "/_aicc/clock", act: |world, time, _| Ok(clock(world, time)) },
    AdminRoute {
        method: "POST",
        path: "/_aicc/clock",
        act: |world, time, body| {
            let Advance { advance } = read(body)?;
            let by = Duration::try_from_secs_f64(advance)
                .map_err(|_| invalid("advance must be a number of seconds from 0"))?;
            world.advance(u64::try_from(by.as_millis()).unwrap_or(u64::MAX));
            Ok(clock(world, time))
        },
    },
    AdminRoute { method: "GET", path: "/_aicc/explain", act: |world, _, _| written(&world.explanation()) },
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unlock {
    account: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance: f64,
}

/// Returns the reply to a request.
pub(super) fn answer(responder: &Responder, request: &Incoming<'_>) -> Reply {
    let path = request.path();
    if path == "/_aicc/health" {
        return json_reply(200, &json!({"status": "ok", "version": env!("CARGO_PKG_VERSION")}));
    }
    let mut routes = ROUTES.iter().filter(|route| route.path == path).peekable();
    if routes.peek().is_none() {
        let paths: Vec<&str> = ROUTES.iter().map(|route| route.path).collect();
        return refused(&AdminRefusal(
            404,
            format!("no route has this path; there are /_aicc/health, {}", paths.join(", ")),
        ));
    }
    let allowed: Vec<&str> = routes.clone().map(|route| route.method).collect();
    let Some(route) = routes.find(|route| route.method == request.method) else {
        let mut reply = refused(&AdminRefusal(405, format!("the method must be {}", allowed.join(" or "))));
        reply.headers.push(("Allow".to_owned(), allowed.join(", ")));
        return reply;
    };
    match act(route, responder, request) {
        Ok(body) => json_reply(200, &body),
        Err(refusal) => refused(&refusal),
    }
}

fn act(route: &AdminRoute, responder: &Responder, request: &Incoming<'_>) -> Result<Value, AdminRefusal> {
    let no_worlds = || AdminRefusal(409, "this sandbox replays or forwards: it has no world".to_owned());
    let mut worlds = responder.backend.worlds().ok_or_else(no_worlds)?;
    let name = worlds.name_for(request);
    let world = worlds.world(&name).map_err(|error| AdminRefusal(503, error.message(Language::English)))?;
    (route.act)(world, now(), request.body)
}

fn refused(AdminRefusal(status, sentence): &AdminRefusal) -> Reply {
    json_reply(*status, &json!({"error": sentence}))
}

fn clock(world: &World, time: u64) -> Value {
    json!({"time": time.saturating_add(world.advanced()), "advanced": world.advanced()})
}

fn invalid(sentence: impl Into<String>) -> AdminRefusal {
    AdminRefusal(400, sentence.into())
}

/// Reads a body. The refusal has the place and none of the content.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, AdminRefusal> {
    serde_json::from_slice(body).map_err(|error| {
        invalid(format!(
            "the body is not the JSON that this route takes (line {}, column {})",
            error.line(),
            error.column()
        ))
    })
}

fn written(value: &impl serde::Serialize) -> Result<Value, AdminRefusal> {
    serde_json::to_value(value).map_err(|_| AdminRefusal(500, "the value has no JSON form".to_owned()))
}
