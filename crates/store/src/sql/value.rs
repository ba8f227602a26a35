//! Values of parameters: text, whole number, bytes, null. Nothing else is stored.

use bytes::BytesMut;
use std::error::Error;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

/// A borrowed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Val<'a> {
    /// TEXT.
    Text(&'a str),
    /// BIGINT.
    Int(i64),
    /// BYTEA.
    Bytes(&'a [u8]),
    /// NULL.
    Null,
}

/// A value of its own, for statements that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owned {
    /// TEXT.
    Text(String),
    /// BIGINT.
    Int(i64),
    /// BYTEA.
    Bytes(Vec<u8>),
    /// NULL.
    Null,
}

impl Val<'_> {
    pub(crate) fn owned(&self) -> Owned {
        match *self {
            Val::Text(text) => Owned::Text(text.to_owned()),
            Val::Int(n) => Owned::Int(n),
            Val::Bytes(bytes) => Owned::Bytes(bytes.to_vec()),
            Val::Null => Owned::Null,
        }
    }
}

impl Owned {
    pub(crate) fn borrow(&self) -> Val<'_> {
        match self {
            Self::Text(text) => Val::Text(text),
            Self::Int(n) => Val::Int(*n),
            Self::Bytes(bytes) => Val::Bytes(bytes),
            Self::Null => Val::Null,
        }
    }
}

impl<'a> From<&'a str> for Val<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Val<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Val<'_> {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

impl From<bool> for Val<'_> {
    fn from(yes: bool) -> Self {
        Self::Int(i64::from(yes))
    }
}

impl<'a> From<&'a [u8]> for Val<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Val<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<Option<&'a str>> for Val<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

impl From<Option<i64>> for Val<'_> {
    fn from(n: Option<i64>) -> Self {
        n.map_or(Self::Null, Self::Int)
    }
}

impl rusqlite::ToSql for Val<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match *self {
            Val::Text(text) => ValueRef::Text(text.as_bytes()),
            Val::Int(n) => ValueRef::Integer(n),
            Val::Bytes(bytes) => ValueRef::Blob(bytes),
            Val::Null => ValueRef::Null,
        }))
    }
}

impl ToSql for Val<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Val::Text(text) => text.to_sql(ty, out),
            Val::Int(n) => n.to_sql(ty, out),
            Val::Bytes(bytes) => bytes.to_sql(ty, out),
            Val::Null => Ok(IsNull::Yes),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::TEXT | Type::VARCHAR | Type::INT8 | Type::BYTEA | Type::UNKNOWN)
    }

    to_sql_checked!();
}
