//! The HTTP service: routes, adapters, worker, configuration.
