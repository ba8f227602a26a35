//! `nahtlos openapi`: prints the OpenAPI document of the center, the one that is served at `/openapi.json`.

use crate::{
    end::{End, Ended},
    screen::Screen,
};
use clap::Args;

/// Options of `nahtlos openapi`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nahtlos openapi > openapi.json")]
pub(crate) struct OpenApi {}

pub(crate) fn run(screen: &Screen) -> Ended {
    screen.write(&format!("{:#}\n", nahtlos_server::api::openapi::document()));
    Ok(End::Done)
}
