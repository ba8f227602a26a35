//! The area's operations.

use crate::api::routes::Route;

pub(crate) const ROUTES: &[Route] = &[];
