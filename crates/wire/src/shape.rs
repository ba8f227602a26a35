//! The macro behind every resource: a struct whose fields may all be missing, named in camelCase, as the reference reads and writes.
//!
//! Used by every family of resources here. It must never give a field behaviour of its own: what a missing field means is the server's matter.

/// Declares resources. Fields in the first braces are left out when there is nothing to say; those under `null` are written as null
/// then, as Graph does; those under `sent` tell apart "left out", "null" and a value.
macro_rules! shape {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$fmeta:meta])* $field:ident: $ty:ty),* $(,)? }
        $(null { $($(#[$nmeta:meta])* $null:ident: $nty:ty),* $(,)? })?
        $(sent { $($(#[$smeta:meta])* $sent:ident: $sty:ty),* $(,)? })?
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub struct $name {
            $($(#[$fmeta])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$ty>,)*
            $($($(#[$nmeta])* pub $null: Option<$nty>,)*)?
            $($($(#[$smeta])* #[serde(skip_serializing_if = "crate::sent::Sent::is_absent")] pub $sent: crate::sent::Sent<$sty>,)*)?
        }
    )+};
}
