//! The macro behind every resource: a struct whose fields may all be missing, named in camelCase, as the reference reads and writes.
//!
//! Used by every family of resources here. It must never give a field behaviour of its own: what a missing field means is the server's matter.

/// Declares resources. Fields in the first braces are left out when there is nothing to say; those under `null` are written as null
/// then, as Graph does; those under `sent` tell apart "left out", "null" and a value. Each resource also tells its JSON Schema.
macro_rules! shape {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$($fmeta:tt)*])* $field:ident: $ty:ty),* $(,)? }
        $(null { $($(#[$($nmeta:tt)*])* $null:ident: $nty:ty),* $(,)? })?
        $(sent { $($(#[$($smeta:tt)*])* $sent:ident: $sty:ty),* $(,)? })?
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub struct $name {
            $($(#[$($fmeta)*])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$ty>,)*
            $($($(#[$($nmeta)*])* pub $null: Option<$nty>,)*)?
            $($($(#[$($smeta)*])* #[serde(skip_serializing_if = "crate::sent::Sent::is_absent")] pub $sent: crate::sent::Sent<$sty>,)*)?
        }

        impl crate::schema::Described for $name {
            fn schema(all: &mut crate::schema::Schemas) -> serde_json::Value {
                let about = crate::schema::about(stringify!($(#[$meta])*));
                #[allow(unused_imports)] // by what kinds of fields the shape has
                use crate::schema::Empty::{LeftOut, Null};
                all.object(module_path!(), stringify!($name), &about, |_object| {
                    $(_object.field::<$ty>(stringify!($field), stringify!($(#[$($fmeta)*])*), LeftOut);)*
                    $($(_object.field::<$nty>(stringify!($null), stringify!($(#[$($nmeta)*])*), Null);)*)?
                    $($(_object.field::<$sty>(stringify!($sent), stringify!($(#[$($smeta)*])*), Null);)*)?
                })
            }
        }
    )+};
}
