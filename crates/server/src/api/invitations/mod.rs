//! The area's operations.

use super::routes::Route;

pub(crate) const ROUTES: &[Route] = &[];
